// What StartTrace makes of the properties, and what TraceEvent writes of an event: member by
// member.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"
#include "sim/host/simulated_disk.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {
namespace {

constexpr GUID kGuid = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

class StartTraceTest : public testing::Test {
 protected:
  const SessionSettings& Start(const char16_t* name = u"etalon") {
    EXPECT_EQ(StartTraceW(machine_, &handle_, Wide(name), &block_.properties), 0u);
    const Session* const session = machine_.sessions().FindByHandle(handle_);
    if (session == nullptr) throw std::string("it has not been started");
    return session->settings();
  }

  MachineOptions options_ = {.playback_store_bytes = 12345678};
  Machine machine_{options_};
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 32, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  CallerScope scope_{caller_};
  NamedProperties block_;
  TRACEHANDLE handle_ = 0;
};

TEST_F(StartTraceTest, ASessionHasWhatItWasAskedFor) {
  EVENT_TRACE_PROPERTIES& properties = block_.properties;
  properties.Wnode.Guid = kGuid;
  properties.Wnode.ClientContext = 2;
  properties.BufferSize = 8;
  properties.MinimumBuffers = 30;
  properties.MaximumBuffers = 40;
  properties.MaximumFileSize = 5;
  properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  properties.FlushTimer = 7;
  properties.EnableFlags = EVENT_TRACE_FLAG_PROCESS;  // for system loggers alone
  std::u16string_view(u"events.etl").copy(block_.log_file_name, 63);
  const SessionSettings& settings = Start();
  EXPECT_EQ(settings.name, u"etalon");
  EXPECT_TRUE(settings.guid == kGuid);
  EXPECT_EQ(settings.client_context, 2u);
  EXPECT_EQ(settings.clock, ClockType::kSystemTime);
  EXPECT_EQ(settings.wnode_flags, uint32_t{WNODE_FLAG_TRACED_GUID});
  EXPECT_EQ(settings.buffer_size_kb, 8u);
  EXPECT_EQ(settings.minimum_buffers, 30u);
  EXPECT_EQ(settings.maximum_buffers, 40u);
  EXPECT_EQ(settings.maximum_file_size, 5u);
  EXPECT_EQ(settings.log_file_mode, properties.LogFileMode);
  EXPECT_EQ(settings.flush_timer, 7u);
  EXPECT_EQ(settings.enable_flags, 0u);
  EXPECT_EQ(settings.log_file_name, u"events.etl");
  EXPECT_EQ(settings.windows, kNewest);
  EXPECT_EQ(settings.owner_bits, 32u);
  EXPECT_EQ(settings.owner_pid, process_.pid);
  EXPECT_EQ(settings.owner_tid, 4444u);
  EXPECT_EQ(settings.playback_store_bytes, 12345678u);
  EXPECT_TRUE(settings.plays_back);
  EXPECT_FALSE(settings.system_logger);
  EXPECT_FALSE(settings.plain_owner);
  EXPECT_FALSE(settings.heap);
  EXPECT_TRUE(settings.filter_pids.empty());
  EXPECT_TRUE(settings.stack_events.empty());
  EXPECT_EQ(settings.instance_of, 0);
}

TEST_F(StartTraceTest, ASystemLoggerHasItsFlags) {
  block_.properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_SYSTEM_LOGGER_MODE;
  block_.properties.EnableFlags = EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_THREAD;
  const SessionSettings& settings = Start();
  EXPECT_TRUE(settings.system_logger);
  EXPECT_EQ(settings.enable_flags, 3u);
}

TEST_F(StartTraceTest, AFileHasRoomForItsLimitToTheByte) {
  block_.properties.BufferSize = 4;
  block_.properties.MaximumFileSize = 128;
  std::u16string_view(u"D:\\events.etl").copy(block_.log_file_name, 63);
  SimulatedDisk& disk = static_cast<SimulatedDisk&>(*machine_.host().disk);
  const auto start = [&](ULONG mode) {
    NamedProperties block = block_;
    block.properties.LogFileMode = mode | EVENT_TRACE_FILE_MODE_SEQUENTIAL;
    const ULONG error = StartTraceW(machine_, &handle_, Wide(u"etalon"), &block.properties);
    if (error == 0) {
      EXPECT_EQ(
          ControlTraceW(machine_, handle_, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP),
          0u);
    }
    return error;
  };
  disk.SetFree(u'D', 128 * 1024);
  EXPECT_EQ(start(EVENT_TRACE_USE_KBYTES_FOR_SIZE), 0u);
  disk.SetFree(u'D', 128 * 1024 - 1);
  EXPECT_NE(start(EVENT_TRACE_USE_KBYTES_FOR_SIZE), 0u);
  disk.SetFree(u'D', 128 << 20);
  EXPECT_EQ(start(0), 0u);
  disk.SetFree(u'D', (128 << 20) - 1);
  EXPECT_NE(start(0), 0u);
}

TEST_F(StartTraceTest, TheFullFileEndsIt) {
  block_.properties.BufferSize = 4;
  block_.properties.MaximumFileSize = 8;
  block_.properties.LogFileMode =
      EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  std::u16string_view(u"events.etl").copy(block_.log_file_name, 63);
  Start();
  Session& session = *machine_.sessions().FindByHandle(handle_);
  session.Write(0, 64, [](uint8_t* out, int64_t) { std::memset(out, 0, 64); });
  session.Flush();
  machine_.host().scheduler->Sleep(kTicksPerSecond);
  EXPECT_EQ(machine_.sessions().FindByHandle(handle_), nullptr);
  EXPECT_EQ(session.state(), Session::State::kStopped);
}

struct Event {
  EVENT_TRACE_HEADER header = {};
  uint8_t payload[3] = {7, 8, 9};
};

TEST_F(StartTraceTest, AnEventIsWrittenAsItIsGiven) {
  block_.properties.LogFileMode = EVENT_TRACE_BUFFERING_MODE;
  Start();
  Session& session = *machine_.sessions().FindByHandle(handle_);
  Event event;
  event.header.Size = sizeof(EVENT_TRACE_HEADER) + 3;
  event.header.Flags = WNODE_FLAG_TRACED_GUID;
  event.header.Guid = kGuid;
  event.header.Class.Type = 10;
  event.header.Class.Level = 4;
  event.header.Class.Version = 2;
  EXPECT_EQ(TraceEvent(machine_, handle_, &event.header), 0u);
  EXPECT_EQ(event.header.ThreadId, 4444u);
  EXPECT_EQ(event.header.ProcessId, process_.pid);
  const int64_t stamp = event.header.TimeStamp.QuadPart;
  EXPECT_NE(stamp, 0);
  event.header.Flags |= WNODE_FLAG_USE_TIMESTAMP;
  event.header.TimeStamp.QuadPart = 5;
  GUID other = kGuid;
  other.Data2 = 99;
  event.header.Flags |= WNODE_FLAG_USE_GUID_PTR;
  event.header.GuidPtr = reinterpret_cast<ULONGLONG>(&other);
  EXPECT_EQ(TraceEvent(machine_, handle_, &event.header), 0u);
  EXPECT_EQ(event.header.TimeStamp.QuadPart, 5);
  const auto file = u"C:\\etalon\\ring.etl";
  std::unique_ptr<File> snapshot;
  ASSERT_EQ(machine_.host().disk->OpenFile(file, Disk::Open::kCreate, &snapshot), FileError::kNone);
  ASSERT_EQ(session.WriteSnapshot(file, std::move(snapshot)), FileError::kNone);
  const std::vector<uint8_t> bytes =
      *static_cast<SimulatedDisk&>(*machine_.host().disk).GetFile(file);
  const uint8_t* at = &bytes[session.settings().buffer_size_kb * 1024 + kBufferHeaderBytes];
  for (const int64_t expected : {stamp, int64_t{5}}) {
    EXPECT_EQ(Load<uint16_t>(at), 0x33);
    EXPECT_EQ(at[2], 0x0A);  // FULL32
    EXPECT_EQ(at[4], 10);
    EXPECT_EQ(at[5], 4);
    EXPECT_EQ(Load<uint16_t>(at + 6), 2);
    EXPECT_EQ(Load<uint32_t>(at + 8), 4444u);
    EXPECT_EQ(Load<uint32_t>(at + 12), process_.pid);
    EXPECT_EQ(Load<uint64_t>(at + 16), static_cast<uint64_t>(expected));
    EXPECT_EQ(Load<uint16_t>(at + 28), expected == 5 ? 99 : 1);
    EXPECT_EQ(at[0x30], 7);
    EXPECT_EQ(at[0x32], 9);
    at += 0x38;
  }
}

}  // namespace
}  // namespace etalon::sim
