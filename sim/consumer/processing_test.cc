#include "sim/consumer/processing.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"
#include "sim/consumer/loss_announcement.h"
#include "sim/host/simulated_disk.h"
#include "sim/include/kernel_guids.h"
#include "sim/session/event_layout.h"
#include "sim/system/process_table.h"

namespace etalon::sim {
namespace {

using hand_made::Buffer;
using hand_made::Bytes;
using hand_made::Classic;
using hand_made::LogFile;
using testing::ElementsAre;

constexpr uint32_t kProcessors = 2;

// What callbacks told, and what they do.
struct Consumer {
  std::vector<int> types;
  std::vector<Ticks> times;
  int buffers = 0;
  int throw_at_type = -1;
  ULONG answer = TRUE;
};
Consumer* consumer = nullptr;

void OnEvent(EVENT_TRACE* event) {
  if (event->Header.Class.Type == consumer->throw_at_type) throw std::runtime_error("callback");
  consumer->types.push_back(event->Header.Class.Type);
  consumer->times.push_back(event->Header.TimeStamp.QuadPart);
}

ULONG OnBuffer(EVENT_TRACE_LOGFILEW*) {
  ++consumer->buffers;
  return consumer->answer;
}

class ProcessingTest : public testing::Test {
 protected:
  ProcessingTest() { consumer = &consumer_; }
  ~ProcessingTest() override { consumer = nullptr; }

  void PutFile(const std::u16string& name, const Bytes& bytes) {
    auto& disk = static_cast<SimulatedDisk&>(*host_->disk);
    ASSERT_EQ(disk.PutFile(name, bytes), FileError::kNone);
  }

  Trace* Open(const std::u16string& name, bool real_time = false) {
    auto trace = std::make_unique<Trace>();
    trace->process = &process_;
    trace->name = name;
    trace->real_time = real_time;
    trace->event_callback = OnEvent;
    trace->buffer_callback = OnBuffer;
    return &traces_.Add(std::move(trace));
  }

  ProcessingResult Run(const std::vector<Trace*>& traces, const TimeRange& range = {}) {
    const ProcessingHost host = {*host_, lock_, sessions_, traces_.class_callbacks()};
    return ProcessTraces(host, traces, range);
  }

  Session& StartSession() {
    SessionSettings settings;
    settings.name = u"etalon";
    settings.buffer_size_kb = 4;
    settings.log_file_mode = EVENT_TRACE_REAL_TIME_MODE;
    AdjustSettings(kProcessors, kNewest, &settings);
    Session& session = sessions_.Vacant(false);
    EXPECT_TRUE(session.Start(settings, nullptr));
    return session;
  }

  void Write(Session& session, uint32_t cpu, uint8_t type) {
    const WriteResult result =
        session.Write(cpu, kFullHeaderBytes, [type](uint8_t* at, int64_t stamp) {
          EncodeFullHeader({.size = kFullHeaderBytes, .type = type, .stamp = stamp}, 64, at);
        });
    EXPECT_EQ(result, WriteResult::kWritten);
  }

  const std::unique_ptr<Host> host_ = MakeSimulatedHost(1);
  Lock lock_{false};
  SessionTable sessions_{*host_, kProcessors};
  TraceTable traces_;
  Process process_;
  Consumer consumer_;
};

TEST_F(ProcessingTest, AFileIsDeliveredInOrderWithItsBuffers) {
  PutFile(u"a.etl", LogFile({Buffer(0, 5000, {Classic(2000, 1), Classic(4000, 3)}),
                             Buffer(1, 5000, {Classic(3000, 2)})}));
  Trace* trace = Open(u"a.etl");
  EXPECT_EQ(Run({trace}), ProcessingResult::kDone);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 1, 2, 3));
  EXPECT_EQ(consumer_.times.front(), hand_made::kStartTime);
  EXPECT_EQ(consumer_.buffers, 3);
  EXPECT_EQ(trace->logfile.BuffersRead, 3u);
  EXPECT_EQ(trace->logfile.LogfileHeader.PointerSize, 8u);
}

TEST_F(ProcessingTest, TheRangeIsInclusiveAndSparesTheHeaderEvent) {
  PutFile(u"a.etl",
          LogFile({Buffer(
              0, 5000, {Classic(2000, 1), Classic(3000, 2), Classic(4000, 3), Classic(4001, 4)})}));
  const TimeRange range = {hand_made::kStartTime + 2000, hand_made::kStartTime + 3000};
  EXPECT_EQ(Run({Open(u"a.etl")}, range), ProcessingResult::kDone);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 2, 3));
}

TEST_F(ProcessingTest, ABufferCallbackEndsTheProcessing) {
  PutFile(u"a.etl",
          LogFile({Buffer(0, 5000, {Classic(2000, 1)}), Buffer(0, 9000, {Classic(6000, 2)})}));
  consumer_.answer = FALSE;
  EXPECT_EQ(Run({Open(u"a.etl")}), ProcessingResult::kCancelled);
  EXPECT_THAT(consumer_.types, ElementsAre(0));
}

TEST_F(ProcessingTest, AnExceptionOfACallbackEndsTheProcessing) {
  PutFile(u"a.etl", LogFile({Buffer(0, 5000, {Classic(2000, 1), Classic(2001, 2)})}));
  consumer_.throw_at_type = 2;
  EXPECT_EQ(Run({Open(u"a.etl")}), ProcessingResult::kCallbackFault);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 1));
}

TEST_F(ProcessingTest, AClosedFileEndsWithItsBuffer) {
  PutFile(u"a.etl", LogFile({Buffer(0, 5000, {Classic(2000, 1)})}));
  Trace* trace = Open(u"a.etl");
  trace->close_pending = true;
  EXPECT_EQ(Run({trace}), ProcessingResult::kClosed);
  EXPECT_THAT(consumer_.types, ElementsAre(0));
}

TEST_F(ProcessingTest, UnreadableAndDamagedFilesAreTold) {
  EXPECT_EQ(Run({Open(u"missing.etl")}), ProcessingResult::kFileUnreadable);
  PutFile(u"text.etl", Bytes(100, 'x'));
  EXPECT_EQ(Run({Open(u"text.etl")}), ProcessingResult::kFileUnreadable);
  EXPECT_TRUE(consumer_.types.empty());
  Bytes cut = LogFile({Buffer(0, 5000, {Classic(2000, 1), Classic(3000, 2)})});
  cut.resize(0x1048 + 0x30 + 0x10);
  PutFile(u"cut.etl", cut);
  EXPECT_EQ(Run({Open(u"cut.etl")}), ProcessingResult::kFileDamaged);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 1));
}

TEST_F(ProcessingTest, ASessionIsFollowedUntilItStops) {
  Session& session = StartSession();
  ProcessingResult result = ProcessingResult::kDone;
  bool ended = false;
  Trace* trace = Open(u"ETALON", true);
  host_->scheduler->Spawn([&] {
    result = Run({trace});
    ended = true;
    host_->scheduler->Notify();
  });
  Write(session, 0, 1);
  Write(session, 1, 2);
  Write(session, 0, 3);
  session.Flush();
  host_->scheduler->Sleep(kTicksPerSecond);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 1, 2, 3));
  Write(session, 0, 4);
  session.BeginStop();
  session.Finish();
  host_->scheduler->BlockUntil(
      lock_, [&] { return ended; }, kForever, "the consumer");
  EXPECT_EQ(result, ProcessingResult::kSessionStopped);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_EQ(consumer_.buffers, 3);
  EXPECT_EQ(trace->logfile.BuffersRead, 3u);
}

TEST_F(ProcessingTest, AClosedSessionTraceDeliversWhatHasArrived) {
  Session& session = StartSession();
  Write(session, 0, 1);
  session.Flush();
  host_->scheduler->Sleep(kTicksPerSecond);
  Trace* trace = Open(u"etalon", true);
  trace->close_pending = true;
  EXPECT_EQ(Run({trace}), ProcessingResult::kClosed);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 1));
  session.BeginStop();
  session.Finish();
}

// A consumer that is busy for a second with each event of type 1; ProcessTrace runs on a thread of
// its own.
class SlowConsumerTest : public ProcessingTest {
 protected:
  SlowConsumerTest() { busy_on = host_->scheduler.get(); }
  ~SlowConsumerTest() override { busy_on = nullptr; }

  static void OnSlowEvent(EVENT_RECORD* record) {
    const uint8_t type = record->EventHeader.EventDescriptor.Opcode;
    if (record->EventHeader.ProviderId == LostEventGuid) {
      EXPECT_EQ(record->UserDataLength, 0);
      EXPECT_NE(record->EventHeader.Flags & EVENT_HEADER_FLAG_CLASSIC_HEADER, 0);
    }
    consumer->types.push_back(type);
    consumer->times.push_back(record->EventHeader.TimeStamp.QuadPart);
    if (type == 1) busy_on->Sleep(kTicksPerSecond);
  }

  void Consume() {
    Trace* trace = Open(u"etalon", true);
    trace->mode = PROCESS_TRACE_MODE_REAL_TIME | PROCESS_TRACE_MODE_EVENT_RECORD;
    trace->event_record_callback = OnSlowEvent;
    host_->scheduler->Spawn([this, trace] {
      Run({trace});
      ended_ = true;
      host_->scheduler->Notify();
    });
    host_->scheduler->Sleep(kTicksPerMillisecond);
  }

  void StopAndWait(Session& session) {
    session.BeginStop();
    session.Finish();
    host_->scheduler->BlockUntil(
        lock_, [&] { return ended_; }, kForever, "the consumer");
    EXPECT_TRUE(std::is_sorted(consumer_.times.begin(), consumer_.times.end()));
  }

  // Writes events of this type until there is no room.
  void Flood(Session& session, uint8_t type) {
    const auto fill = [type](uint8_t* at, int64_t stamp) {
      EncodeFullHeader({.size = 1900, .type = type, .stamp = stamp}, 64, at);
    };
    for (int i = 0; i < 100; ++i) {
      if (session.Write(0, 1900, fill) != WriteResult::kWritten) return;
    }
    ADD_FAILURE() << "there is always room";
  }

  static Scheduler* busy_on;
  bool ended_ = false;
};
Scheduler* SlowConsumerTest::busy_on = nullptr;

TEST_F(SlowConsumerTest, HearsOfLostEventsBeforeTheBufferThatFollows) {
  Session& session = StartSession();
  Consume();
  Write(session, 0, 1);
  session.Flush();
  host_->scheduler->Sleep(kTicksPerMillisecond);
  Flood(session, 2);
  host_->scheduler->Sleep(2 * kTicksPerSecond);
  Write(session, 0, 3);
  StopAndWait(session);
  const std::vector<int>& types = consumer_.types;
  ASSERT_GE(types.size(), 4u);
  EXPECT_EQ(std::count(types.begin(), types.end(), kLostEventType), 1);
  EXPECT_THAT(std::vector<int>(types.end() - 2, types.end()), ElementsAre(kLostEventType, 3));
}

TEST_F(SlowConsumerTest, HearsOfLostBuffersToo) {
  SessionSettings settings;
  settings.name = u"etalon";
  settings.buffer_size_kb = 4;
  settings.log_file_mode = EVENT_TRACE_REAL_TIME_MODE;
  settings.playback_store_bytes = 4096;
  AdjustSettings(kProcessors, kNewest, &settings);
  Session& session = sessions_.Vacant(false);
  ASSERT_TRUE(session.Start(settings, nullptr));
  Consume();
  const RealTimeFeed::ConsumerId quick = session.real_time_feed().Attach();  // so nothing waits
  for (const uint8_t type : {1, 2, 3}) {
    Write(session, 0, type);
    session.Flush();
    EXPECT_NE(session.real_time_feed().Take(quick), nullptr);
    session.real_time_feed().Finish(quick);
    host_->scheduler->Sleep(kTicksPerMillisecond);
  }
  EXPECT_EQ(session.statistics().real_time_buffers_lost, 1u);
  host_->scheduler->Sleep(2 * kTicksPerSecond);
  Write(session, 0, 4);
  StopAndWait(session);
  EXPECT_THAT(consumer_.types, ElementsAre(0, 1, 2, kLostBufferType, 4));
}

TEST_F(ProcessingTest, ASessionThatIsNotThereIsTold) {
  EXPECT_EQ(Run({Open(u"etalon", true)}), ProcessingResult::kSessionNotRunning);
}

// What the sessions' own writer leaves in a file is read back.
TEST_F(ProcessingTest, ASessionsFileIsReadBack) {
  SessionSettings settings;
  settings.name = u"etalon";
  settings.buffer_size_kb = 4;
  settings.log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  settings.log_file_name = u"written.etl";
  AdjustSettings(kProcessors, kNewest, &settings);
  std::unique_ptr<File> file;
  ASSERT_EQ(host_->disk->OpenFile(u"written.etl", Disk::Open::kCreate, &file), FileError::kNone);
  Session& session = sessions_.Vacant(false);
  ASSERT_TRUE(session.Start(settings, std::move(file)));
  std::vector<int> expected = {0, 0x50};  // the header event and what newer Windows add to it
  for (int i = 1; i <= 200; ++i) {
    Write(session, static_cast<uint32_t>(i % 2), static_cast<uint8_t>(i));
    expected.push_back(i);
  }
  session.BeginStop();
  session.Finish();
  EXPECT_EQ(Run({Open(u"written.etl")}), ProcessingResult::kDone);
  EXPECT_EQ(consumer_.types, expected);
  EXPECT_TRUE(std::is_sorted(consumer_.times.begin(), consumer_.times.end()));
}

}  // namespace
}  // namespace etalon::sim
