#include "conformance/implementations/simulator_api.h"

#include <cstdarg>
#include <map>

#include "conformance/clauses/registry.h"
#include "sim/api/api.h"
#include "sim/machine.h"

namespace etalon {
namespace {

sim::Machine& TheMachine() { return *sim::CurrentCaller()->machine; }

#define ETALON_UNWRAP(...) __VA_ARGS__
#define X(result, name, parameters, arguments)               \
  result WINAPI name##OfTheCaller parameters {               \
    return sim::name(TheMachine(), ETALON_UNWRAP arguments); \
  }
#include "sim/c_api/functions.inc"
#undef X
#undef ETALON_UNWRAP

// That va_start follows a parameter which is promoted is Windows' own choice of signature.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wvarargs"
ULONG __cdecl TraceMessageOfTheCaller(TRACEHANDLE session, ULONG flags, LPCGUID guid, USHORT number,
                                      ...) {
  va_list arguments;
  va_start(arguments, number);
  const ULONG result = sim::TraceMessage(TheMachine(), session, flags, guid, number, arguments);
  va_end(arguments);
  return result;
}
#pragma GCC diagnostic pop

DWORD WINAPI LastErrorOfTheCaller() { return sim::CurrentCaller()->last_error; }
void WINAPI SetLastErrorOfTheCaller(DWORD error) { sim::CurrentCaller()->last_error = error; }

EtwApi MakeApi(WindowsVersion windows) {
  EtwApi api;
#define X(result, name, parameters, arguments) \
  if (clauses::HasFunction(windows, #name)) api.name = name##OfTheCaller;
#include "sim/c_api/functions.inc"
#undef X
  if (clauses::HasFunction(windows, "TraceMessage")) api.TraceMessage = TraceMessageOfTheCaller;
  api.GetLastError = LastErrorOfTheCaller;
  api.SetLastError = SetLastErrorOfTheCaller;
  return api;
}

}  // namespace

const EtwApi& SimulatorApi(WindowsVersion windows) {
  static const std::map<WindowsVersion, EtwApi> tables = [] {
    std::map<WindowsVersion, EtwApi> made;
    for (const WindowsVersion version : kSimulatedWindows) made.emplace(version, MakeApi(version));
    return made;
  }();
  return tables.at(windows);
}

}  // namespace etalon
