// OpenTraceFromRealTimeLogger: OpenTrace of a session, for records alone.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/record_trace.h"
#include "sim/api/session_name.h"

namespace etalon::sim {

TRACEHANDLE OpenTraceFromRealTimeLogger(Machine& machine, LPCWSTR logger_name,
                                        const ETW_OPEN_TRACE_OPTIONS* options,
                                        PTRACE_LOGFILE_HEADER header) {
  constexpr TRACEHANDLE kFailure = INVALID_PROCESSTRACE_HANDLE;
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_WITH_LAST_ERROR_IF(!CanReadText(machine, logger_name) || !CanRead(machine, options) ||
                              !CanWrite(machine, header),
                          OPENRT_U90, kFailure);
  FAIL_WITH_LAST_ERROR_IF(options == nullptr, OPENRT_U02, kFailure);
  const std::u16string name = Text(logger_name).value_or(u"");
  FAIL_WITH_LAST_ERROR_IF(name.empty(), OPENRT_U01, kFailure);
  FAIL_WITH_LAST_ERROR_IF(!MayConsume(machine, name), OPENRT_U03, kFailure);

  return OpenSession(machine, name, *options, header);
}

}  // namespace etalon::sim
