// GetTraceEnableFlags: the upper half of a provider's handle. Success leaves the last error alone.
#include "sim/api/api.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG GetTraceEnableFlags(Machine& machine, TRACEHANDLE session) {
  FAIL_WITH_LAST_ERROR_IF(session == 0, GETFLAGS_U01, 0);
  return static_cast<ULONG>(session >> 32);
}

}  // namespace etalon::sim
