// Timers in the order in which they fire.
#ifndef ETALON_SIM_HOST_TIMER_QUEUE_H_
#define ETALON_SIM_HOST_TIMER_QUEUE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "sim/host/clock.h"

namespace etalon::sim {

// By due time, then by posting. Not thread-safe.
class TimerQueue {
 public:
  using TimerId = uint64_t;

  TimerId Add(Ticks due, std::function<void()> fire);
  void Remove(TimerId timer);  // unknown or gone: no harm
  void Clear();

  Ticks next_due() const { return queue_.empty() ? kForever : queue_.begin()->first.first; }

  // The first timer that is due at `now`, taken out; null when none is.
  std::function<void()> TakeDue(Ticks now);

 private:
  std::map<std::pair<Ticks, TimerId>, std::function<void()>> queue_;
  std::map<TimerId, Ticks> due_;
  TimerId last_id_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_TIMER_QUEUE_H_
