#include "sim/host/real_scheduler.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <ratio>
#include <utility>

namespace etalon::sim {
namespace {

using Duration = std::chrono::duration<int64_t, std::ratio<1, kTicksPerSecond>>;

// How long to sleep at most before looking again: short enough for any arithmetic below.
constexpr Ticks kLongest = 3600 * kTicksPerSecond;

Duration Until(Ticks at, Ticks now) { return Duration(std::clamp<Ticks>(at - now, 0, kLongest)); }

}  // namespace

RealScheduler::RealScheduler(const Clock& clock) : clock_(clock) {}

RealScheduler::~RealScheduler() { Stop(); }

void RealScheduler::Spawn(std::function<void()> body) {
  std::lock_guard<std::mutex> hold(mutex_);
  if (stopping_) return;
  Reap();
  Spawned& spawned = spawned_.emplace_back();
  spawned.thread = std::thread([body = std::move(body), &spawned]() mutable {
    try {
      body();
    } catch (const ThreadAbandoned&) {
    }
    body = nullptr;
    spawned.ended = true;
  });
  spawned.id = spawned.thread.get_id();
}

void RealScheduler::Reap() {
  spawned_.remove_if([](Spawned& spawned) {
    if (!spawned.ended) return false;
    spawned.thread.join();
    return true;
  });
}

bool RealScheduler::BlockUntil(Lock& lock, const Ready& ready, Ticks deadline, const char*) {
  for (;;) {
    // What changes after this count is read and before the wait begins ends the wait at once.
    const uint64_t seen = notifications_;
    if (ready()) return true;
    if (clock_.Now() >= deadline) return false;
    lock.unlock();
    const bool abandoned = !AwaitChange(seen, deadline);
    lock.lock();
    if (!abandoned) continue;
    if (std::uncaught_exceptions() == 0) throw ThreadAbandoned();
    return false;
  }
}

bool RealScheduler::AwaitChange(uint64_t seen, Ticks deadline) {
  std::unique_lock<std::mutex> hold(mutex_);
  const auto changed = [&] { return notifications_ != seen || Abandons(); };
  if (deadline == kForever) {
    changed_.wait(hold, changed);
  } else {
    changed_.wait_for(hold, Until(deadline, clock_.Now()), changed);
  }
  return !Abandons();
}

bool RealScheduler::Abandons() const {
  return stopping_ && std::any_of(spawned_.begin(), spawned_.end(), [](const Spawned& spawned) {
    return spawned.id == std::this_thread::get_id();
  });
}

void RealScheduler::Notify() {
  {
    std::lock_guard<std::mutex> hold(mutex_);
    ++notifications_;
  }
  changed_.notify_all();
}

void RealScheduler::Sleep(Ticks duration) {
  Lock own(true);
  own.lock();
  BlockUntil(own, [] { return false; }, After(clock_.Now(), duration), "the end of a sleep");
  own.unlock();
}

Scheduler::TimerId RealScheduler::Post(Ticks due, std::function<void()> fire) {
  std::lock_guard<std::mutex> hold(mutex_);
  if (!clock_thread_.joinable() && !stopping_) {
    clock_thread_ = std::thread([this] { RunTimers(); });
  }
  const bool first = due < timers_.next_due();
  const TimerId timer = timers_.Add(due, std::move(fire));
  if (first) timers_changed_.notify_one();
  return timer;
}

void RealScheduler::Cancel(TimerId timer) {
  std::lock_guard<std::mutex> hold(mutex_);
  timers_.Remove(timer);
}

void RealScheduler::RunTimers() {
  std::unique_lock<std::mutex> hold(mutex_);
  while (!stopping_) {
    std::function<void()> fire = timers_.TakeDue(clock_.Now());
    if (fire) {
      hold.unlock();
      fire();
      fire = nullptr;
      hold.lock();
    } else {
      timers_changed_.wait_for(hold, Until(timers_.next_due(), clock_.Now()));
    }
  }
}

void RealScheduler::Stop() {
  {
    std::lock_guard<std::mutex> hold(mutex_);
    stopping_ = true;
    timers_changed_.notify_all();
    changed_.notify_all();
  }
  if (clock_thread_.get_id() == std::this_thread::get_id()) {
    clock_thread_.detach();  // a timer has ended the process
  } else if (clock_thread_.joinable()) {
    clock_thread_.join();
  }
  // Nothing is added any more, so the list may be walked without the mutex, which Abandons() needs.
  for (Spawned& spawned : spawned_) spawned.thread.join();
  std::lock_guard<std::mutex> hold(mutex_);
  spawned_.clear();
  timers_.Clear();
}

}  // namespace etalon::sim
