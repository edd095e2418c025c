#include "sim/kernel/kernel_log.h"

#include "sim/include/evntrace.h"
#include "sim/kernel/disk_events.h"
#include "sim/kernel/process_events.h"

namespace etalon::sim {
namespace {

bool Asks(const Session& session, uint32_t flags) {
  const SessionSettings& settings = session.settings();
  return settings.system_logger && (settings.enable_flags & flags) != 0;
}

// Writes one list after another into a session, in the name of who started it.
class Rundown {
 public:
  Rundown(Session& session, Moment moment, WindowsVersion windows)
      : session_(session), moment_(moment), windows_(windows) {}

  void Tell(const Process& process, uint32_t initial_thread) const {
    if (Asks(session_, EVENT_TRACE_FLAG_PROCESS)) Write(ProcessEvent(moment_, process, windows_));
    if (Asks(session_, EVENT_TRACE_FLAG_THREAD)) TellThreads(process, initial_thread);
    if (Asks(session_, EVENT_TRACE_FLAG_IMAGE_LOAD)) TellImages(process);
    // Names are told at the end alone: those that came before the session are known by then.
    if (Asks(session_, EVENT_TRACE_FLAG_DISK_FILE_IO) && moment_ == Moment::kThereAtStop) {
      for (const OpenFile& file : process.files) {
        Write(FileNameEvent(NameMoment::kThereAtStop, file, windows_));
      }
    }
  }

 private:
  void TellThreads(const Process& process, uint32_t initial_thread) const {
    Write(ThreadEvent(moment_, process.pid, initial_thread, windows_));
    for (const uint32_t thread : process.further_threads) {
      Write(ThreadEvent(moment_, process.pid, thread, windows_));
    }
  }

  void TellImages(const Process& process) const {
    Write(ImageEvent(moment_, process.pid, ExecutableOf(process), windows_));
    for (const Image& image : process.libraries) {
      Write(ImageEvent(moment_, process.pid, image, windows_));
    }
  }

  void Write(const SystemEvent& event) const {
    const SessionSettings& settings = session_.settings();
    WriteSystemEvent(session_, {.thread_id = settings.owner_tid}, settings.owner_pid, event);
  }

  Session& session_;
  const Moment moment_;
  const WindowsVersion windows_;
};

}  // namespace

bool KernelLog::Wants(uint32_t flags) const {
  for (const Session* session : sessions_.Running()) {
    if (Asks(*session, flags)) return true;
  }
  return false;
}

void KernelLog::Write(uint32_t flags, const KernelCaller& caller, uint32_t pid,
                      const SystemEvent& event) {
  for (Session* session : sessions_.Running()) {
    if (Asks(*session, flags)) WriteSystemEvent(*session, caller, pid, event);
  }
}

void KernelLog::RunDown(Session& session, bool at_start) {
  const Moment moment = at_start ? Moment::kThereAtStart : Moment::kThereAtStop;
  const Rundown rundown(session, moment, windows_);
  for (Process* process : processes_.Running()) {
    const bool has_threads_told = Asks(session, EVENT_TRACE_FLAG_THREAD);
    rundown.Tell(*process, has_threads_told ? processes_.InitialThreadOf(*process) : 0);
  }
}

}  // namespace etalon::sim
