// What EnableTrace, EnableTraceEx and EnableTraceEx2 do, once their checks are passed.
#ifndef ETALON_SIM_API_ENABLE_PROVIDER_H_
#define ETALON_SIM_API_ENABLE_PROVIDER_H_

#include "sim/api/control_callback.h"
#include "sim/machine.h"

namespace etalon::sim {

// The session has what it asks for, and the providers of both kinds have been told when this
// returns. False: eight other sessions enable the GUID, and nothing has happened.
bool EnableProvider(Machine& machine, MachineHold& hold, const GUID& guid,
                    const SessionRequest& request);

// The session no longer enables the GUID; nothing happens when it did not.
void DisableProvider(Machine& machine, MachineHold& hold, const GUID& guid, const Session& session,
                     const GUID& source_id);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_ENABLE_PROVIDER_H_
