// ETW calls a classic provider: its ControlCallback, in its process.
#ifndef ETALON_SIM_API_CONTROL_CALLBACK_H_
#define ETALON_SIM_API_CONTROL_CALLBACK_H_

#include <mutex>

#include "sim/machine.h"

namespace etalon::sim {

// The machine's lock, held. It is let go while a callback runs.
using MachineHold = std::unique_lock<Lock>;

// Tells every registration of a control GUID, oldest first, that `enablement` begins or changes
// (WMI_ENABLE_EVENTS) or ends (WMI_DISABLE_EVENTS). What the callbacks return is ignored.
void TellProvider(Machine& machine, MachineHold& hold, const GUID& control_guid,
                  WMIDPREQUESTCODE request, const Enablement& enablement);

// The same for one registration; returns what the callback returned.
ULONG TellRegistration(Machine& machine, MachineHold& hold, const Registration& registration,
                       WMIDPREQUESTCODE request, const Enablement& enablement);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_CONTROL_CALLBACK_H_
