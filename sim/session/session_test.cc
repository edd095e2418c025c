#include "sim/session/session.h"

#include <gtest/gtest.h>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kUsable = 4096 - kBufferHeaderBytes;
constexpr uint32_t kEvent = 64;
constexpr uint32_t kEventsPerBuffer = kUsable / kEvent;

TEST(SessionTest, CountsRightAfterStartAndAfterAnIdleStop) {
  TestSession test;
  test.settings().minimum_buffers = 4;
  test.settings().maximum_buffers = 26;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  EXPECT_EQ(test.session().state(), Session::State::kRunning);
  EXPECT_EQ(test.statistics().number_of_buffers, 4u);
  EXPECT_EQ(test.statistics().free_buffers, 3u);
  EXPECT_EQ(test.statistics().buffers_written, 1u);

  test.Stop();
  EXPECT_EQ(test.session().state(), Session::State::kStopped);
  EXPECT_EQ(test.statistics().number_of_buffers, 4u);
  EXPECT_EQ(test.statistics().free_buffers, 4u);
  EXPECT_EQ(test.statistics().buffers_written, 1u);
}

TEST(SessionTest, StalledDiskLosesExactlyWhatFindsNoBuffer) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  test.StallDisk();
  for (uint32_t i = 0; i < 2 * kEventsPerBuffer; ++i) {
    ASSERT_EQ(test.Write(kEvent, i), WriteResult::kWritten) << i;
  }
  for (uint32_t lost = 1; lost <= 5; ++lost) {
    EXPECT_EQ(test.Write(kEvent), WriteResult::kNoBuffer);
    EXPECT_EQ(test.statistics().events_lost, lost);
  }
  EXPECT_EQ(test.statistics().number_of_buffers, 2u);
  EXPECT_EQ(test.statistics().free_buffers, 0u);

  test.Stop();
  EXPECT_EQ(test.statistics().buffers_written, 3u);
  EXPECT_EQ(test.statistics().events_lost, 5u);
  EXPECT_EQ(EventNumbers(test.Bytes(), 4096).size(), 2 * kEventsPerBuffer);
}

TEST(SessionTest, PoolGrowsToItsMaximumAndNoFurther) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().maximum_buffers = 5;
  ASSERT_TRUE(test.Start());
  test.StallDisk();
  for (uint32_t i = 0; i < 5 * kEventsPerBuffer; ++i) {
    ASSERT_EQ(test.Write(kEvent, i), WriteResult::kWritten) << i;
  }
  EXPECT_EQ(test.statistics().number_of_buffers, 5u);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNoBuffer);

  test.session().SetMaximumBuffers(6);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kWritten);
  EXPECT_EQ(test.statistics().number_of_buffers, 6u);
  EXPECT_EQ(test.statistics().events_lost, 1u);
}

TEST(SessionTest, MemoryFaultsAreToldFromAFullPool) {
  TestSession test;
  test.settings().maximum_buffers = 3;
  test.settings().log_file_name = kTestFile;
  test.host().faults.Fail(Fault::kBufferMemory, 1, 1);
  EXPECT_FALSE(test.Start());
  EXPECT_EQ(test.session().state(), Session::State::kStopped);
  ASSERT_TRUE(test.Start());
  test.StallDisk();
  for (uint32_t i = 0; i < 2 * kEventsPerBuffer; ++i) test.Write(kEvent);
  test.host().faults.Fail(Fault::kBufferMemory, 0, 1);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNoMemory);
  EXPECT_EQ(test.statistics().events_lost, 1u);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kWritten);
}

TEST(SessionTest, MemoryIsAskedForOnceABuffer) {
  TestSession test;
  test.settings().maximum_buffers = 3;
  test.settings().log_file_name = kTestFile;
  test.host().faults.Fail(Fault::kBufferMemory, 2, 1);  // not one of the two at the start
  ASSERT_TRUE(test.Start());
  test.StallDisk();
  for (uint32_t i = 0; i < 2 * kEventsPerBuffer; ++i) test.Write(kEvent);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNoMemory);
}

TEST(SessionTest, ASlowDiskGivesItsBuffersBackInTime) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  test.disk().SetThroughput(u'C', 4096);  // a buffer a second
  for (uint32_t i = 0; i < 2 * kEventsPerBuffer; ++i) test.Write(kEvent);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNoBuffer);
  test.WaitFor(kTicksPerSecond / 2);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNoBuffer);
  test.WaitFor(kTicksPerSecond);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kWritten);
  EXPECT_EQ(test.statistics().events_lost, 2u);
}

TEST(SessionTest, TooBigIsRefusedAndNotCounted) {
  TestSession test;
  ASSERT_TRUE(test.Start());
  EXPECT_EQ(test.session().usable_bytes(), kUsable);
  EXPECT_EQ(test.Write(kUsable - 1), WriteResult::kWritten);
  EXPECT_EQ(test.Write(kUsable), WriteResult::kTooBig);
  EXPECT_EQ(test.statistics().events_lost, 0u);
}

TEST(SessionTest, ProcessorsFillBuffersOfTheirOwn) {
  TestSession test;
  test.settings().log_file_mode = 0;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent, 10, 0);
  test.Write(kEvent, 11, 1);
  test.Write(kEvent, 12, 0);
  EXPECT_EQ(test.statistics().free_buffers, 2u);
  test.Stop();
  const std::vector<uint8_t> file = test.Bytes();
  EXPECT_EQ(EventNumbers(file, 4096), (std::vector<uint32_t>{10, 12, 11}));
  EXPECT_EQ(Load<uint16_t>(&file[4096 + buffer_field::kProcessorIndex]), 0);
  EXPECT_EQ(Load<uint16_t>(&file[8192 + buffer_field::kProcessorIndex]), 1);
}

TEST(SessionTest, WritesAfterTheStopAreRefused) {
  TestSession test;
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNotRunning);
  ASSERT_TRUE(test.Start());
  EXPECT_EQ(test.Write(kEvent), WriteResult::kWritten);
  test.session().BeginStop();
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNotRunning);
  test.session().Finish();
  ASSERT_TRUE(test.Start());
  EXPECT_EQ(test.Write(kEvent), WriteResult::kWritten);
}

TEST(SessionTest, FlushTimerHandsOverWhatThereIs) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().flush_timer = 2;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent);
  test.WaitFor(kTicksPerSecond);
  EXPECT_EQ(test.statistics().buffers_written, 1u);
  test.WaitFor(2 * kTicksPerSecond);
  EXPECT_EQ(test.statistics().buffers_written, 2u);
  test.WaitFor(5 * kTicksPerSecond);  // nothing new, nothing written
  EXPECT_EQ(test.statistics().buffers_written, 2u);

  test.session().SetFlushTimer(0);
  test.Write(kEvent);
  test.WaitFor(60 * kTicksPerSecond);
  EXPECT_EQ(test.statistics().buffers_written, 2u);
}

TEST(SessionTest, AFlushTimerMayCountMilliseconds) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().log_file_mode |= EVENT_TRACE_USE_MS_FLUSH_TIMER;
  test.settings().flush_timer = 20;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent);
  test.WaitFor(19 * kTicksPerMillisecond);
  EXPECT_EQ(test.statistics().buffers_written, 1u);
  test.WaitFor(2 * kTicksPerMillisecond);
  EXPECT_EQ(test.statistics().buffers_written, 2u);

  test.session().SetFlushTimer(500);
  test.Write(kEvent);
  test.WaitFor(499 * kTicksPerMillisecond);
  EXPECT_EQ(test.statistics().buffers_written, 2u);
  test.WaitFor(2 * kTicksPerMillisecond);
  EXPECT_EQ(test.statistics().buffers_written, 3u);
}

TEST(SessionTest, AFullBufferIsHandedOverAtOnceAndAPartFullOneAtTheStop) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  for (uint32_t i = 0; i < kEventsPerBuffer; ++i) test.Write(kEvent, i);
  EXPECT_EQ(test.statistics().buffers_written, 1u);
  test.Write(kEvent, kEventsPerBuffer);  // does not fit any more
  test.WaitFor(1);
  EXPECT_EQ(test.statistics().buffers_written, 2u);
  test.Stop();
  EXPECT_EQ(test.statistics().buffers_written, 3u);
  EXPECT_EQ(EventNumbers(test.Bytes(), 4096).size(), kEventsPerBuffer + 1);
}

TEST(SessionTest, TheLedgerTellsWhereEventsAre) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent);
  EXPECT_EQ(test.session().ledger().in_buffers, 1u);
  test.session().Flush();
  EXPECT_EQ(test.session().ledger().file.recorded, 1u);
  test.Write(kUsable);
  EXPECT_EQ(test.session().ledger().refused, 1u);
  test.host().faults.Fail(Fault::kDiskWrite, 0, 1);
  test.Write(kEvent);
  test.Write(kEvent);
  test.session().Flush();
  EXPECT_EQ(test.session().ledger().file.in_lost_buffers, 2u);
  test.StallDisk();
  for (uint32_t i = 0; i < 2 * kEventsPerBuffer + 3; ++i) test.Write(kEvent);
  EXPECT_EQ(test.session().ledger().events_lost, 3u);
  test.Stop();
  const Ledger ledger = test.session().ledger();
  EXPECT_EQ(ledger.in_buffers, 0u);
  EXPECT_EQ(ledger.file.recorded, 1 + 2 * kEventsPerBuffer);
  EXPECT_EQ(ledger.real_time.passed_by, ledger.handed_out);
  EXPECT_EQ(ledger.attempted(), 1 + 1 + 2 + 2 * kEventsPerBuffer + 3);
  EXPECT_TRUE(ledger.balanced());
  ASSERT_TRUE(test.Start());
  EXPECT_EQ(test.session().ledger().attempted(), 0u);
}

TEST(SessionTest, AFailedWriteCostsItsBufferOnly) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent, 1);
  test.host().faults.Fail(Fault::kDiskWrite, 0, 1);
  test.session().Flush();
  EXPECT_EQ(test.statistics().log_buffers_lost, 1u);
  test.Write(kEvent, 2);
  test.Stop();
  const std::vector<uint8_t> file = test.Bytes();
  EXPECT_EQ(EventNumbers(file, 4096), std::vector<uint32_t>{2});
  EXPECT_TRUE(Load<uint16_t>(&file[4096 + buffer_field::kBufferFlag]) & kBufferFlagBufferLost);
  EXPECT_EQ(test.statistics().events_lost, 0u);
}

TEST(SessionTest, AFullDiskEndsTheSession) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  uint32_t ended = 0;
  test.session().SetEndHandler([&](Session& session) {
    EXPECT_TRUE(session.must_end());
    ++ended;
    session.BeginStop();
    session.Finish();
  });
  ASSERT_TRUE(test.Start());
  test.disk().SetFree(u'C', 0);
  test.Write(kEvent);
  test.session().Flush();
  test.host().scheduler->Yield();
  EXPECT_EQ(ended, 1u);
  EXPECT_EQ(test.session().state(), Session::State::kStopped);
  EXPECT_EQ(test.statistics().log_buffers_lost, 1u);
}

TEST(SessionTest, ARingKeepsTheNewestBuffers) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_BUFFERING_MODE;
  test.settings().minimum_buffers = 3;
  test.settings().maximum_buffers = 10;
  ASSERT_TRUE(test.Start());
  const uint32_t events = 10 * kEventsPerBuffer + 1;
  for (uint32_t i = 0; i < events; ++i) ASSERT_EQ(test.Write(kEvent, i), WriteResult::kWritten);
  EXPECT_EQ(test.statistics().number_of_buffers, 3u);
  EXPECT_EQ(test.statistics().events_lost, 0u);
  EXPECT_EQ(test.statistics().buffers_written, 0u);

  for (int again = 0; again < 2; ++again) {  // a snapshot takes nothing away
    ASSERT_EQ(test.session().WriteSnapshot(kTestFile, test.Open(kTestFile)), FileError::kNone);
    const std::vector<uint8_t> file = test.Bytes();
    EXPECT_EQ(file.size(), 4u * 4096);
    const std::vector<uint32_t> numbers = EventNumbers(file, 4096);
    ASSERT_EQ(numbers.size(), 2 * kEventsPerBuffer + 1);
    EXPECT_EQ(numbers.front(), 8 * kEventsPerBuffer);
    EXPECT_EQ(numbers.back(), events - 1);
  }
  EXPECT_EQ(test.Write(kEvent, 0), WriteResult::kWritten);
}

TEST(SessionTest, ASnapshotThatFailsLeavesTheSessionItsLogFile) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_BUFFERING_MODE;
  ASSERT_TRUE(test.Start());
  ASSERT_EQ(test.Write(kEvent, 1), WriteResult::kWritten);
  test.host().faults.Fail(Fault::kDiskWrite, 1, 1);  // the header is written
  EXPECT_NE(test.session().WriteSnapshot(kTestFile, test.Open(kTestFile)), FileError::kNone);
  EXPECT_EQ(test.session().settings().log_file_name, u"");
  EXPECT_EQ(test.statistics().log_buffers_lost, 1u);
  EXPECT_EQ(test.session().WriteSnapshot(kTestFile, test.Open(kTestFile)), FileError::kNone);
  EXPECT_EQ(test.session().settings().log_file_name, kTestFile);
}

TEST(SessionTest, RealTimeBuffersReachConsumersAndCountAsWritten) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_REAL_TIME_MODE;
  test.settings().playback_store_bytes = 2 * 4096;
  test.settings().maximum_buffers = 10;
  ASSERT_TRUE(test.Start());
  for (uint32_t i = 0; i < 3; ++i) {  // the store takes two
    test.Write(kEvent, i);
    test.session().Flush();
  }
  EXPECT_EQ(test.statistics().buffers_written, 2u);
  EXPECT_EQ(test.Write(kEvent, 3), WriteResult::kStoreFull);
  EXPECT_EQ(test.statistics().events_lost, 1u);

  RealTimeFeed& feed = test.session().real_time_feed();
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  const SealedBuffer first = feed.Take(consumer);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->size(), 4096u);
  EXPECT_EQ(Load<uint64_t>(first->data() + buffer_field::kSequenceNumber), 1u);
  EXPECT_EQ((*first)[4095], kFillerByte);
  ASSERT_NE(feed.Take(consumer), nullptr);
  test.WaitFor(1);
  ASSERT_NE(feed.Take(consumer), nullptr);  // the third has waited
  EXPECT_EQ(test.Write(kEvent, 4), WriteResult::kWritten);
  EXPECT_EQ(test.statistics().real_time_buffers_lost, 0u);
  EXPECT_FALSE(feed.Ended(consumer));
  test.Stop();
  ASSERT_NE(feed.Take(consumer), nullptr);
  EXPECT_TRUE(feed.Ended(consumer));
}

TEST(SessionTest, AnEventIsSmallerThanABufferAndAMessageMayFillIt) {
  TestSession test;
  ASSERT_TRUE(test.Start());
  const uint32_t usable = test.session().usable_bytes();
  const auto fill = [](uint8_t*, int64_t) {};
  EXPECT_EQ(test.session().Write(0, usable, fill), WriteResult::kTooBig);
  EXPECT_EQ(test.session().Write(0, usable - 1, fill), WriteResult::kWritten);
  EXPECT_EQ(test.session().Write(0, usable, fill, 0), WriteResult::kWritten);
  EXPECT_EQ(test.session().Write(0, usable + 1, fill, 0), WriteResult::kTooBig);
}

TEST(SessionTest, MemoryIsTheMachinesAndComesBack) {
  TestSession test;
  test.host().memory.SetFree(3 * 4096);
  test.settings().maximum_buffers = 4;
  ASSERT_TRUE(test.Start());
  EXPECT_EQ(test.host().memory.free(), 4096u);
  test.Stop();
  EXPECT_EQ(test.host().memory.free(), 3 * 4096u);
  test.settings().minimum_buffers = 4;
  EXPECT_FALSE(test.Start());
  EXPECT_EQ(test.host().memory.free(), 3 * 4096u);
}

TEST(SessionTest, MemoryOfGrowthComesBack) {
  TestSession test;
  test.host().memory.SetFree(3 * 4096);
  test.settings().maximum_buffers = 4;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  test.StallDisk();
  for (uint32_t i = 0; i < 3 * kEventsPerBuffer; ++i) test.Write(kEvent);
  EXPECT_EQ(test.host().memory.free(), 0u);
  test.Stop();
  EXPECT_EQ(test.host().memory.free(), 3 * 4096u);
}

TEST(SessionTest, MemoryOfAStartThatFailsComesBack) {
  TestSession test;
  test.host().memory.SetFree(3 * 4096);
  test.settings().log_file_name = kTestFile;
  for (const Fault fault : {Fault::kBufferMemory, Fault::kDiskWrite}) {
    test.host().faults.Fail(fault, 0, 1);
    EXPECT_FALSE(test.Start());
    EXPECT_EQ(test.host().memory.free(), 3 * 4096u);
  }
}

TEST(SessionTest, IncrementFileKeepsWhatCameBeforeInTheFileBefore) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_NEWFILE;
  test.settings().maximum_file_size = 1;
  test.settings().log_file_name = u"C:\\etalon\\test%d.etl";
  ASSERT_TRUE(test.Start());
  test.Write(kEvent, 1);
  EXPECT_EQ(test.session().IncrementFile(), FileError::kNone);
  test.Write(kEvent, 2);
  test.Stop();
  EXPECT_EQ(EventNumbers(test.Bytes(u"C:\\etalon\\test1.etl"), 4096), std::vector<uint32_t>{1});
  EXPECT_EQ(EventNumbers(test.Bytes(u"C:\\etalon\\test2.etl"), 4096), std::vector<uint32_t>{2});
}

TEST(SessionTest, AnIdleSessionTouchesNoBufferMemory) {
  TestSession test;
  test.settings().buffer_size_kb = 16384;
  test.settings().minimum_buffers = 200;
  test.settings().maximum_buffers = 256;
  EXPECT_TRUE(test.Start());
  test.Stop();
  test.settings().minimum_buffers = 257;  // more than a machine has
  EXPECT_FALSE(test.Start());
}

TEST(SessionTest, LargeBuffersServeTheNextRunAsWell) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().buffer_size_kb = 1024;
  for (int run = 0; run < 2; ++run) {
    ASSERT_TRUE(test.Start());
    test.StallDisk();
    for (uint32_t i = 0; i < 2 * 16; ++i) {
      ASSERT_EQ(test.Write(0xFF00, i), WriteResult::kWritten);
    }
    test.Stop();
    EXPECT_EQ(EventNumbers(test.Bytes(), 1 << 20).size(), 32u);
  }
}

}  // namespace
}  // namespace etalon::sim
