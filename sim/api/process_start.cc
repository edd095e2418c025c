#include "sim/api/process_start.h"

#include <mutex>

#include "sim/kernel/process_events.h"

namespace etalon::sim {

void BeginProcess(Machine& machine, Process& process) {
  const Caller& caller = machine.caller();
  const KernelCaller here = {.thread_id = caller.thread_id, .cpu = caller.cpu};
  const uint32_t creator = caller.process->pid;
  const std::lock_guard<Lock> hold(machine.lock());
  process.parent = creator;
  KernelLog& log = machine.kernel_log();
  log.Tell(EVENT_TRACE_FLAG_PROCESS, here, creator, [&](WindowsVersion windows) {
    return ProcessEvent(Moment::kBegin, process, windows);
  });
  log.Tell(EVENT_TRACE_FLAG_THREAD, here, creator, [&](WindowsVersion windows) {
    const uint32_t thread = machine.processes().InitialThreadOf(process);
    return ThreadEvent(Moment::kBegin, process.pid, thread, windows);
  });
  log.Tell(EVENT_TRACE_FLAG_IMAGE_LOAD, here, creator, [&](WindowsVersion windows) {
    return ImageEvent(Moment::kBegin, process.pid, ExecutableOf(process), windows);
  });
}

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
