// GetTraceEnableLevel: the third byte of a provider's handle. Success leaves the last error alone.
#include "sim/api/api.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

UCHAR GetTraceEnableLevel(Machine& machine, TRACEHANDLE session) {
  FAIL_WITH_LAST_ERROR_IF(session == 0, GETLEVEL_U01, 0);
  return static_cast<UCHAR>(session >> 16);
}

}  // namespace etalon::sim
