// A table of the real C functions: who implements ETW.
//
// The simulator fills it from its own functions (simulator_api.cc), a dynamic library by name
// (library_api.h). A function that the implementation lacks is null, which is a verdict ("not
// implemented"), never a crash of the harness. Names and signatures are exactly those of Windows.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_ETW_API_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_ETW_API_H_

#include <cstdarg>

#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace etalon {

struct EtwApi {
#define X(result, name, parameters, arguments) result(WINAPI* name) parameters = nullptr;
#include "sim/c_api/functions.inc"
#undef X
  ULONG(__cdecl* TraceMessage)(TRACEHANDLE, ULONG, LPCGUID, USHORT, ...) = nullptr;

  // Not ETW's, but part of how its errors are told. Never null.
  DWORD(WINAPI* GetLastError)() = nullptr;
  void(WINAPI* SetLastError)(DWORD) = nullptr;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_ETW_API_H_
