#include "sim/api/enable_provider.h"

#include "sim/api/enable_callback.h"

namespace etalon::sim {

bool EnableProvider(Machine& machine, MachineHold& hold, const GUID& guid,
                    const SessionRequest& request) {
  if (!machine.providers().Enable(guid, request)) return false;
  TellProvider(machine, hold, guid, WMI_ENABLE_EVENTS, ClassicForm(request));
  TellEventProvider(machine, hold, guid,
                    {.source_id = request.source_id, .given = request.filters});
  return true;
}

void DisableProvider(Machine& machine, MachineHold& hold, const GUID& guid, const Session& session,
                     const GUID& source_id) {
  const ProviderEnablement* const enablement = machine.providers().EnablementOf(guid);
  const SessionRequest* const request = enablement == nullptr ? nullptr : enablement->Find(session);
  if (request == nullptr) return;
  const Enablement ended = ClassicForm(*request);
  machine.providers().Disable(guid, session);
  TellProvider(machine, hold, guid, WMI_DISABLE_EVENTS, ended);
  TellEventProvider(machine, hold, guid, {.source_id = source_id});
}

}  // namespace etalon::sim
