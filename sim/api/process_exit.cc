#include "sim/api/process_exit.h"

#include <mutex>

#include "sim/api/kernel_activity.h"
#include "sim/api/private_sessions.h"

namespace etalon::sim {
namespace {

// Its files are closed, one thread after the other ends, the initial one last; then the memory
// goes, and the process.
void TellKernel(Machine& machine, Process& process) {
  KernelLog& log = machine.kernel_log();
  if (!log.Wants(~0u)) return;
  const Caller* const caller = CurrentCaller();
  const bool is_here = caller != nullptr && caller->machine == &machine;
  const uint32_t initial = machine.processes().InitialThreadOf(process);
  const KernelCaller here = {.thread_id = initial, .cpu = is_here ? caller->cpu : 0};
  const auto tell = [&](uint32_t flag, auto&& make) { log.Tell(flag, here, process.pid, make); };

  CloseFilesOf(machine, process, here);
  std::vector<uint32_t> threads = process.further_threads;
  threads.push_back(initial);
  for (const uint32_t thread : threads) {
    tell(EVENT_TRACE_FLAG_THREAD, [&](WindowsVersion windows) {
      return ThreadEvent(Moment::kEnd, process.pid, thread, windows);
    });
  }
  std::vector<Image> images = process.libraries;
  images.push_back(ExecutableOf(process));
  for (const Image& image : images) {
    tell(EVENT_TRACE_FLAG_IMAGE_LOAD, [&](WindowsVersion windows) {
      return ImageEvent(Moment::kEnd, process.pid, image, windows);
    });
  }
  tell(EVENT_TRACE_FLAG_PROCESS,
       [&](WindowsVersion windows) { return ProcessEvent(Moment::kEnd, process, windows); });
}

}  // namespace

void EndProcess(Machine& machine, Process& process) {
  {
    const std::lock_guard<Lock> hold(machine.lock());
    TellKernel(machine, process);
    EndPrivateSessionsIn(machine, process);
    machine.providers().RemoveAllOf(process);
    machine.traces().CloseAllOf(process);
    machine.heaps().Forget(process);
    machine.processes().Exit(process);
  }
  machine.host().scheduler->Notify();
}

}  // namespace etalon::sim
