// When the flush timer hands over what is in the buffers.
#include <gtest/gtest.h>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kEvent = 64;

TEST(FlushTimerTest, ComesAgainAndAgain) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  test.settings().flush_timer = 2;
  ASSERT_TRUE(test.Start());
  for (uint32_t i = 1; i <= 4; ++i) {
    test.Write(kEvent, i);
    EXPECT_EQ(test.statistics().buffers_written, i);
    test.WaitFor(2 * kTicksPerSecond);
    EXPECT_EQ(test.statistics().buffers_written, i + 1);
  }
}

TEST(FlushTimerTest, CountsSecondsInEveryModeButOne) {
  for (const uint32_t mode : {EVENT_TRACE_FILE_MODE_SEQUENTIAL, EVENT_TRACE_FILE_MODE_CIRCULAR}) {
    TestSession test;
    test.settings().log_file_name = kTestFile;
    test.settings().log_file_mode |= mode;
    test.settings().maximum_file_size = 1;
    test.settings().flush_timer = 20;
    ASSERT_TRUE(test.Start());
    test.Write(kEvent);
    test.WaitFor(19 * kTicksPerSecond);
    EXPECT_EQ(test.statistics().buffers_written, 1u) << mode;
    test.WaitFor(2 * kTicksPerSecond);
    EXPECT_EQ(test.statistics().buffers_written, 2u) << mode;
  }
}

TEST(FlushTimerTest, ANewOneTakesThePlaceOfTheOld) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().flush_timer = 2;
  ASSERT_TRUE(test.Start());
  test.session().SetFlushTimer(10);
  test.Write(kEvent);
  test.WaitFor(9 * kTicksPerSecond);
  EXPECT_EQ(test.statistics().buffers_written, 1u);
  test.WaitFor(2 * kTicksPerSecond);
  EXPECT_EQ(test.statistics().buffers_written, 2u);
}

}  // namespace
}  // namespace etalon::sim
