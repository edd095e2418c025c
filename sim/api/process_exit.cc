#include "sim/api/process_exit.h"

#include <mutex>

#include "sim/api/private_sessions.h"

namespace etalon::sim {

void EndProcess(Machine& machine, Process& process) {
  {
    const std::lock_guard<Lock> hold(machine.lock());
    EndPrivateSessionsIn(machine, process);
    machine.providers().RemoveAllOf(process);
    machine.traces().CloseAllOf(process);
    machine.heaps().Forget(process);
    machine.processes().Exit(process);
  }
  machine.host().scheduler->Notify();
}

}  // namespace etalon::sim
