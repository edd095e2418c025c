// Every wait, timer, thread and callback of the simulator goes through here.
#ifndef ETALON_SIM_HOST_SCHEDULER_H_
#define ETALON_SIM_HOST_SCHEDULER_H_

#include <cstdint>
#include <functional>

#include "sim/host/clock.h"
#include "sim/host/lock.h"

namespace etalon::sim {

// Two implementations:
//  * SimulatedScheduler: exactly one thread runs at a time; which of several goes on is drawn from
//    the seed; virtual time moves only when all are blocked, to the next timer or deadline. If
//    nothing can ever wake a blocked thread the process aborts and lists who waits for what.
//  * RealScheduler: real threads, and one clock thread that runs the timers.
class Scheduler {
 public:
  using Ready = std::function<bool()>;
  using TimerId = uint64_t;

  virtual ~Scheduler() = default;

  // Runs `body` on a thread of its own, starting at the next scheduling point. The scheduler owns
  // the thread; its destructor waits for the body to end.
  virtual void Spawn(std::function<void()> body) = 0;

  // Lets other threads run. Called at the entry of every API function that is not on the
  // event-writing path.
  virtual void Yield() = 0;

  // Blocks the caller until ready() is true or the time is `deadline` (kForever: none), and returns
  // ready(). `lock` is held by the caller, is let go meanwhile and is held again on return; ready()
  // is called with it held. `what` names the wait in a deadlock report.
  virtual bool BlockUntil(Lock& lock, const Ready& ready, Ticks deadline, const char* what) = 0;

  // No other thread could go on if the caller waited. Real: never.
  virtual bool IsAlone() const = 0;

  // Something changed that a ready() looks at. A ready() is looked at again only after this, or at
  // its deadline.
  virtual void Notify() = 0;

  // Runs `fire` once, at or after `due` (kForever: never): on the thread that moves the time
  // (simulated) or on the clock thread (real), with no lock held. Ties run in the order of their
  // posting. `fire` must not block; it may post, cancel and notify. Ids are not 0.
  virtual TimerId Post(Ticks due, std::function<void()> fire) = 0;

  // The timer will not fire any more. It may be firing just now (real) or be long gone: no harm.
  virtual void Cancel(TimerId timer) = 0;

  // Runs the timers that are due, on the caller's thread. Simulated: at buffer switches, so that a
  // disk keeps up with a writer who never blocks. Real: does nothing.
  virtual void RunDue() = 0;

  // Blocks the caller for `duration`; meanwhile everything goes on.
  virtual void Sleep(Ticks duration) = 0;

  // Ends the threads that Spawn started and forgets the timers: a thread that is blocked, or blocks
  // from now on, is unwound by an exception that only the scheduler catches (ThreadAbandoned). Call
  // it before what the threads use goes away, on a thread that Spawn did not start. The destructor
  // does it too.
  virtual void Stop() = 0;
};

// What unwinds a thread that Stop() finds blocked. Not for catching outside the schedulers.
struct ThreadAbandoned {};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_SCHEDULER_H_
