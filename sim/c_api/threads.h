// What programs wait for: the threads and processes that they start, and their event objects.
#ifndef ETALON_SIM_C_API_THREADS_H_
#define ETALON_SIM_C_API_THREADS_H_

#include <cstdint>
#include <functional>
#include <string>

#include "sim/machine.h"

namespace etalon::sim {

struct StartedThread {
  void* handle = nullptr;
  uint32_t thread_id = 0;
};

enum class WaitResult { kEnded, kTimedOut, kNoObject };

// Runs `body` on a thread of its own in the caller's process, on the next processor. Under the
// simulated host the scheduler owns it; under the real one nobody does, and like on Windows it ends
// with the process at the latest.
StartedThread StartThread(const Caller& caller, std::function<void()> body);

struct StartedProcess {
  StartedThread thread;  // the initial one
  void* handle = nullptr;
  uint32_t pid = 0;
};

// A process of the caller's machine in this one, called `image_name`, with the caller's token. It
// ends when `body`, which its initial thread runs, has come back.
StartedProcess StartProcess(const Caller& caller, std::u16string image_name,
                            std::function<void()> body, bool suspended);

// Lets the initial thread of a process run that was started suspended. False: there is none.
bool ResumeSuspended(void* handle, bool* was_suspended);

// An event object: of one that is not `manual` each signal lets one wait go on.
void* NewEvent(const Caller& caller, bool manual, bool signaled);
bool SetSignal(const Caller& caller, void* handle, bool signaled);  // false: no such event

// Waits until the thread or process has ended or the event is signaled, or for `duration`
// (kForever: without end).
WaitResult WaitForObject(const Caller& caller, void* handle, Ticks duration);

// Forgets the handle, not what it stands for. False: there is no such handle.
bool CloseObject(void* handle);

}  // namespace etalon::sim

#endif  // ETALON_SIM_C_API_THREADS_H_
