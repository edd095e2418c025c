#include "sim/api/control_callback.h"

#include <vector>

namespace etalon::sim {

void TellProvider(Machine& machine, MachineHold& hold, const GUID& control_guid,
                  WMIDPREQUESTCODE request, const Enablement& enablement) {
  std::vector<TRACEHANDLE> handles;
  for (const Registration* registration : machine.providers().Of(control_guid)) {
    handles.push_back(registration->handle);
  }
  for (const TRACEHANDLE handle : handles) {
    // An earlier callback may have ended this registration.
    const Registration* registration = machine.providers().Find(handle);
    if (registration != nullptr) {
      TellRegistration(machine, hold, *registration, request, enablement);
    }
  }
}

ULONG TellRegistration(Machine& machine, MachineHold& hold, const Registration& registration,
                       WMIDPREQUESTCODE request, const Enablement& enablement) {
  // Copies: the callback may end its registration.
  const WMIDPREQUEST callback = registration.callback;
  void* const context = registration.context;
  Process& process = *registration.process;

  WNODE_HEADER wnode = {};
  wnode.BufferSize = sizeof(wnode);
  wnode.HistoricalContext = ProviderHandle(enablement);
  wnode.Guid = registration.control_guid;
  wnode.Flags = WNODE_FLAG_TRACED_GUID;
  ULONG reserved = sizeof(wnode);
  ULONG result = ERROR_SUCCESS;
  hold.unlock();
  machine.CallBack(process, [&] { result = callback(request, context, &reserved, &wnode); });
  hold.lock();
  return result;
}

}  // namespace etalon::sim
