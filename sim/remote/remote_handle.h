// Handles of traces that another process's machine has.
#ifndef ETALON_SIM_REMOTE_REMOTE_HANDLE_H_
#define ETALON_SIM_REMOTE_REMOTE_HANDLE_H_

#include "sim/include/evntrace.h"

namespace etalon::sim::remote {

inline constexpr TRACEHANDLE kRemoteTrace = TRACEHANDLE{1} << 48;

inline bool IsRemoteTrace(TRACEHANDLE handle) {
  return handle != INVALID_PROCESSTRACE_HANDLE && (handle & kRemoteTrace) != 0;
}

}  // namespace etalon::sim::remote

#endif  // ETALON_SIM_REMOTE_REMOTE_HANDLE_H_
