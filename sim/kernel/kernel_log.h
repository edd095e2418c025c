// What system loggers are told of the kernel.
#ifndef ETALON_SIM_KERNEL_KERNEL_LOG_H_
#define ETALON_SIM_KERNEL_KERNEL_LOG_H_

#include <cstdint>

#include "sim/kernel/system_event.h"
#include "sim/session/session_table.h"
#include "sim/system/process_table.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

// A system logger asks for events by its EnableFlags; each that runs and asks for an event gets it,
// with the stack if it asked for that. Under the machine's lock.
class KernelLog {
 public:
  // Both outlive it.
  KernelLog(const SessionTable& sessions, ProcessTable& processes, WindowsVersion windows)
      : sessions_(sessions), processes_(processes), windows_(windows) {}

  // Some system logger that runs has one of these flags.
  bool Wants(uint32_t flags) const;

  // Tells what make(windows) makes to those who have one of `flags`; nothing is made for nobody.
  // `caller` and `pid`: who makes it happen.
  template <typename Make>
  void Tell(uint32_t flags, const KernelCaller& caller, uint32_t pid, Make&& make) {
    if (Wants(flags)) Write(flags, caller, pid, make(windows_));
  }

  // What there is, to a session that has just started or is about to stop.
  void RunDown(Session& session, bool at_start);

 private:
  void Write(uint32_t flags, const KernelCaller& caller, uint32_t pid, const SystemEvent& event);

  const SessionTable& sessions_;
  ProcessTable& processes_;
  const WindowsVersion windows_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_KERNEL_LOG_H_
