#include "sim/host/clock.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

TEST(VirtualClock, StartsAtNoonAndStandsStill) {
  Clock clock(Clock::Kind::kVirtual);
  EXPECT_EQ(clock.Now(), 134'117'424'000'000'000);
  EXPECT_EQ(clock.Now(), 134'117'424'000'000'000);
  EXPECT_EQ(clock.Now() - clock.boot_time(), 300 * kTicksPerSecond);
}

TEST(VirtualClock, NoTwoStampsAreEqual) {
  Clock clock(Clock::Kind::kVirtual);
  const int64_t first = clock.Stamp(ClockType::kSystemTime);
  EXPECT_EQ(clock.Stamp(ClockType::kSystemTime), first + 1);
  EXPECT_EQ(clock.Now(), first + 1);
}

TEST(VirtualClock, MovesForwardOnly) {
  Clock clock(Clock::Kind::kVirtual);
  const Ticks start = clock.Now();
  clock.MoveTo(start + 5);
  clock.MoveTo(start + 3);
  EXPECT_EQ(clock.Now(), start + 5);
}

TEST(VirtualClock, EveryClockReadsTheSameMoment) {
  Clock clock(Clock::Kind::kVirtual);
  const Ticks at = clock.boot_time() + 7;
  EXPECT_EQ(clock.FromTicks(at, ClockType::kPerformanceCounter), 7);
  EXPECT_EQ(clock.FromTicks(at, ClockType::kCpuCycles), 700);
  EXPECT_EQ(clock.FromTicks(at, ClockType::kSystemTime), at);
  for (ClockType type :
       {ClockType::kPerformanceCounter, ClockType::kSystemTime, ClockType::kCpuCycles}) {
    EXPECT_EQ(clock.ToTicks(clock.FromTicks(at, type), type), at);
  }
}

TEST(After, NeverOverflows) {
  EXPECT_EQ(After(10, 5), 15);
  EXPECT_EQ(After(10, kForever), kForever);
  EXPECT_EQ(After(kForever, 1), kForever);
}

}  // namespace
}  // namespace etalon::sim
