// EnableTrace: what a session asks of a provider is remembered whether or not it has registered; on
// Windows 2000 and XP it has to be. A classic provider belongs to the session that enabled it last; the one before is not told.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/enable_provider.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG EnableTrace(Machine& machine, ULONG enable, ULONG flags, ULONG level, LPCGUID control_guid,
                  TRACEHANDLE session_handle) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, control_guid), ENABLETRACE_U90);
  FAIL_IF(control_guid == nullptr, ENABLETRACE_E01);
  FAIL_IF(session_handle == 0, ENABLETRACE_E02);
  Session* const session = machine.sessions().FindByHandle(session_handle);
  const bool is_running = session != nullptr && session->state() == Session::State::kRunning;
  FAIL_IF(!is_running, ENABLETRACE_U01);
  FAIL_IF(!MayEnable(machine, *control_guid, session->settings()), ENABLETRACE_E06);

  const GUID guid = *control_guid;
  const bool is_for_later = enable != 0 && machine.providers().Of(guid).empty();
  FAIL_IF(is_for_later, ENABLETRACE_E04);
  FAIL_IF(is_for_later && machine.providers().EnablementOf(guid) != nullptr, ENABLETRACE_E03);
  if (enable == 0) {
    DisableProvider(machine, hold, guid, *session, {}, 0);
    return ERROR_SUCCESS;
  }
  const SessionRequest request = {
      .session = session, .level = static_cast<uint8_t>(level), .match_any = flags};
  const Configured configured = EnableProvider(machine, hold, guid, request, 0);
  FAIL_IF(configured == Configured::kTooManySessions, ENABLETRACE_E05);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
