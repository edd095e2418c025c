#include "sim/host/worker_thread.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <thread>

namespace etalon::sim {
namespace {

std::thread::id ThreadOf(WorkerThread& worker) {
  std::promise<std::thread::id> told;
  worker.Run([&told] { told.set_value(std::this_thread::get_id()); });
  return told.get_future().get();
}

TEST(WorkerThreadTest, IsUsedAgain) {
  WorkerThread& first = WorkerThread::Take();
  const std::thread::id id = ThreadOf(first);
  EXPECT_NE(id, std::this_thread::get_id());
  first.GiveBack();
  WorkerThread& next = WorkerThread::Take();
  EXPECT_EQ(ThreadOf(next), id);
  next.GiveBack();
}

TEST(WorkerThreadTest, TwoAtOnceAreTwo) {
  WorkerThread& one = WorkerThread::Take();
  WorkerThread& other = WorkerThread::Take();
  EXPECT_NE(ThreadOf(one), ThreadOf(other));
  one.GiveBack();
  other.GiveBack();
}

TEST(WorkerThreadTest, TheNextBodyWaitsForTheLast) {
  std::promise<void> has_begun;
  std::promise<void> may_end;
  std::atomic<bool> ended = false;
  WorkerThread& worker = WorkerThread::Take();
  worker.Run([&] {
    has_begun.set_value();
    may_end.get_future().wait();
    ended = true;
  });
  has_begun.get_future().wait();
  worker.GiveBack();
  WorkerThread& same = WorkerThread::Take();
  ASSERT_EQ(&same, &worker);
  std::promise<bool> had_ended;
  same.Run([&] { had_ended.set_value(ended); });
  may_end.set_value();
  EXPECT_TRUE(had_ended.get_future().get());
  same.GiveBack();
}

// A child of fork() has none of its parent's threads.
TEST(WorkerThreadDeathTest, AChildHasItsOwn) {
#ifdef __SANITIZE_THREAD__
  GTEST_SKIP() << "TSan lets no child of a program with threads make one";
#endif
  WorkerThread& worker = WorkerThread::Take();
  ThreadOf(worker);
  worker.GiveBack();
  testing::FLAGS_gtest_death_test_style = "fast";
  EXPECT_EXIT(
      {
        ThreadOf(WorkerThread::Take());
        std::_Exit(0);
      },
      testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace etalon::sim
