// A process of the simulated computer begins to run.
#ifndef ETALON_SIM_API_PROCESS_START_H_
#define ETALON_SIM_API_PROCESS_START_H_

#include "sim/machine.h"

namespace etalon::sim {

// What was created suspended runs: its initial thread creates the process heap, on the first
// processor. Nothing for a process that runs or has exited. Takes the machine's lock.
void ResumeProcess(Machine& machine, Process& process);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_PROCESS_START_H_
