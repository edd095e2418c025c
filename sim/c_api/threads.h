// The threads and processes that programs start with CreateThread and CreateProcess.
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

enum class WaitResult { kEnded, kTimedOut, kNoThread };

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

// Waits until the thread or process has ended, or for `duration` (kForever: without end).
WaitResult WaitForThread(const Caller& caller, void* handle, Ticks duration);

// Forgets the handle, not the thread. False: there is no such handle.
bool CloseThread(void* handle);

}  // namespace etalon::sim

#endif  // ETALON_SIM_C_API_THREADS_H_
