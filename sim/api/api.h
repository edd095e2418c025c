// Every entry point of the simulator, under its Windows name, with the Machine first.
//
// What each does, and each error, is documented by the clauses of docs/clauses; the comment of each
// .cc file says what is particular. All may be called from any thread inside a CallerScope.
#ifndef ETALON_SIM_API_API_H_
#define ETALON_SIM_API_API_H_

#include <cstdarg>

#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"
#include "sim/machine.h"

namespace etalon::sim {

#define ETALON_UNWRAP(...) __VA_ARGS__
#define X(result, name, parameters, arguments) \
  result name(Machine& machine, ETALON_UNWRAP parameters);
#include "sim/c_api/functions.inc"
#undef X
#undef ETALON_UNWRAP

// The variadic TraceMessage, whose caller makes the list; it has a page and clauses of its own.
ULONG TraceMessage(Machine& machine, TRACEHANDLE session, ULONG flags, LPCGUID guid, USHORT number,
                   va_list arguments);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_API_H_
