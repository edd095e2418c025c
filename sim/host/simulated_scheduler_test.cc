#include "sim/host/simulated_scheduler.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace etalon::sim {
namespace {

class SimulatedSchedulerTest : public testing::Test {
 protected:
  // The scheduler as it would be with another seed.
  void Reseed(uint64_t seed) { scheduler_ = std::make_unique<SimulatedScheduler>(clock_, seed); }

  void JoinAll(const int& running) {
    scheduler_->BlockUntil(lock_, [&] { return running == 0; }, kForever, "the threads' end");
  }

  // Who ran when: two threads that yield.
  std::string PingPong(uint64_t seed) {
    Reseed(seed);
    std::string order;
    int running = 2;
    for (char name : {'a', 'b'}) {
      scheduler_->Spawn([this, &order, &running, name] {
        for (int i = 0; i < 20; ++i) {
          order += name;
          scheduler_->Yield();
        }
        --running;
        scheduler_->Notify();
      });
    }
    JoinAll(running);
    return order;
  }

  Clock clock_{Clock::Kind::kVirtual};
  Lock lock_{false};
  std::unique_ptr<SimulatedScheduler> scheduler_ = std::make_unique<SimulatedScheduler>(clock_, 1);
};

using SimulatedSchedulerDeathTest = SimulatedSchedulerTest;

TEST_F(SimulatedSchedulerTest, TheSeedDecidesTheOrder) {
  const std::string order = PingPong(7);
  EXPECT_EQ(order.size(), 40u);
  EXPECT_EQ(PingPong(7), order);
  EXPECT_NE(PingPong(8), order);
}

TEST_F(SimulatedSchedulerTest, ASpawnedThreadStartsAtTheNextSchedulingPoint) {
  bool ran = false;
  scheduler_->Spawn([&] { ran = true; });
  EXPECT_FALSE(ran);
  scheduler_->Sleep(1);
  EXPECT_TRUE(ran);
}

TEST_F(SimulatedSchedulerTest, OneIsAloneUntilAnotherIsSpawnedAndAfterItsEnd) {
  EXPECT_TRUE(scheduler_->IsAlone());
  bool saw_another = false;
  scheduler_->Spawn([&] { saw_another = !scheduler_->IsAlone(); });
  EXPECT_FALSE(scheduler_->IsAlone());
  scheduler_->Sleep(1);
  EXPECT_TRUE(saw_another);
  EXPECT_TRUE(scheduler_->IsAlone());
}

TEST_F(SimulatedSchedulerTest, TimersFireInOrderOfTimeThenOfPosting) {
  std::string fired;
  const Ticks start = clock_.Now();
  scheduler_->Post(start + 20, [&] { fired += 'c'; });
  scheduler_->Post(start + 10, [&] { fired += 'a'; });
  scheduler_->Post(start + 10, [&] { fired += 'b'; });
  scheduler_->Sleep(15);
  EXPECT_EQ(fired, "ab");
  EXPECT_EQ(clock_.Now(), start + 15);
  scheduler_->Sleep(15);
  EXPECT_EQ(fired, "abc");
}

TEST_F(SimulatedSchedulerTest, ACancelledTimerStaysQuiet) {
  bool fired = false;
  const Scheduler::TimerId timer = scheduler_->Post(clock_.Now() + 1, [&] { fired = true; });
  scheduler_->Cancel(timer);
  scheduler_->Cancel(timer);
  scheduler_->Sleep(10);
  EXPECT_FALSE(fired);
}

TEST_F(SimulatedSchedulerTest, TimersThatStampsHaveReachedRunWhenAsked) {
  int fired = 0;
  scheduler_->Post(clock_.Now() + 1, [&] { ++fired; });
  scheduler_->RunDue();
  EXPECT_EQ(fired, 0);
  clock_.Stamp(ClockType::kSystemTime);
  scheduler_->RunDue();
  EXPECT_EQ(fired, 1);
}

TEST_F(SimulatedSchedulerTest, ATimerWakesWhoWaitsForIt) {
  bool done = false;
  const Ticks start = clock_.Now();
  scheduler_->Post(start + 100, [&] {
    done = true;
    scheduler_->Notify();
  });
  EXPECT_TRUE(scheduler_->BlockUntil(lock_, [&] { return done; }, start + 1000, "the timer"));
  EXPECT_EQ(clock_.Now(), start + 100);
}

TEST_F(SimulatedSchedulerTest, ADeadlineEndsAWait) {
  const Ticks start = clock_.Now();
  EXPECT_FALSE(scheduler_->BlockUntil(lock_, [] { return false; }, start + 50, "nothing"));
  EXPECT_EQ(clock_.Now(), start + 50);
}

TEST_F(SimulatedSchedulerTest, TimeMovesOnlyWhenAllAreBlocked) {
  const Ticks start = clock_.Now();
  Ticks seen = 0;
  scheduler_->Spawn([&] {
    for (int i = 0; i < 100; ++i) scheduler_->Yield();
    seen = clock_.Now();
  });
  scheduler_->Sleep(1);
  EXPECT_EQ(seen, start);
  EXPECT_EQ(clock_.Now(), start + 1);
}

TEST_F(SimulatedSchedulerTest, ATimerSpawnsFromTheEndOfAThread) {
  bool ran = false;
  scheduler_->Post(clock_.Now() + 10, [&] { scheduler_->Spawn([&] { ran = true; }); });
  scheduler_->Spawn([] {});  // has ended when it moves the time to the timer
  scheduler_->Sleep(20);
  EXPECT_TRUE(ran);
}

TEST_F(SimulatedSchedulerTest, StopUnwindsWhoIsBlocked) {
  auto token = std::make_shared<int>(0);
  bool went_on = false;
  scheduler_->Spawn([this, token, &went_on] {
    const std::shared_ptr<int> on_the_stack = token;
    scheduler_->BlockUntil(lock_, [] { return false; }, kForever, "nothing");
    went_on = true;
  });
  scheduler_->Sleep(1000);
  EXPECT_EQ(token.use_count(), 3);
  scheduler_.reset();
  EXPECT_EQ(token.use_count(), 1);
  EXPECT_FALSE(went_on);
}

TEST_F(SimulatedSchedulerTest, StopUnwindsWhoOnlyYields) {
  int turns = 0;
  scheduler_->Spawn([&] {
    for (;;) {
      ++turns;
      scheduler_->Yield();
    }
  });
  while (turns < 10) scheduler_->Yield();
  scheduler_->Stop();
  const int at_the_end = turns;
  scheduler_->Yield();
  EXPECT_EQ(turns, at_the_end);
}

TEST_F(SimulatedSchedulerTest, StopNeverStartsABodyThatHasNotBegun) {
  bool ran = false;
  scheduler_->Spawn([&] { ran = true; });
  scheduler_->Stop();
  EXPECT_FALSE(ran);
}

TEST_F(SimulatedSchedulerDeathTest, ADeadlockNamesTheWaits) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  EXPECT_DEATH(scheduler_->BlockUntil(lock_, [] { return false; }, kForever, "a buffer"),
               "deadlock.*\n.*main thread 0 waits for a buffer");
}

TEST_F(SimulatedSchedulerDeathTest, AForgottenNotifyIsADeadlockOfItsOwn) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  bool done = false;
  scheduler_->Spawn([&] { done = true; });
  EXPECT_DEATH(scheduler_->BlockUntil(lock_, [&] { return done; }, kForever, "the thread"),
               "waits for the thread .which has come, but nobody called Notify");
}

TEST_F(SimulatedSchedulerDeathTest, ATimerMayNotBlock) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  scheduler_->Post(clock_.Now(), [this] { scheduler_->Sleep(1); });
  EXPECT_DEATH(scheduler_->RunDue(), "a timer may not block");
}

}  // namespace
}  // namespace etalon::sim
