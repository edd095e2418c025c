// Every function under its Windows name.
#include <cstdarg>

#include "conformance/controls/answer.h"
#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

extern "C" {

#define X(result, name, parameters, arguments)                           \
  __attribute__((visibility("default"))) result WINAPI name parameters { \
    return static_cast<result>(etalon::Answer());                        \
  }
#include "sim/c_api/functions.inc"
#undef X

__attribute__((visibility("default")))
ULONG __cdecl TraceMessage(TRACEHANDLE, ULONG, LPCGUID, USHORT, ...) {
  return etalon::Answer();
}

}  // extern "C"
