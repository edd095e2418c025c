#include "sim/host/timer_queue.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

TEST(TimerQueue, HandsOutWhatIsDueInOrder) {
  TimerQueue queue;
  int fired = 0;
  EXPECT_EQ(queue.next_due(), kForever);
  queue.Add(20, [&] { fired = 2; });
  queue.Add(10, [&] { fired = 1; });
  EXPECT_EQ(queue.next_due(), 10);
  EXPECT_FALSE(queue.TakeDue(9));
  queue.TakeDue(10)();
  EXPECT_EQ(fired, 1);
  EXPECT_FALSE(queue.TakeDue(10));
  queue.TakeDue(100)();
  EXPECT_EQ(fired, 2);
}

TEST(TimerQueue, ATimerForeverAwayNeverFires) {
  TimerQueue queue;
  const TimerQueue::TimerId timer = queue.Add(kForever, [] {});
  EXPECT_FALSE(queue.TakeDue(kForever));
  queue.Remove(timer);
  queue.Remove(timer);
  queue.Add(1, [] {});
  queue.Clear();
  EXPECT_FALSE(queue.TakeDue(kForever));
}

}  // namespace
}  // namespace etalon::sim
