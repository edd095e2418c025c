#include "sim/host/clock.h"

#include <cstdlib>

namespace etalon::sim {

Clock::Clock(Kind kind, Ticks (*real_now)())
    : kind_(kind), real_now_(real_now), ticks_(kVirtualStart) {
  if ((kind == Kind::kReal) != (real_now != nullptr)) std::abort();
  boot_ = Now() - kUptimeAtStart;
}

Ticks Clock::ToTicks(int64_t reading, ClockType type) const {
  switch (type) {
    case ClockType::kSystemTime:
      return reading;
    case ClockType::kPerformanceCounter:
      return boot_ + reading;
    case ClockType::kCpuCycles:
      return boot_ + reading * 10 / kCpuMegahertz;
  }
  std::abort();
}

void Clock::MoveTo(Ticks at) {
  if (at > ticks_) ticks_ = at;
}

}  // namespace etalon::sim
