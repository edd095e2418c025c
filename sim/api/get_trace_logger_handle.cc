// GetTraceLoggerHandle: the session, out of the block that a ControlCallback receives. Its errors
// are told by the last error.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {
namespace {

constexpr TRACEHANDLE kFailure = ~TRACEHANDLE{0};  // INVALID_HANDLE_VALUE
constexpr uint16_t kUsualLoggerIds = 64;

// Beyond the usual ids only those are possible that a session has had.
bool IsPossible(Machine& machine, TRACEHANDLE handle) {
  const uint16_t id = static_cast<uint16_t>(handle);
  return id < kUsualLoggerIds || id == kKernelLoggerId ||
         machine.sessions().ForWriting(handle) != nullptr;
}

}  // namespace

TRACEHANDLE GetTraceLoggerHandle(Machine& machine, PVOID buffer) {
  const WNODE_HEADER* wnode = static_cast<const WNODE_HEADER*>(buffer);
  FAIL_WITH_LAST_ERROR_IF(!CanRead(machine, wnode), GETLOGGER_U90, kFailure);
  FAIL_WITH_LAST_ERROR_IF(wnode == nullptr, GETLOGGER_U01, kFailure);
  FAIL_WITH_LAST_ERROR_IF(wnode->BufferSize < sizeof(WNODE_HEADER), GETLOGGER_U02, kFailure);
  FAIL_WITH_LAST_ERROR_IF(!IsPossible(machine, wnode->HistoricalContext), GETLOGGER_U03, kFailure);
  return wnode->HistoricalContext;
}

}  // namespace etalon::sim
