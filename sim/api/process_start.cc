#include "sim/api/process_start.h"

#include <mutex>

namespace etalon::sim {

void ResumeProcess(Machine& machine, Process& process) {
  const std::lock_guard<Lock> hold(machine.lock());
  if (process.state != Process::State::kSuspended) return;
  process.state = Process::State::kRunning;
  ProcessHeaps& heaps = machine.heaps().Of(process);
  // Nobody sees which thread it is unless somebody looks.
  const bool is_seen = heaps.target().logger_id != 0;
  const uint32_t thread = is_seen ? machine.processes().InitialThreadOf(process) : 0;
  heaps.ProcessHeap({.thread_id = thread});
}

}  // namespace etalon::sim
