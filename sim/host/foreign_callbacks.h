// What is known beforehand of a program's callbacks.
#ifndef ETALON_SIM_HOST_FOREIGN_CALLBACKS_H_
#define ETALON_SIM_HOST_FOREIGN_CALLBACKS_H_

#include <functional>

namespace etalon::sim {

// A callback may wait as long as it likes, so ETW tells a provider on a thread of its own where the
// caller would not wait for ever. Threads cost more than everything else that a call does. Where
// callbacks are scripts, as under the suite, it is known which of them never wait. Empty functions:
// nothing is known. Set it before the machine is used.
struct ForeignCallbacks {
  // The callback that is given `context` does nothing that waits or lets others run.
  std::function<bool(const void* context)> never_waits;

  // Runs `body` on the calling thread, as if on another: what a program keeps a thread is not seen.
  std::function<void(const std::function<void()>& body)> run_apart;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_FOREIGN_CALLBACKS_H_
