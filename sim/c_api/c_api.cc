// The functions of ETW under their Windows names, for the machine of whoever calls.
#include <cstdarg>

#include "sim/api/api.h"
#include "sim/c_api/default_machine.h"
#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace {

etalon::sim::Machine& TheMachine() { return *etalon::sim::CallerOfThisThread().machine; }

}  // namespace

extern "C" {

#define ETALON_UNWRAP(...) __VA_ARGS__
#define X(result, name, parameters, arguments)                         \
  result WINAPI name parameters {                                      \
    return ::etalon::sim::name(TheMachine(), ETALON_UNWRAP arguments); \
  }
#include "sim/c_api/functions.inc"
#undef X
#undef ETALON_UNWRAP

// That va_start follows a parameter which is promoted is Windows' own choice of signature.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wvarargs"
ULONG TraceMessage(TRACEHANDLE session, ULONG flags, LPCGUID guid, USHORT number, ...) {
  va_list arguments;
  va_start(arguments, number);
  const ULONG result =
      ::etalon::sim::TraceMessage(TheMachine(), session, flags, guid, number, arguments);
  va_end(arguments);
  return result;
}
#pragma GCC diagnostic pop

}  // extern "C"
