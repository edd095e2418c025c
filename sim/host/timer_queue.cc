#include "sim/host/timer_queue.h"

namespace etalon::sim {

TimerQueue::TimerId TimerQueue::Add(Ticks due, std::function<void()> fire) {
  const TimerId id = ++last_id_;
  queue_.emplace(std::pair(due, id), std::move(fire));
  due_.emplace(id, due);
  return id;
}

void TimerQueue::Remove(TimerId timer) {
  const auto found = due_.find(timer);
  if (found == due_.end()) return;
  queue_.erase({found->second, timer});
  due_.erase(found);
}

void TimerQueue::Clear() {
  queue_.clear();
  due_.clear();
}

std::function<void()> TimerQueue::TakeDue(Ticks now) {
  if (queue_.empty()) return nullptr;
  const auto first = queue_.begin();
  const auto [due, id] = first->first;
  if (due > now || due == kForever) return nullptr;
  std::function<void()> fire = std::move(first->second);
  queue_.erase(first);
  due_.erase(id);
  return fire;
}

}  // namespace etalon::sim
