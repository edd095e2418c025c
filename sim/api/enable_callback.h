// ETW calls a provider of EventRegister: its EnableCallback, in its process.
#ifndef ETALON_SIM_API_ENABLE_CALLBACK_H_
#define ETALON_SIM_API_ENABLE_CALLBACK_H_

#include "sim/api/control_callback.h"
#include "sim/machine.h"

namespace etalon::sim {

// Why the callback is called.
struct EnableNotice {
  GUID source_id = {};                  // zero: nobody's
  bool capture_state = false;           // IsEnabled is EVENT_CONTROL_CODE_CAPTURE_STATE
  const EventFilters* given = nullptr;  // by the session that asks, for the provider; null: none
};

// Tells every registration of `guid`, as its own or as its group, oldest first, how it is enabled
// now by all sessions together. Registrations have changed already (ProviderRegistry::Enable,
// Disable).
void TellEventProvider(Machine& machine, MachineHold& hold, const GUID& guid,
                       const EnableNotice& notice);

// The same for one registration; without a callback nothing happens.
void TellEventRegistration(Machine& machine, MachineHold& hold,
                           const EventRegistration& registration, const EnableNotice& notice);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_ENABLE_CALLBACK_H_
