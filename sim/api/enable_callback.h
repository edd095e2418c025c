// ETW calls a provider of EventRegister: its EnableCallback, in its process.
#ifndef ETALON_SIM_API_ENABLE_CALLBACK_H_
#define ETALON_SIM_API_ENABLE_CALLBACK_H_

#include <optional>

#include "sim/api/control_callback.h"
#include "sim/machine.h"

namespace etalon::sim {

// What the callback is told beyond how all sessions together enable the registration.
struct EnableNotice {
  GUID source_id = {};                       // zero: nobody's
  const EventFilters* given = nullptr;       // by the session that asks; null: none
  std::optional<Wanted> capture_state = {};  // what a session asks to be told the state of
};

// Calls the callback of one registration; without one nothing happens. The registration may end
// meanwhile.
void TellEventRegistration(Machine& machine, MachineHold& hold,
                           const EventRegistration& registration, const EnableNotice& notice);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_ENABLE_CALLBACK_H_
