// TRACE_MESSAGE_SEQUENCE: which numbers messages get.
#include <gtest/gtest.h>

#include <cstdarg>
#include <string>
#include <vector>

#include "sim/api/api.h"
#include "sim/host/simulated_disk.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kBuffer = 4096;

struct Block {
  EVENT_TRACE_PROPERTIES properties = {};
  char16_t session_name[64] = {};
  char16_t log_file_name[64] = {};

  explicit Block(const std::u16string& log_file = {}) {
    properties.Wnode.BufferSize = sizeof(Block);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.BufferSize = kBuffer / 1024;
    properties.LoggerNameOffset = sizeof(EVENT_TRACE_PROPERTIES);
    properties.LogFileNameOffset = sizeof(EVENT_TRACE_PROPERTIES) + sizeof(session_name);
    log_file.copy(log_file_name, 63);
  }
};

ULONG SendMessage(Machine* machine, TRACEHANDLE session, ...) {
  va_list arguments;
  va_start(arguments, session);
  const ULONG result =
      TraceMessageVa(*machine, session, TRACE_MESSAGE_SEQUENCE, nullptr, 1, arguments);
  va_end(arguments);
  return result;
}

class MessageSequence : public testing::Test {
 protected:
  static std::u16string FileOf(const std::u16string& name) { return u"C:\\etalon\\" + name; }

  TRACEHANDLE Start(const std::u16string& name, uint32_t mode) {
    Block block(FileOf(name));
    block.properties.LogFileMode = mode | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
    TRACEHANDLE session = 0;
    EXPECT_EQ(StartTraceW(machine_, &session, reinterpret_cast<const WCHAR*>(name.c_str()),
                          &block.properties),
              0u);
    return session;
  }

  void Send(TRACEHANDLE session) {
    EXPECT_EQ(SendMessage(&machine_, session, nullptr, size_t{0}), 0u);
  }

  // The numbers in its file, in the order of the messages.
  std::vector<uint32_t> Stop(TRACEHANDLE session, const std::u16string& name) {
    Block block;
    EXPECT_EQ(
        ControlTraceW(machine_, session, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP), 0u);
    const auto file = *static_cast<SimulatedDisk&>(*machine_.host().disk).GetFile(FileOf(name));
    const uint8_t* const buffer = file.data() + kBuffer;
    const uint32_t end = Load<uint32_t>(buffer + buffer_field::kOffset);
    std::vector<uint32_t> numbers;
    for (uint32_t at = kBufferHeaderBytes; at < end;) {
      numbers.push_back(Load<uint32_t>(buffer + at + kMessageHeaderBytes));
      at += AlignEvent(Load<uint16_t>(buffer + at));
    }
    return numbers;
  }

  Machine machine_;
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  CallerScope scope_{caller_};
};

using Numbers = std::vector<uint32_t>;

TEST_F(MessageSequence, LocalNumbersAreTheSessionsOwn) {
  const TRACEHANDLE one = Start(u"one", EVENT_TRACE_USE_LOCAL_SEQUENCE);
  const TRACEHANDLE two = Start(u"two", EVENT_TRACE_USE_LOCAL_SEQUENCE);
  for (const TRACEHANDLE session : {one, two, one, two, one}) Send(session);
  EXPECT_EQ(Stop(one, u"one"), (Numbers{1, 2, 3}));
  EXPECT_EQ(Stop(two, u"two"), (Numbers{1, 2}));
  const TRACEHANDLE again = Start(u"one", EVENT_TRACE_USE_LOCAL_SEQUENCE);
  Send(again);
  EXPECT_EQ(Stop(again, u"one"), Numbers{1});
}

TEST_F(MessageSequence, GlobalNumbersAreTheComputers) {
  const TRACEHANDLE one = Start(u"one", EVENT_TRACE_USE_GLOBAL_SEQUENCE);
  const TRACEHANDLE two = Start(u"two", EVENT_TRACE_USE_GLOBAL_SEQUENCE);
  const TRACEHANDLE local = Start(u"local", EVENT_TRACE_USE_LOCAL_SEQUENCE);
  for (const TRACEHANDLE session : {one, two, local, one, two}) Send(session);
  EXPECT_EQ(Stop(one, u"one"), (Numbers{1, 3}));
  EXPECT_EQ(Stop(two, u"two"), (Numbers{2, 4}));
  EXPECT_EQ(Stop(local, u"local"), Numbers{1});
}

TEST_F(MessageSequence, WithoutEitherModeTheyAreZero) {
  const TRACEHANDLE session = Start(u"plain", 0);
  Send(session);
  Send(session);
  EXPECT_EQ(Stop(session, u"plain"), (Numbers{0, 0}));
}

}  // namespace
}  // namespace etalon::sim
