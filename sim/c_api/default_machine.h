// The machine that a program gets without asking: what libetalon.so stands on.
//
// It is made with the first call of any exported function on a thread that has no CallerScope, and
// stands on the machine's own time, threads and files. One a process; two processes do not meet.
// At exit its sessions are stopped, so that their log files are complete; the machine itself is
// never taken down, because other threads may still be calling.
//
// The environment, read once, says what it is like; what cannot be honoured ends the process with
// status 3 and a line on standard error:
//
//   ETALON_CPUS     its processors, 1 to 256; 2 unless given. A thread stays on the one it gets
//   ETALON_SEED     of what is drawn at random (GUIDs); drawn from time and process unless given
//   ETALON_FAULTS   failures: NAME[:AFTER[:TIMES]],... After AFTER (0) requests that succeed, TIMES
//                   (1) fail. Names: buffer-memory, properties-memory, disk-write, file-open
//   ETALON_WINDOWS  the Windows version: 5.2, 6.1, 10.0.14393 or newest, the default. A function
//                   that this Windows lacks is exported all the same, and works
//   ETALON_TOKEN    whose program it is: administrator, the default; performance-log-user,
//                   local-system, local-service, network-service or user
//   ETALON_MACHINE  the socket of an `etalon machine`: the functions of ETW are carried out there,
//                   for this process, and all variables but ETALON_TOKEN are the machine's. Log
//                   files are read here
#ifndef ETALON_SIM_C_API_DEFAULT_MACHINE_H_
#define ETALON_SIM_C_API_DEFAULT_MACHINE_H_

#include "sim/machine.h"

#ifdef __ELF__
#define ETALON_HIDDEN __attribute__((visibility("hidden")))
#else
#define ETALON_HIDDEN
#endif

namespace etalon::sim {

// Makes the calling thread a caller of the default machine for good: in this process, with a thread
// id of its own, on the next processor in turn. For threads outside any CallerScope.
Caller& BindToDefaultMachine();

// Who calls: the innermost CallerScope's caller, else one of the default machine.
inline Caller& CallerOfThisThread() {
  Caller* caller = CurrentCaller();
  if (caller == nullptr) [[unlikely]]
    return BindToDefaultMachine();
  return *caller;
}

// The process has ETALON_MACHINE. Set before anything can ask.
extern bool forwards_calls ETALON_HIDDEN;

// A call of this thread is for the machine of ETALON_MACHINE, and not for one of a CallerScope's.
bool IsOfDefaultMachine(const Caller* caller);
inline bool CallsForward() { return forwards_calls && IsOfDefaultMachine(CurrentCaller()); }

}  // namespace etalon::sim

#endif  // ETALON_SIM_C_API_DEFAULT_MACHINE_H_
