#include "sim/host/simulated_scheduler.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <utility>

namespace etalon::sim {
namespace {

// A thread that is being unwound may run destructors that yield or block: these must not throw.
bool Unwinding() { return std::uncaught_exceptions() > 0; }

[[noreturn]] void Die(const char* why) {
  std::fprintf(stderr, "etalon: %s\n", why);
  std::abort();
}

// The order of threads must not depend on what else is drawn from the machine's seed.
constexpr uint64_t kOrderOfThreads = 0x7468726561647321u;

}  // namespace

SimulatedScheduler::SimulatedScheduler(Clock& clock, uint64_t seed)
    : clock_(clock), random_(seed ^ kOrderOfThreads) {
  strands_.push_back(std::make_unique<Strand>());
  running_ = strands_.front().get();
}

SimulatedScheduler::~SimulatedScheduler() { Stop(); }

void SimulatedScheduler::Spawn(std::function<void()> body) {
  Reap();
  auto strand = std::make_unique<Strand>();
  strand->number = ++last_number_;
  strand->body = std::move(body);
  strands_.push_back(std::move(strand));
}

void SimulatedScheduler::Run(Strand& strand) {
  try {
    strand.body();
  } catch (const ThreadAbandoned&) {
  }
  strand.body = nullptr;
  strand.state = Strand::State::kEnded;
  HandTo(strand.abandoned ? *strands_.front() : Next());
}

void SimulatedScheduler::Yield() {
  RunDue();
  if (strands_.size() == 1 || firing_) return;
  Strand& self = *running_;
  if (!self.abandoned) SwitchFrom(self);
  if (self.abandoned && !Unwinding()) throw ThreadAbandoned();
}

bool SimulatedScheduler::BlockUntil(Lock& lock, const Ready& ready, Ticks deadline,
                                    const char* what) {
  Strand& self = *running_;
  for (;;) {
    if (ready()) return true;
    if (clock_.Now() >= deadline) return false;
    if (firing_) Die("a timer may not block");
    if (self.abandoned) {
      if (!Unwinding()) throw ThreadAbandoned();
      return false;
    }
    self.state = Strand::State::kBlocked;
    self.ready = &ready;
    self.deadline = deadline;
    self.what = what;
    self.seen = notifications_;
    lock.unlock();
    SwitchFrom(self);
    lock.lock();
  }
}

bool SimulatedScheduler::IsAlone() const {
  return std::all_of(strands_.begin(), strands_.end(), [&](const std::unique_ptr<Strand>& strand) {
    return strand.get() == running_ || strand->state == Strand::State::kEnded;
  });
}

void SimulatedScheduler::Sleep(Ticks duration) {
  if (duration <= 0) return Yield();
  Lock none(false);
  BlockUntil(none, [] { return false; }, After(clock_.Now(), duration), "the end of a sleep");
}

Scheduler::TimerId SimulatedScheduler::Post(Ticks due, std::function<void()> fire) {
  return timers_.Add(due, std::move(fire));
}

void SimulatedScheduler::RunDue() {
  if (firing_ || timers_.next_due() > clock_.Now()) return;
  firing_ = true;
  while (const std::function<void()> fire = timers_.TakeDue(clock_.Now())) fire();
  firing_ = false;
}

void SimulatedScheduler::Stop() {
  Strand& self = *strands_.front();
  if (running_ != &self) Die("the scheduler was stopped on a thread of its own");
  timers_.Clear();
  for (size_t i = 1; i < strands_.size(); ++i) {  // unwinding may spawn more
    Strand& strand = *strands_[i];
    if (!has_begun(strand)) strand.state = Strand::State::kEnded;
    if (strand.state == Strand::State::kEnded) continue;
    strand.abandoned = true;
    strand.state = Strand::State::kRunnable;
    HandTo(strand);
    AwaitBaton(self);
  }
  Reap();
  timers_.Clear();
}

SimulatedScheduler::Strand& SimulatedScheduler::Next() {
  for (;;) {
    RunDue();
    candidates_.clear();
    for (const std::unique_ptr<Strand>& strand : strands_) {
      if (Wakes(*strand)) candidates_.push_back(strand.get());
    }
    if (candidates_.size() == 1) return *candidates_[0];
    if (!candidates_.empty()) return *candidates_[random_.Below(candidates_.size())];
    MoveTime();
  }
}

// Whether `strand` could go on. One that wakes here stays awake until it has had the baton and has
// looked again itself.
bool SimulatedScheduler::Wakes(Strand& strand) {
  if (strand.state != Strand::State::kBlocked) return strand.state == Strand::State::kRunnable;
  bool wakes = clock_.Now() >= strand.deadline;
  if (!wakes && strand.seen != notifications_) {
    strand.seen = notifications_;
    wakes = (*strand.ready)();
  }
  if (wakes) strand.state = Strand::State::kRunnable;
  return wakes;
}

void SimulatedScheduler::MoveTime() {
  Ticks next = timers_.next_due();
  for (const std::unique_ptr<Strand>& strand : strands_) {
    if (strand->state == Strand::State::kBlocked) next = std::min(next, strand->deadline);
  }
  if (next == kForever) ReportDeadlock();
  clock_.MoveTo(next);
}

void SimulatedScheduler::ReportDeadlock() const {
  std::fprintf(stderr, "etalon: deadlock: every thread is blocked and no timer is left\n");
  for (const std::unique_ptr<Strand>& strand : strands_) {
    if (strand->state != Strand::State::kBlocked) continue;
    std::fprintf(stderr, "  %s %u waits for %s%s\n",
                 strand->number == 0 ? "main thread" : "thread", strand->number, strand->what,
                 (*strand->ready)() ? " (which has come, but nobody called Notify)" : "");
  }
  std::abort();
}

void SimulatedScheduler::HandTo(Strand& strand) {
  std::lock_guard<std::mutex> hold(baton_mutex_);
  running_ = &strand;
  if (has_begun(strand)) {
    strand.resumed.notify_one();  // with the mutex held: afterwards `strand` may be gone
  } else {
    strand.worker = &WorkerThread::Take();
    strand.worker->Run([this, &strand] { Run(strand); });
  }
}

void SimulatedScheduler::AwaitBaton(Strand& strand) {
  std::unique_lock<std::mutex> hold(baton_mutex_);
  strand.resumed.wait(hold, [&] { return running_ == &strand; });
}

void SimulatedScheduler::SwitchFrom(Strand& strand) {
  Strand& next = Next();
  if (&next == &strand) return;
  HandTo(next);
  AwaitBaton(strand);
}

// Threads that have ended hand on the baton as their last act, and do not touch their strand again.
// A thread that has ended still moves the time, and may meet a timer that spawns another.
void SimulatedScheduler::Reap() {
  std::erase_if(strands_, [this](const std::unique_ptr<Strand>& strand) {
    if (strand->state != Strand::State::kEnded || strand.get() == running_) return false;
    if (strand->worker != nullptr) strand->worker->GiveBack();
    return true;
  });
}

}  // namespace etalon::sim
