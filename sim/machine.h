// One simulated computer and everything in it.
#ifndef ETALON_SIM_MACHINE_H_
#define ETALON_SIM_MACHINE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "sim/consumer/trace_table.h"
#include "sim/host/host.h"
#include "sim/host/lock.h"
#include "sim/kernel/heap_table.h"
#include "sim/kernel/kernel_log.h"
#include "sim/provider/provider_registry.h"
#include "sim/session/session_table.h"
#include "sim/system/permissions.h"
#include "sim/system/process_table.h"
#include "sim/system/profile_sources.h"
#include "sim/system/registry.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

class Machine;

// Who calls: set for the calling thread by CallerScope. Last errors are kept here.
struct Caller {
  Machine* machine = nullptr;
  Process* process = nullptr;
  uint32_t thread_id = 0;
  uint32_t cpu = 0;  // below Machine::processors()
  uint32_t last_error = 0;
  GUID activity_id = {};  // of this thread: EventActivityIdControl
};

// Makes `caller` the caller of this thread while the scope lasts; scopes nest.
class CallerScope {
 public:
  explicit CallerScope(Caller& caller);
  ~CallerScope();
  CallerScope(const CallerScope&) = delete;
  CallerScope& operator=(const CallerScope&) = delete;

 private:
  Caller* const outer_;
};

#ifdef __ELF__
#define ETALON_CHEAP_THREAD_LOCAL __attribute__((tls_model("initial-exec"), visibility("hidden")))
#else
#define ETALON_CHEAP_THREAD_LOCAL
#endif

// Of this thread. Set by CallerScope only. Cheap on the event-writing path: no guard, and
// no call even in libetalon.so.
extern constinit thread_local Caller* current_caller ETALON_CHEAP_THREAD_LOCAL;

// The caller of this thread; null outside any scope.
inline Caller* CurrentCaller() { return current_caller; }

struct MachineOptions {
  WindowsVersion windows = kNewest;  // one of kSimulatedWindows
  uint64_t seed = 1;
  uint32_t processors = 2;
  uint64_t playback_store_bytes = 64 << 20;  // events of a real-time session that nobody consumes
};

// There are no globals: two Machines in one process never notice each other. Thread safety: API
// functions (sim/api) may be called from any thread that has a CallerScope; they take lock() as
// they need. Under the simulated host only one thread runs at a time, and the lock is free.
class Machine {
 public:
  // On a simulated host of its own, or on `host`.
  explicit Machine(const MachineOptions& options = {});
  Machine(const MachineOptions& options, std::unique_ptr<Host> host);

  // Threads of the scheduler that are still blocked are unwound first (Scheduler::Stop).
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  const MachineOptions& options() const { return options_; }
  WindowsVersion windows() const { return options_.windows; }
  uint32_t processors() const { return options_.processors; }
  Host& host() { return *host_; }
  Lock& lock() { return lock_; }

  // Faults are noticed: bad pointers have an answer (sim/api/caller_memory.h).
  bool guards_memory() const { return host_->guarded_call.armed(); }

  ProcessTable& processes() { return processes_; }
  Permissions& permissions() { return permissions_; }
  ProfileSources& profile_sources() { return profile_sources_; }
  ProviderRegistry& providers() { return providers_; }
  SessionTable& sessions() { return sessions_; }
  HeapTable& heaps() { return heaps_; }
  KernelLog& kernel_log() { return kernel_log_; }
  Registry& registry() { return registry_; }
  TraceTable& traces() { return traces_; }

  // The computer is a Windows Server container: it has no system loggers.
  bool in_container() const { return in_container_; }
  void set_in_container(bool in_container) { in_container_ = in_container; }

  // Of the thread that calls; aborts outside any CallerScope of this machine.
  Caller& caller() const {
    Caller* caller = CurrentCaller();
    if (caller == nullptr || caller->machine != this) [[unlikely]]
      ReportStranger();
    return *caller;
  }

  // Runs `body` in `process` on a thread of ETW's there (new thread id), as control callbacks do.
  // The calling thread lends itself, with the processor it is on; no lock may be held.
  void CallBack(Process& process, const std::function<void()>& body);

  // The next number of TRACE_MESSAGE_SEQUENCE with USE_GLOBAL_SEQUENCE; 1 first.
  uint32_t NextGlobalSequenceNumber() { return ++global_sequence_; }

  // The next number of EVENT_ENABLE_PROPERTY_EVENT_KEY; 1 first.
  uint64_t NextEventKey() { return ++event_key_; }

  // An activity identifier that this computer has not had before: eight bytes are the same until it
  // boots again, eight count. Under the machine's lock.
  GUID MakeActivityId();

  // A random GUID (version 4), as for a session that came without one; drawn from the seed. Under
  // the machine's lock.
  GUID MakeGuid();

  // Everything that a failing call must leave alone. Under the machine's lock.
  void Describe(const StateWriter& out) const;

 private:
  [[noreturn]] static void ReportStranger();

  const MachineOptions options_;
  std::unique_ptr<Host> host_;
  Lock lock_;
  ProcessTable processes_;
  Permissions permissions_;
  ProfileSources profile_sources_;
  ProviderRegistry providers_;
  SessionTable sessions_;
  HeapTable heaps_;
  KernelLog kernel_log_;
  TraceTable traces_;
  Registry registry_;
  bool in_container_ = false;
  std::atomic<uint32_t> global_sequence_{0};
  std::atomic<uint64_t> event_key_{0};
  GUID activity_ids_ = {};  // the last; null: none yet
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_MACHINE_H_
