#include "sim/host/faults.h"

namespace etalon::sim {

void Faults::Fail(Fault fault, uint32_t after, uint32_t times) {
  std::lock_guard<std::mutex> hold(mutex_);
  plans_[static_cast<size_t>(fault)] = {after, times};
  uint32_t armed = 0;
  for (const Plan& plan : plans_) armed |= plan.times;
  any_ = armed != 0;
}

bool Faults::ShouldFail(Fault fault) {
  if (!any_.load(std::memory_order_relaxed)) return false;
  std::lock_guard<std::mutex> hold(mutex_);
  Plan& plan = plans_[static_cast<size_t>(fault)];
  if (plan.times == 0) return false;
  if (plan.after > 0) {
    --plan.after;
    return false;
  }
  --plan.times;
  return true;
}

}  // namespace etalon::sim
