// EnableTrace: what a session asks of a provider is remembered whether or not it has registered. A
// classic provider belongs to the session that enabled it last; the one before is not told.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG EnableTrace(Machine& machine, ULONG enable, ULONG flags, ULONG level, LPCGUID control_guid,
                  TRACEHANDLE session_handle) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(control_guid == nullptr, ENABLETRACE_E01);
  FAIL_IF(session_handle == 0, ENABLETRACE_E02);
  const Session* session = machine.sessions().FindByHandle(session_handle);
  const bool is_running = session != nullptr && session->state() == Session::State::kRunning;
  FAIL_IF(!is_running, ENABLETRACE_U01);
  FAIL_IF(!MayControl(*machine.caller().process, session->settings()), ENABLETRACE_E06);

  const GUID guid = *control_guid;
  ProviderRegistry& providers = machine.providers();
  if (enable != 0) {
    const Enablement enablement = {session->handle(), static_cast<uint8_t>(level), flags};
    providers.Enable(guid, enablement);
    TellProvider(machine, hold, guid, WMI_ENABLE_EVENTS, enablement);
    return ERROR_SUCCESS;
  }
  const std::optional<Enablement> enablement = providers.EnablementOf(guid);
  if (enablement && enablement->session == session->handle()) {
    providers.Disable(guid);
    TellProvider(machine, hold, guid, WMI_DISABLE_EVENTS, *enablement);
  }
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
