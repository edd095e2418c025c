// Threads one at a time, in an order drawn from a seed, on virtual time.
#ifndef ETALON_SIM_HOST_SIMULATED_SCHEDULER_H_
#define ETALON_SIM_HOST_SIMULATED_SCHEDULER_H_

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/host/clock.h"
#include "sim/host/random.h"
#include "sim/host/scheduler.h"
#include "sim/host/timer_queue.h"
#include "sim/host/worker_thread.h"

namespace etalon::sim {

// Every simulated thread is a thread of the operating system, with thread-local data: those of a
// thread that was another one's before are as that left them. Only the one that has the baton runs.
// The baton changes hands where its owner yields, blocks or ends. Who calls is therefore known
// without asking: the thread that has the baton. The thread that constructed the scheduler has it
// first and is called the main thread.
//
// Without other threads nothing here calls the operating system.
class SimulatedScheduler final : public Scheduler {
 public:
  SimulatedScheduler(Clock& clock, uint64_t seed);
  ~SimulatedScheduler() override;  // on the main thread

  void Spawn(std::function<void()> body) override;
  void Yield() override;
  bool BlockUntil(Lock& lock, const Ready& ready, Ticks deadline, const char* what) override;
  bool IsAlone() const override;
  void Notify() override { ++notifications_; }
  TimerId Post(Ticks due, std::function<void()> fire) override;
  void Cancel(TimerId timer) override { timers_.Remove(timer); }
  void RunDue() override;
  void Sleep(Ticks duration) override;
  void Stop() override;

 private:
  // One simulated thread, which begins when it first has the baton. All but `resumed` is touched by
  // the owner of the baton only.
  struct Strand {
    enum class State { kRunnable, kBlocked, kEnded };
    uint32_t number = 0;  // 0: the main thread
    State state = State::kRunnable;
    std::function<void()> body;
    const Ready* ready = nullptr;  // while blocked: what for, until when, and its name
    Ticks deadline = kForever;
    const char* what = "";
    uint64_t seen = 0;  // notifications_ when ready() was last found false
    bool abandoned = false;
    std::condition_variable resumed;
    WorkerThread* worker = nullptr;  // null: the main thread, or not begun
  };

  void Run(Strand& strand);  // the body of a spawned thread
  Strand& Next();            // who goes on; moves time when nobody can
  bool Wakes(Strand& strand);
  void MoveTime();
  void HandTo(Strand& strand);
  bool has_begun(const Strand& strand) const {
    return strand.worker != nullptr || &strand == strands_.front().get();
  }
  void AwaitBaton(Strand& strand);
  void SwitchFrom(Strand& strand);
  void Reap();
  [[noreturn]] void ReportDeadlock() const;

  Clock& clock_;
  Random random_;
  TimerQueue timers_;
  bool firing_ = false;  // a timer's function is running
  uint64_t notifications_ = 0;
  uint32_t last_number_ = 0;
  std::vector<std::unique_ptr<Strand>> strands_;  // [0]: the main thread
  std::vector<Strand*> candidates_;               // of Next(); kept for its memory

  std::mutex baton_mutex_;
  Strand* running_;  // who has the baton
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_SIMULATED_SCHEDULER_H_
