// What time it is, in every form that ETW asks for.
#ifndef ETALON_SIM_HOST_CLOCK_H_
#define ETALON_SIM_HOST_CLOCK_H_

#include <atomic>
#include <cstdint>

namespace etalon::sim {

// 100 ns units. As a point in time: since 1601-01-01 UTC, as in a FILETIME.
using Ticks = int64_t;
inline constexpr Ticks kTicksPerSecond = 10'000'000;
inline constexpr Ticks kTicksPerMillisecond = 10'000;
inline constexpr Ticks kForever = INT64_MAX;

// The point in time `duration` after `at`; kForever when either is.
constexpr Ticks After(Ticks at, Ticks duration) {
  return duration >= kForever - at ? kForever : at + duration;
}

// The clocks that Wnode.ClientContext chooses from (TRACE_LOGFILE_HEADER.ReservedFlags).
enum class ClockType : uint32_t { kPerformanceCounter = 1, kSystemTime = 2, kCpuCycles = 3 };

// One count of ticks serves all clocks. Under the simulated host the count moves by one with every
// stamp (so no two events share a stamp) and otherwise only when the scheduler moves it; under the
// real host it is read from the machine. Not virtual: it stands on the event-writing path.
//
// Threads: virtual time belongs to the one thread that runs; real time to everybody.
class Clock {
 public:
  enum class Kind { kVirtual, kReal };

  // Virtual time starts at kVirtualStart. `real_now` reads the machine's time, which never goes
  // backwards; given exactly when `kind` is kReal.
  explicit Clock(Kind kind, Ticks (*real_now)() = nullptr);

  // 2026-01-01 12:00 UTC, on a computer that booted five minutes before.
  static constexpr Ticks kVirtualStart = 134'117'424'000'000'000;
  static constexpr Ticks kUptimeAtStart = 300 * kTicksPerSecond;

  // The time now, without moving it.
  Ticks Now() const { return kind_ == Kind::kVirtual ? ticks_ : real_now_(); }

  // The time of an event, in the units of `type`; virtual time moves on by one tick.
  int64_t Stamp(ClockType type) {
    const Ticks now = kind_ == Kind::kVirtual ? ++ticks_ : real_now_();
    return FromTicks(now, type);
  }

  // A point in time as a reading of `type`, and back. QPC runs at 10 MHz and the CPU at 1,000 MHz,
  // both from the boot; system time is the ticks themselves.
  int64_t FromTicks(Ticks at, ClockType type) const {
    if (type == ClockType::kSystemTime) return at;
    const Ticks since_boot = at - boot_;
    return type == ClockType::kPerformanceCounter ? since_boot : since_boot * kCpuMegahertz / 10;
  }
  Ticks ToTicks(int64_t reading, ClockType type) const;

  Ticks boot_time() const { return boot_; }

  // Moves virtual time forward to `at`; earlier points are ignored. Scheduler only.
  void MoveTo(Ticks at);

  static constexpr int64_t kPerformanceFrequency = kTicksPerSecond;
  static constexpr uint32_t kCpuMegahertz = 1000;

 private:
  const Kind kind_;
  Ticks (*const real_now_)();
  Ticks ticks_;
  Ticks boot_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_CLOCK_H_
