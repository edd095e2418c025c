// The functions of ETW under their Windows names, for the machine of whoever calls.
#include <cstdarg>

#include "sim/api/api.h"
#include "sim/c_api/default_machine.h"
#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

#ifndef _WIN32
#include "sim/remote/functions.h"
#endif

namespace {

etalon::sim::Machine& TheMachine() { return *etalon::sim::CallerOfThisThread().machine; }

}  // namespace

// In builds for Windows every machine is in the process.
#ifdef _WIN32
#define ETALON_FORWARD(name, ...)
#else
#define ETALON_FORWARD(name, ...)               \
  if (etalon::sim::CallsForward()) [[unlikely]] \
    return ::etalon::sim::remote::name(__VA_ARGS__);
#endif

extern "C" {

#define ETALON_UNWRAP(...) __VA_ARGS__
#define X(result, name, parameters, arguments)                         \
  result WINAPI name parameters {                                      \
    ETALON_FORWARD(name, ETALON_UNWRAP arguments)                      \
    return ::etalon::sim::name(TheMachine(), ETALON_UNWRAP arguments); \
  }
#include "sim/c_api/functions.inc"
#undef X
#undef ETALON_UNWRAP

static ULONG SendMessage(TRACEHANDLE session, ULONG flags, LPCGUID guid, USHORT number,
                         va_list arguments) {
  ETALON_FORWARD(TraceMessageVa, session, flags, guid, number, arguments)
  return ::etalon::sim::TraceMessage(TheMachine(), session, flags, guid, number, arguments);
}

// That va_start follows a parameter which is promoted is Windows' own choice of signature.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wvarargs"
ULONG TraceMessage(TRACEHANDLE session, ULONG flags, LPCGUID guid, USHORT number, ...) {
  va_list arguments;
  va_start(arguments, number);
  const ULONG result = SendMessage(session, flags, guid, number, arguments);
  va_end(arguments);
  return result;
}
#pragma GCC diagnostic pop

}  // extern "C"
