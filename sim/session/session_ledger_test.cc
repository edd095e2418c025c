// Where the ledger says that events are, one way to go at a time.
#include <gtest/gtest.h>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kEvent = 64;
constexpr uint32_t kEventsPerBuffer = (4096 - kBufferHeaderBytes) / kEvent;

void FlushEvents(TestSession& test, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) test.Write(kEvent);
  test.session().Flush();
}

TEST(SessionLedgerTest, EventsThatAnotherSessionRefused) {
  TestSession test;
  ASSERT_TRUE(test.Start());
  test.session().CountRefused(0);
  EXPECT_EQ(test.session().ledger().refused, 1u);
  EXPECT_EQ(test.statistics().events_lost, 0u);
}

TEST(SessionLedgerTest, ARingAndItsEnd) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_BUFFERING_MODE;
  test.settings().minimum_buffers = 3;
  ASSERT_TRUE(test.Start());
  for (uint32_t i = 0; i < 4 * kEventsPerBuffer + 1; ++i) test.Write(kEvent);
  EXPECT_EQ(test.session().ledger().overwritten, 2 * kEventsPerBuffer);
  EXPECT_EQ(test.session().ledger().in_buffers, 2 * kEventsPerBuffer + 1);
  test.Stop();
  EXPECT_EQ(test.session().ledger().overwritten, 4 * kEventsPerBuffer + 1);
  EXPECT_EQ(test.session().ledger().in_buffers, 0u);
}

TEST(SessionLedgerTest, QueuedBuffers) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().minimum_buffers = test.settings().maximum_buffers = 4;
  ASSERT_TRUE(test.Start());
  test.StallDisk();
  for (uint32_t i = 0; i < 3 * kEventsPerBuffer; ++i) test.Write(kEvent);
  test.session().Flush();
  EXPECT_EQ(test.session().ledger().handed_out, kEventsPerBuffer);  // the disk has them for ever
  EXPECT_EQ(test.session().ledger().in_buffers, 2 * kEventsPerBuffer);
}

TEST(SessionLedgerTest, ACircularFileAndTheNextOne) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test.settings().maximum_file_size = 12;  // the header and two buffers
  ASSERT_TRUE(test.Start());
  for (const uint32_t count : {3u, 2u, 1u}) FlushEvents(test, count);
  EXPECT_EQ(test.session().ledger().file.overwritten, 3u);
  EXPECT_EQ(test.session().ledger().file.recorded, 3u);
  test.Stop();
  ASSERT_TRUE(test.Start());
  FlushEvents(test, 1);
  EXPECT_EQ(test.session().ledger().file.overwritten, 0u);
  EXPECT_EQ(test.session().ledger().file.recorded, 1u);
}

TEST(SessionLedgerTest, NoFileAfterOneThatCouldNotBeBegun) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.host().faults.Fail(Fault::kDiskWrite, 0, 1);
  EXPECT_FALSE(test.Start());
  test.settings().log_file_name.clear();
  test.settings().log_file_mode |= EVENT_TRACE_REAL_TIME_MODE;
  test.settings().playback_store_bytes = 4096;
  ASSERT_TRUE(test.Start());
  FlushEvents(test, 2);
  EXPECT_EQ(test.session().ledger().file.passed_by, 2u);
  EXPECT_EQ(test.session().ledger().real_time.waiting, 2u);
}

}  // namespace
}  // namespace etalon::sim
