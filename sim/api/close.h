// The end of a trace.
#ifndef ETALON_SIM_API_CLOSE_H_
#define ETALON_SIM_API_CLOSE_H_

#include "sim/api/control_callback.h"

namespace etalon::sim {

// Closes a trace that nobody processes. What a stream has queued goes back to its owner, with the
// lock let go.
void Close(Machine& machine, MachineHold& hold, Trace& trace);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_CLOSE_H_
