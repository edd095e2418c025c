// Timers that fire although they were cancelled: on real threads one may be on its way already.
#include <gtest/gtest.h>

#include <utility>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kEvent = 64;

// Another scheduler, which cancels too late.
class LateScheduler final : public Scheduler {
 public:
  explicit LateScheduler(std::unique_ptr<Scheduler> other) : other_(std::move(other)) {}

  void Spawn(std::function<void()> body) override { other_->Spawn(std::move(body)); }
  void Yield() override { other_->Yield(); }
  bool BlockUntil(Lock& lock, const Ready& ready, Ticks deadline, const char* what) override {
    return other_->BlockUntil(lock, ready, deadline, what);
  }
  bool IsAlone() const override { return other_->IsAlone(); }
  void Notify() override { other_->Notify(); }
  TimerId Post(Ticks due, std::function<void()> fire) override {
    return other_->Post(due, std::move(fire));
  }
  void Cancel(TimerId) override {}
  void RunDue() override { other_->RunDue(); }
  void Sleep(Ticks duration) override { other_->Sleep(duration); }
  void Stop() override { other_->Stop(); }

 private:
  const std::unique_ptr<Scheduler> other_;
};

class LateTimerTest : public testing::Test {
 protected:
  LateTimerTest() {
    std::unique_ptr<Scheduler>& scheduler = test_.host().scheduler;
    scheduler = std::make_unique<LateScheduler>(std::move(scheduler));
    test_.settings().log_file_name = kTestFile;
  }

  TestSession test_;
};

TEST_F(LateTimerTest, AnOldFlushTimerDoesNothing) {
  test_.settings().flush_timer = 2;
  ASSERT_TRUE(test_.Start());
  test_.session().SetFlushTimer(10);
  test_.Write(kEvent);
  test_.WaitFor(9 * kTicksPerSecond);
  EXPECT_EQ(test_.statistics().buffers_written, 1u);
}

TEST_F(LateTimerTest, TheDiskIsNotDoneWithABufferOfTheNextRun) {
  ASSERT_TRUE(test_.Start());
  test_.disk().SetThroughput(u'C', 4096);  // a buffer a second
  test_.Write(kEvent);
  test_.session().Flush();
  test_.Stop();
  test_.disk().SetThroughput(u'C', 1024);  // and now four
  ASSERT_TRUE(test_.Start());
  test_.Write(kEvent);
  test_.session().Flush();
  EXPECT_EQ(test_.statistics().free_buffers, 1u);
  test_.WaitFor(2 * kTicksPerSecond);
  EXPECT_EQ(test_.statistics().free_buffers, 1u);
  test_.WaitFor(10 * kTicksPerSecond);
  EXPECT_EQ(test_.statistics().free_buffers, 2u);
}

}  // namespace
}  // namespace etalon::sim
