// A session object is started and stopped many times: the next run knows nothing of the last.
#include <gtest/gtest.h>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kBuffer = 4096;
constexpr uint32_t kEvent = 64;
constexpr uint32_t kEventsPerBuffer = (kBuffer - kBufferHeaderBytes) / kEvent;

// All that the session tells of itself, but for when.
std::string StateOf(Session& session) {
  StateLines lines;
  session.Describe(StateWriter(lines));
  std::string text;
  for (const auto& [name, value] : lines) text += name + " = " + value + "\n";
  const Ledger ledger = session.ledger();
  const Ledger::File& file = ledger.file;
  const Ledger::RealTime& real_time = ledger.real_time;
  for (const uint64_t number :
       {ledger.refused, ledger.events_lost, ledger.in_buffers, ledger.overwritten,
        ledger.handed_out, file.recorded, file.overwritten, file.in_lost_buffers, file.passed_by,
        real_time.delivered, real_time.waiting, real_time.in_lost_buffers, real_time.never_read,
        real_time.passed_by}) {
    text += std::to_string(number) + " ";
  }
  for (const int64_t stamp : session.LastLostStamps()) text += std::to_string(stamp) + " ";
  for (const bool flag :
       {session.refuses_events(), session.secure(), session.is_independent(), session.must_end()}) {
    text += flag ? "yes " : "no ";
  }
  return text;
}

// BufferFlag of each buffer of a file behind the first.
std::vector<uint16_t> FlagsOf(const std::vector<uint8_t>& file) {
  std::vector<uint16_t> flags;
  for (size_t at = kBuffer; at < file.size(); at += kBuffer) {
    flags.push_back(Load<uint16_t>(&file[at + buffer_field::kBufferFlag]));
  }
  return flags;
}

void SetPlain(uint32_t mode, TestSession* test) {
  test->settings() = SessionSettings();
  test->settings().name = u"test";
  test->settings().buffer_size_kb = 4;
  test->settings().minimum_buffers = 4;
  test->settings().maximum_buffers = 4;
  test->settings().log_file_mode = mode;
  test->settings().playback_store_bytes = 10 * kBuffer;
  if (mode == 0) test->settings().log_file_name = kTestFile;
}

// A run after which each number, each flag and each queue has been in use.
void LoseAtEveryPlace(TestSession* test) {
  SetPlain(0, test);
  test->settings().log_file_mode |= EVENT_TRACE_SECURE_MODE | EVENT_TRACE_INDEPENDENT_SESSION_MODE;
  ASSERT_TRUE(test->Start());
  test->StallDisk();
  EXPECT_EQ(test->Write(kBuffer), WriteResult::kTooBig);
  for (uint32_t i = 0; i < 4 * kEventsPerBuffer; ++i) test->Write(kEvent, i);
  EXPECT_EQ(test->Write(kEvent), WriteResult::kNoBuffer);
  EXPECT_EQ(test->Write(kEvent, 0, 1), WriteResult::kNoBuffer);
  EXPECT_EQ(test->session().NextSequenceNumber(), 1u);
  test->host().faults.Fail(Fault::kDiskWrite, 2, 1);
  test->Stop();
  test->disk().SetThroughput(u'C', SimulatedDisk::kInstant);
  EXPECT_EQ(test->statistics().log_buffers_lost, 1u);
  EXPECT_EQ(test->statistics().events_lost, 2u);
}

void FillTheStore(TestSession* test) {
  SetPlain(EVENT_TRACE_REAL_TIME_MODE, test);
  test->settings().playback_store_bytes = 2 * kBuffer;
  ASSERT_TRUE(test->Start());
  for (uint32_t i = 0; i < 3; ++i) {
    test->Write(kEvent, i);
    test->session().Flush();
  }
  EXPECT_TRUE(test->session().refuses_events());
  test->Stop();
  EXPECT_EQ(test->statistics().real_time_buffers_lost, 1u);
  const Ledger ledger = test->session().ledger();
  EXPECT_EQ(ledger.real_time.never_read, 2u);
  EXPECT_EQ(ledger.real_time.in_lost_buffers, 1u);
  EXPECT_EQ(ledger.file.passed_by, 3u);
  EXPECT_TRUE(ledger.balanced());
}

void GoRound(TestSession* test) {
  SetPlain(EVENT_TRACE_BUFFERING_MODE, test);
  ASSERT_TRUE(test->Start());
  for (uint32_t i = 0; i < 6 * kEventsPerBuffer; ++i) test->Write(kEvent, i);
  EXPECT_EQ(test->session().ledger().overwritten, 2 * kEventsPerBuffer);
  EXPECT_EQ(test->session().ledger().in_buffers, 4 * kEventsPerBuffer);
  test->Stop();
  EXPECT_EQ(test->session().ledger().overwritten, 6 * kEventsPerBuffer);
}

class NextRunTest : public testing::TestWithParam<void (*)(TestSession*)> {};

TEST_P(NextRunTest, IsAsTheFirst) {
  for (const uint32_t mode : {uint32_t{0}, uint32_t{EVENT_TRACE_REAL_TIME_MODE}}) {
    TestSession first, next;
    GetParam()(&next);
    std::string states[2];
    for (TestSession* test : {&first, &next}) {
      std::string& state = states[test == &next];
      SetPlain(mode, test);
      ASSERT_TRUE(test->Start());
      state = StateOf(test->session());
      EXPECT_EQ(test->session().LastLostStamps(), (std::vector<int64_t>{0, 0}));
      EXPECT_FALSE(test->session().must_end());
      EXPECT_EQ(test->Write(kEvent, 1), WriteResult::kWritten);
      EXPECT_EQ(test->Write(kEvent, 2, 1), WriteResult::kWritten);
      state += StateOf(test->session());
      test->session().Flush();
      state += StateOf(test->session());
      EXPECT_EQ(test->session().NextSequenceNumber(), 1u);
      test->Stop();
      state += StateOf(test->session());
    }
    EXPECT_EQ(states[1], states[0]);
    if (mode != 0) continue;
    EXPECT_EQ(FlagsOf(next.Bytes()), FlagsOf(first.Bytes()));
    EXPECT_EQ(next.Bytes().size(), first.Bytes().size());
  }
}

INSTANTIATE_TEST_SUITE_P(After, NextRunTest,
                         testing::Values(LoseAtEveryPlace, FillTheStore, GoRound));

TEST(SessionStateTest, OneThatNeverRanHasNothing) {
  TestSession test;
  StateLines lines;
  test.session().Describe(StateWriter(lines));
  for (const auto& [name, value] : lines) {
    const bool is_text = value.empty() || value == "stopping" || value[0] == '{';
    EXPECT_TRUE(is_text || value == "0" || name == "Handle") << name << " = " << value;
  }
  const std::string state = StateOf(test.session());
  EXPECT_NE(state.find("\n0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 no no no no "), std::string::npos)
      << state;
  EXPECT_EQ(test.statistics().free_buffers, 0u);
  EXPECT_EQ(test.statistics().logger_thread_id, 0u);
  EXPECT_EQ(test.session().In(7), &test.session());
  const SessionSettings settings;
  EXPECT_EQ(settings.clock, ClockType::kPerformanceCounter);
  EXPECT_EQ(settings.owner_pid, 0u);
  EXPECT_EQ(settings.owner_tid, 0u);
  EXPECT_EQ(settings.owner_bits, 64u);
  EXPECT_EQ(settings.playback_store_bytes, 64u << 20);
  EXPECT_TRUE(settings.plays_back);
  EXPECT_FALSE(settings.system_logger || settings.plain_owner || settings.heap);
  EXPECT_EQ(settings.instance_of, 0);
  const SessionStatistics none;
  for (const uint32_t number :
       {none.number_of_buffers, none.free_buffers, none.events_lost, none.buffers_written,
        none.log_buffers_lost, none.real_time_buffers_lost, none.logger_thread_id}) {
    EXPECT_EQ(number, 0u);
  }
}

TEST(SessionStateTest, TellsOfLossAndOfConsumers) {
  TestSession test;
  SetPlain(EVENT_TRACE_REAL_TIME_MODE, &test);
  test.settings().heap = true;
  test.settings().heap_pids = {7, 8, 9};
  test.settings().heap_stack_types = {33};
  test.settings().flush_timer = 60;
  test.settings().logger_thread_id = 4;
  test.settings().playback_store_bytes = kBuffer;
  ASSERT_TRUE(test.Start());
  RealTimeFeed& feed = test.session().real_time_feed();
  const RealTimeFeed::ConsumerId slow = feed.Attach();
  const RealTimeFeed::ConsumerId fast = feed.Attach();
  test.Write(kEvent, 1);
  test.session().Flush();
  EXPECT_NE(feed.Take(fast), nullptr);
  test.Write(kEvent, 2);
  test.session().Flush();  // no room for it with the slow one
  EXPECT_NE(feed.Take(fast), nullptr);
  EXPECT_FALSE(feed.HasMore(fast));
  EXPECT_TRUE(feed.HasMore(slow));
  test.session().NextSequenceNumber();
  test.session().CountLost(1);
  test.Write(kEvent, 3, 1);
  StateLines lines;
  test.session().Describe(StateWriter(lines));
  const StateLines expected = {
      {"BufferSize", "4"},
      {"BuffersWritten", "1"},
      {"EnableFlags", "0"},
      {"EventsLost", "1"},
      {"FlushTimer", "60"},
      {"FreeBuffers", "3"},
      {"Handle", "5"},
      {"HeapProcesses", "7 8 9"},
      {"HeapStackTypes", "33"},
      {"LastSequence", "2"},
      {"LogBuffersLost", "0"},
      {"LogFileMode", "256"},
      {"LogFileName", ""},
      {"LoggerThreadId", "4"},
      {"MaximumBuffers", "4"},
      {"MaximumFileSize", "0"},
      {"MinimumBuffers", "4"},
      {"NumberOfBuffers", "4"},
      {"OpenLogFile", ""},
      {"QueuedBuffers", "0"},
      {"RealTimeBuffersLost", "1"},
      {"Sequence", "1"},
      {"State", "running"},
      {"Wnode.ClientContext", "0"},
      {"Wnode.Flags", "0"},
      {"Wnode.Guid", "{00000000-0000-0000-0000-000000000000}"},
      {"cpu/0/EventLost", "0"},
      {"cpu/0/Filled", "0"},
      {"cpu/0/Open", "1"},
      {"cpu/1/EventLost", "1"},
      {"cpu/1/Filled", "136"},
      {"cpu/1/Open", "1"},
      {"feed/1", "1"},
      {"feed/2", "0"},
      {"feed/Open", "1"},
      {"feed/Stored", "0"},
  };
  EXPECT_EQ(lines, expected);
  test.session().BeginStop();
  lines.clear();
  test.session().Describe(StateWriter(lines));
  EXPECT_EQ(lines["State"], "stopping");
  EXPECT_EQ(lines["feed/Open"], "0");
  EXPECT_EQ(lines["cpu/0/Open"], "0");
  EXPECT_EQ(lines["FreeBuffers"], "4");
}

TEST(SessionSinksTest, WhatADiskHasDoneComesBackOnce) {
  const std::u16string other = u"C:\\etalon\\other.etl";
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().minimum_buffers = 4;
  test.settings().maximum_buffers = 4;
  ASSERT_TRUE(test.Start());
  test.disk().SetThroughput(u'C', kBuffer);  // a buffer a second
  test.Write(kEvent);
  test.session().Flush();
  EXPECT_EQ(test.statistics().free_buffers, 3u);
  test.WaitFor(kTicksPerSecond / 2);
  ASSERT_EQ(test.session().SetLogFile(other, test.Open(other)), FileError::kNone);
  EXPECT_EQ(test.statistics().free_buffers, 4u);  // nobody waits for the disk
  test.Write(kEvent);
  test.session().Flush();
  EXPECT_EQ(test.statistics().free_buffers, 3u);
  test.WaitFor(3 * kTicksPerSecond / 4);  // when the first would have come back
  EXPECT_EQ(test.statistics().free_buffers, 3u);
}

TEST(SessionSinksTest, WhatWaitsForADiskGoesToTheFileThatWasThere) {
  const std::u16string other = u"C:\\etalon\\other.etl";
  TestSession test;
  test.settings().log_file_name = kTestFile;
  ASSERT_TRUE(test.Start());
  test.StallDisk();
  for (uint32_t i = 0; i < 2 * kEventsPerBuffer; ++i) test.Write(kEvent, i);
  EXPECT_EQ(test.Write(kEvent), WriteResult::kNoBuffer);
  ASSERT_EQ(test.session().SetLogFile(other, test.Open(other)), FileError::kNone);
  EXPECT_EQ(EventNumbers(test.Bytes(), kBuffer).size(), 2 * kEventsPerBuffer);
  test.Stop();
  EXPECT_EQ(EventNumbers(test.Bytes(other), kBuffer).size(), 0u);
}

TEST(SessionSinksTest, ACircularFilesLedgerTellsWhatIsLeft) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  test.settings().log_file_mode |= EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  test.settings().maximum_file_size = 12;  // two buffers behind the first
  ASSERT_TRUE(test.Start());
  for (uint32_t i = 1; i <= 5; ++i) {
    for (uint32_t j = 0; j < i; ++j) test.Write(kEvent, i);
    test.session().Flush();
  }
  const Ledger ledger = test.session().ledger();
  EXPECT_EQ(ledger.file.overwritten, 1u + 2 + 3);
  EXPECT_EQ(ledger.file.recorded, 4u + 5);
  EXPECT_TRUE(ledger.balanced());
  test.Stop();
  EXPECT_EQ(EventNumbers(test.Bytes(), kBuffer),
            (std::vector<uint32_t>{5, 5, 5, 5, 5, 4, 4, 4, 4}));
}

TEST(SessionSinksTest, ASnapshotThatCannotBeCompletedHasFailed) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_BUFFERING_MODE;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent, 1);
  test.host().faults.Fail(Fault::kDiskWrite, 1, 1);  // its buffer
  EXPECT_EQ(test.session().WriteSnapshot(kTestFile, test.Open(kTestFile)), FileError::kFailed);
  EXPECT_EQ(test.statistics().log_buffers_lost, 1u);
  test.host().faults.Fail(Fault::kDiskWrite, 2, 1);  // its header, once more
  EXPECT_EQ(test.session().WriteSnapshot(kTestFile, test.Open(kTestFile)), FileError::kFailed);
  EXPECT_EQ(test.session().settings().log_file_name, u"");
  EXPECT_EQ(test.statistics().log_buffers_lost, 1u);
}

TEST(SessionSinksTest, WhatWasLostForAConsumerIsToldInTheNextBuffer) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_REAL_TIME_MODE;
  test.settings().playback_store_bytes = kBuffer;
  test.settings().plays_back = false;  // it does not wait for consumers
  ASSERT_TRUE(test.Start());
  RealTimeFeed& feed = test.session().real_time_feed();
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  const auto flags = [&] {
    const SealedBuffer buffer = feed.Take(consumer);
    feed.Finish(consumer);
    return buffer == nullptr ? -1 : Load<uint16_t>(&(*buffer)[buffer_field::kBufferFlag]);
  };
  const auto flush_one = [&] {
    EXPECT_EQ(test.Write(kEvent), WriteResult::kWritten);
    test.session().Flush();
  };
  flush_one();
  EXPECT_EQ(flags() & kBufferFlagBufferLost, 0);
  flush_one();
  flush_one();  // has no room
  EXPECT_EQ(test.statistics().real_time_buffers_lost, 1u);
  EXPECT_EQ(flags() & kBufferFlagBufferLost, 0);
  flush_one();
  EXPECT_EQ(flags() & kBufferFlagBufferLost, kBufferFlagBufferLost);
  bool after_loss = true;
  EXPECT_EQ(feed.Take(consumer, &after_loss), nullptr);
  EXPECT_FALSE(after_loss);
  test.session().SetRealTime(false);
  EXPECT_FALSE(feed.open());
  EXPECT_TRUE(feed.Ended(consumer));
  EXPECT_EQ(test.session().settings().log_file_mode & EVENT_TRACE_REAL_TIME_MODE, 0u);
}

TEST(SessionSinksTest, TheStoreKeepsRoomForWhatEachProcessorFills) {
  for (const bool per_processor : {false, true}) {
    TestSession test;
    SetPlain(EVENT_TRACE_REAL_TIME_MODE, &test);
    if (!per_processor) test.settings().log_file_mode |= EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
    test.settings().playback_store_bytes = 5 * kBuffer;
    ASSERT_TRUE(test.Start());
    uint32_t flushed = 0;
    for (; !test.session().refuses_events(); ++flushed) {
      test.Write(kEvent);
      test.session().Flush();
    }
    EXPECT_EQ(flushed, per_processor ? 3u : 4u);
  }
}

TEST(SessionSinksTest, AFullStoreIsNothingToOneWithAFile) {
  TestSession test;
  SetPlain(0, &test);
  test.settings().log_file_mode = EVENT_TRACE_REAL_TIME_MODE;
  test.settings().playback_store_bytes = 2 * kBuffer;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent);
  test.session().Flush();
  EXPECT_FALSE(test.session().refuses_events());
  EXPECT_TRUE(test.session().real_time_feed().store_is_full());
}

TEST(SessionSinksTest, ARingsFileIsASnapshotHoweverItIsAskedFor) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_BUFFERING_MODE;
  ASSERT_TRUE(test.Start());
  test.Write(kEvent, 1);
  test.host().faults.Fail(Fault::kDiskWrite, 1, 1);
  EXPECT_EQ(test.session().SetLogFile(kTestFile, test.Open(kTestFile)), FileError::kFailed);
  EXPECT_EQ(test.session().SetLogFile(kTestFile, test.Open(kTestFile)), FileError::kNone);
  const std::vector<uint8_t> file = test.Bytes();
  EXPECT_EQ(EventNumbers(file, kBuffer), std::vector<uint32_t>{1});
  EXPECT_EQ(Load<uint32_t>(&file[kBuffer + buffer_field::kCurrentOffset]),
            kBufferHeaderBytes + kEvent + kBuffer);
}

TEST(SessionPlaceTest, IsForOneEventThatFits) {
  TestSession test;
  test.settings().log_file_name = kTestFile;
  Session::Place place;
  EXPECT_EQ(test.session().Hold(0, kEvent, &place), WriteResult::kNotRunning);
  EXPECT_FALSE(place.holds());
  ASSERT_TRUE(test.Start());
  const uint32_t usable = test.session().usable_bytes();
  EXPECT_EQ(test.session().Hold(0, usable, &place), WriteResult::kTooBig);
  EXPECT_FALSE(place.holds());
  EXPECT_EQ(test.session().Hold(0, usable - 1, &place), WriteResult::kWritten);
  EXPECT_TRUE(place.holds());
  place.LetGo();
  EXPECT_FALSE(place.holds());
  EXPECT_EQ(test.session().ledger().attempted(), 1u);  // the one that was too big
  ASSERT_EQ(test.session().Hold(0, kEvent, &place), WriteResult::kWritten);
  place.Write([](uint8_t* out, int64_t stamp) {
    std::memset(out, 0, kEvent);
    EncodeFullHeader({.size = kEvent, .stamp = stamp}, 64, out);
  });
  EXPECT_FALSE(place.holds());
  EXPECT_EQ(test.session().ledger().in_buffers, 1u);
  test.session().CountRefused(0);
  test.session().CountLost(0);
  EXPECT_EQ(test.session().ledger().refused, 2u);
  EXPECT_EQ(test.session().ledger().events_lost, 1u);
  test.Stop();
  test.session().CountRefused(0);
  test.session().CountLost(0);
  EXPECT_EQ(test.session().RefuseTooBig(0), WriteResult::kNotRunning);
  EXPECT_EQ(test.session().ledger().attempted(), 4u);
}

}  // namespace
}  // namespace etalon::sim
