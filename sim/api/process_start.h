// A process of the simulated computer begins to run.
#ifndef ETALON_SIM_API_PROCESS_START_H_
#define ETALON_SIM_API_PROCESS_START_H_

#include "sim/machine.h"

namespace etalon::sim {

// `process` has just been created, by the calling thread; system loggers are told of it, of its
// first thread and of its executable. Takes the machine's lock.
void BeginProcess(Machine& machine, Process& process);

// What was created suspended runs: its initial thread creates the process heap, on the first
// processor. Nothing for a process that runs or has exited. Takes the machine's lock.
void ResumeProcess(Machine& machine, Process& process);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_PROCESS_START_H_
