#include "conformance/implementations/layer.h"

#include <algorithm>

namespace etalon {
namespace {

constexpr const char* kControllersAndConsumers[] = {
    "StartTrace",  "ControlTrace", "StopTrace",   "QueryTrace",
    "UpdateTrace", "FlushTrace",   "QueryAll",    "EnableTraceEx2",
    "OpenTrace",   "ProcessTrace", "CloseTrace",  "EnumerateTrace",
    "TraceSet",    "TraceQuery",   "EventAccess", "QueryTraceProcessingHandle"};
constexpr const char* kProviders[] = {"EventActivity",
                                      "EventEnabled",
                                      "EventProvider",
                                      "EventRegister",
                                      "EventSet",
                                      "EventUnregister",
                                      "EventWrite",
                                      "RegisterTraceGuids",
                                      "UnregisterTraceGuids",
                                      "GetTrace",
                                      "CreateTraceInstanceId",
                                      "TraceEvent",
                                      "TraceMessage"};
constexpr const char* kKernelTraceControl[] = {"StartKernelTrace", "StartHeapTrace",
                                               "UpdateHeapTrace", "CreateMergedTraceFile"};

}  // namespace

constexpr std::array<Layer, 4> kLayers = {{
    {"advapi32", "advapi32.dll", "", {}},
    {"sechost", "sechost.dll", "", kControllersAndConsumers},
    {"ntdll", "ntdll.dll", "Etw", kProviders},
    {"KernelTraceControl", "KernelTraceControl.dll", "", kKernelTraceControl},
}};

bool IsIn(const Layer& layer, const std::string& function) {
  const auto begins_so = [&](const char* name) { return function.rfind(name, 0) == 0; };
  return layer.functions.empty() ||
         std::any_of(layer.functions.begin(), layer.functions.end(), begins_so);
}

const Layer* FindLayer(const std::string& name) {
  for (const Layer& layer : kLayers) {
    if (name == layer.name) return &layer;
  }
  return nullptr;
}

std::string LayerList() {
  std::string list;
  for (const Layer& layer : kLayers) list += (list.empty() ? "" : ", ") + std::string(layer.name);
  return list;
}

std::string ExportName(const Layer& layer, const std::string& function) {
  const std::string prefix = layer.prefix;
  // The one that has another name besides.
  if (!prefix.empty() && function == "TraceEvent") return prefix + "LogTraceEvent";
  return prefix + function;
}

}  // namespace etalon
