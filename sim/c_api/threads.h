// The threads that programs start with CreateThread.
#ifndef ETALON_SIM_C_API_THREADS_H_
#define ETALON_SIM_C_API_THREADS_H_

#include <cstdint>
#include <functional>

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

// Waits until the thread has ended, or for `duration` (kForever: without end).
WaitResult WaitForThread(const Caller& caller, void* handle, Ticks duration);

// Forgets the handle, not the thread. False: there is no such handle.
bool CloseThread(void* handle);

}  // namespace etalon::sim

#endif  // ETALON_SIM_C_API_THREADS_H_
