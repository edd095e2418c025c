#include "conformance/implementations/layer.h"

namespace etalon {

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
