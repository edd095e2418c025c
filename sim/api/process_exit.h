// A process of the simulated computer ends.
#ifndef ETALON_SIM_API_PROCESS_EXIT_H_
#define ETALON_SIM_API_PROCESS_EXIT_H_

#include "sim/machine.h"

namespace etalon::sim {

// Its registrations are gone, the traces it opened are closed (what ProcessTrace is delivering
// comes to its end), private sessions no longer run there. Sessions that it started go on. Takes
// the machine's lock.
void EndProcess(Machine& machine, Process& process);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_PROCESS_EXIT_H_
