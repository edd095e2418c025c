// The functions of ETW for a program whose machine is in another process: each sends its arguments
// there, but for log files, which a consumer reads in its own process, as on Windows.
#ifndef ETALON_SIM_REMOTE_FUNCTIONS_H_
#define ETALON_SIM_REMOTE_FUNCTIONS_H_

#include <cstdarg>

#include "sim/include/KernelTraceControl.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon::sim::remote {

#define X(result, name, parameters, arguments) result name parameters;
#include "sim/c_api/functions.inc"
#undef X

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_FUNCTIONS_H_
