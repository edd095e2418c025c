// Threads and time of the real machine.
#ifndef ETALON_SIM_HOST_REAL_SCHEDULER_H_
#define ETALON_SIM_HOST_REAL_SCHEDULER_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

#include "sim/host/clock.h"
#include "sim/host/scheduler.h"
#include "sim/host/timer_queue.h"

namespace etalon::sim {

// Any thread may call anything, except that Stop and the destructor are not for spawned threads and
// timers. Threads that were not spawned here and are blocked when Stop comes stay blocked: whoever
// owns them ends their waits first. One thread runs the timers; it exists from the first Post on.
class RealScheduler final : public Scheduler {
 public:
  explicit RealScheduler(const Clock& clock);
  ~RealScheduler() override;

  void Spawn(std::function<void()> body) override;
  bool IsAlone() const override { return false; }
  void Yield() override {}  // the machine does that by itself
  bool BlockUntil(Lock& lock, const Ready& ready, Ticks deadline, const char* what) override;
  void Notify() override;
  TimerId Post(Ticks due, std::function<void()> fire) override;
  void Cancel(TimerId timer) override;
  void RunDue() override {}
  void Sleep(Ticks duration) override;
  void Stop() override;

 private:
  struct Spawned {
    std::atomic<bool> ended{false};
    std::thread thread;
    std::thread::id id;  // apart, for others to read while the thread is joined
  };

  void RunTimers();  // the body of the clock thread
  bool AwaitChange(uint64_t seen, Ticks deadline);  // false: the caller is to be unwound
  bool Abandons() const;  // whether it is; with mutex_ held
  void Reap();            // with mutex_ held

  const Clock& clock_;
  std::atomic<uint64_t> notifications_{0};

  std::mutex mutex_;  // of all below; never held while somebody else's code runs
  std::condition_variable changed_;
  std::condition_variable timers_changed_;
  TimerQueue timers_;
  std::list<Spawned> spawned_;
  std::thread clock_thread_;
  bool stopping_ = false;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_REAL_SCHEDULER_H_
