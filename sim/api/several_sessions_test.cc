// One event for several sessions: all get it or none, but for those that are independent; and what
// each gets beside the payload.
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "sim/api/api.h"
#include "sim/api/named_properties.h"

namespace etalon::sim {
namespace {

constexpr GUID kProvider = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr ULONG kSmall = 4;          // KB of a buffer
constexpr ULONG kLarge = 128;        // KB
constexpr uint32_t kPayload = 5000;  // goes into a large buffer only

// What a consumer finds beside the payload, by its type.
using Items = std::map<USHORT, std::vector<uint8_t>>;

void WINAPI OnEvent(EVENT_RECORD* record) {
  if (record->EventHeader.ProviderId != kProvider) return;
  Items items;
  for (USHORT i = 0; i < record->ExtendedDataCount; ++i) {
    const EVENT_HEADER_EXTENDED_DATA_ITEM& item = record->ExtendedData[i];
    const auto* data = reinterpret_cast<const uint8_t*>(item.DataPtr);
    items[item.ExtType].assign(data, data + item.DataSize);
  }
  static_cast<std::vector<Items>*>(record->UserContext)->push_back(items);
}

class SeveralSessionsTest : public testing::Test {
 protected:
  // A session that has enabled the provider. It keeps what it gets in memory.
  Session& Start(ULONG buffer_kb, ULONG mode = 0, ULONG properties = 0,
                 const char16_t* log_file = u"") {
    NamedProperties block(log_file);
    block.properties.BufferSize = buffer_kb;
    block.properties.LogFileMode = mode;
    if (*log_file == u'\0') block.properties.LogFileMode |= EVENT_TRACE_BUFFERING_MODE;
    const std::u16string name = u"session " + std::u16string(++sessions_, u'i');
    TRACEHANDLE handle = 0;
    EXPECT_EQ(StartTraceW(machine_, &handle, Wide(name.c_str()), &block.properties), 0u);
    ENABLE_TRACE_PARAMETERS parameters = {};
    parameters.Version = ENABLE_TRACE_PARAMETERS_VERSION_2;
    parameters.EnableProperty = properties;
    EXPECT_EQ(EnableTraceEx2(machine_, handle, &kProvider, EVENT_CONTROL_CODE_ENABLE_PROVIDER, 5, 0,
                             0, 0, &parameters),
              0u);
    return *machine_.sessions().FindByHandle(handle);
  }

  void Stop(const Session& session) {
    NamedProperties block;
    EXPECT_EQ(ControlTraceW(machine_, session.handle(), nullptr, &block.properties,
                            EVENT_TRACE_CONTROL_STOP),
              0u);
  }

  ULONG Write(uint32_t bytes) {
    if (registration_ == 0) {
      EXPECT_EQ(EventRegister(machine_, &kProvider, nullptr, nullptr, &registration_), 0u);
    }
    const std::vector<uint8_t> payload(bytes, 7);
    const EVENT_DESCRIPTOR descriptor = {1, 0, 0, 4, 0, 0, 0};
    EVENT_DATA_DESCRIPTOR data;
    EventDataDescCreate(&data, payload.data(), bytes);
    return EventWrite(machine_, registration_, &descriptor, 1, &data);
  }

  std::vector<Items> Hear(const char16_t* file) {
    std::vector<Items> heard;
    EVENT_TRACE_LOGFILEW logfile = {};
    logfile.LogFileName = const_cast<WCHAR*>(Wide(file));
    logfile.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
    logfile.EventRecordCallback = OnEvent;
    logfile.Context = &heard;
    TRACEHANDLE trace = OpenTraceW(machine_, &logfile);
    EXPECT_EQ(ProcessTrace(machine_, &trace, 1, nullptr, nullptr), 0u);
    EXPECT_EQ(CloseTrace(machine_, trace), 0u);
    return heard;
  }

  static void ExpectRefused(const Session& session) {
    EXPECT_EQ(session.ledger().refused, 1u);
    EXPECT_EQ(session.ledger().attempted(), 1u);
  }
  static void ExpectWritten(const Session& session, uint64_t events = 1) {
    EXPECT_EQ(session.ledger().in_buffers, events);
    EXPECT_EQ(session.ledger().attempted(), events);
  }

  Machine machine_;
  Process& process_ = machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false);
  Caller caller_ = {.machine = &machine_, .process = &process_, .thread_id = 4444};
  CallerScope scope_{caller_};
  REGHANDLE registration_ = 0;
  size_t sessions_ = 0;
};

TEST_F(SeveralSessionsTest, AllOfThemOrNone) {
  for (const auto& sizes : {std::array{kSmall, kLarge, kLarge}, std::array{kLarge, kSmall, kLarge},
                            std::array{kLarge, kLarge, kSmall}}) {
    std::vector<Session*> sessions;
    for (const ULONG size : sizes) sessions.push_back(&Start(size));
    EXPECT_EQ(Write(kPayload), ULONG{ERROR_MORE_DATA});
    for (Session* session : sessions) ExpectRefused(*session);
    EXPECT_EQ(Write(8), 0u);
    for (Session* session : sessions) {
      EXPECT_EQ(session->ledger().in_buffers, 1u);
      Stop(*session);
    }
  }
}

TEST_F(SeveralSessionsTest, AnIndependentOneSuffersAlone) {
  constexpr ULONG kMode = EVENT_TRACE_INDEPENDENT_SESSION_MODE;
  for (const bool small_first : {false, true}) {
    for (const ULONG mode_of_large : {ULONG{0}, kMode}) {
      Session& first = small_first ? Start(kSmall, kMode) : Start(kLarge, mode_of_large);
      Session& second = small_first ? Start(kLarge, mode_of_large) : Start(kSmall, kMode);
      EXPECT_EQ(Write(kPayload), 0u);
      ExpectRefused(small_first ? first : second);
      ExpectWritten(small_first ? second : first);
      Stop(first);
      Stop(second);
    }
  }
}

TEST_F(SeveralSessionsTest, IndependentOnesFailTogether) {
  constexpr ULONG kMode = EVENT_TRACE_INDEPENDENT_SESSION_MODE;
  Session& first = Start(kSmall, kMode);
  Session& second = Start(kSmall, kMode);
  EXPECT_EQ(Write(kPayload), ULONG{ERROR_MORE_DATA});
  ExpectRefused(first);
  ExpectRefused(second);
}

TEST_F(SeveralSessionsTest, AnIndependentOneHasWhatTheOthersDoNotGet) {
  Session& independent = Start(kLarge, EVENT_TRACE_INDEPENDENT_SESSION_MODE);
  Session& small = Start(kSmall);
  EXPECT_EQ(Write(kPayload), ULONG{ERROR_MORE_DATA});
  ExpectWritten(independent);
  ExpectRefused(small);
}

TEST_F(SeveralSessionsTest, EachHasTheItemsThatItAskedFor) {
  const char16_t* const files[] = {u"first.etl", u"second.etl", u"third.etl"};
  const ULONG asked[] = {EVENT_ENABLE_PROPERTY_SID | EVENT_ENABLE_PROPERTY_EVENT_KEY,
                         EVENT_ENABLE_PROPERTY_TS_ID | EVENT_ENABLE_PROPERTY_STACK_TRACE |
                             EVENT_ENABLE_PROPERTY_PROCESS_START_KEY,
                         0};
  std::vector<Session*> sessions;
  for (int i = 0; i < 3; ++i) sessions.push_back(&Start(kLarge, 0, asked[i], files[i]));
  EXPECT_EQ(Write(8), 0u);
  EXPECT_EQ(Write(8), 0u);
  for (Session* session : sessions) Stop(*session);
  const std::vector<Items> first = Hear(files[0]);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].size(), 2u);
  EXPECT_EQ(first[0].count(EVENT_HEADER_EXT_TYPE_SID), 1u);
  EXPECT_EQ(first[0].at(EVENT_HEADER_EXT_TYPE_EVENT_KEY),
            (std::vector<uint8_t>{1, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(first[1].at(EVENT_HEADER_EXT_TYPE_EVENT_KEY)[0], 2);
  const std::vector<Items> second = Hear(files[1]);
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(second[0].size(), 3u);
  EXPECT_EQ(second[0].count(EVENT_HEADER_EXT_TYPE_TS_ID), 1u);
  EXPECT_EQ(second[0].count(EVENT_HEADER_EXT_TYPE_PROCESS_START_KEY), 1u);
  EXPECT_EQ(second[0].at(EVENT_HEADER_EXT_TYPE_STACK_TRACE64).size(), 16u);
  const std::vector<Items> third = Hear(files[2]);
  ASSERT_EQ(third.size(), 2u);
  EXPECT_EQ(third[0].size(), 0u);
}

TEST_F(SeveralSessionsTest, AStackOfA32BitProcess) {
  Process& process = machine_.processes().Create(u"wow.exe", Token::kAdministrator, 32, false);
  Caller caller = {.machine = &machine_, .process = &process, .thread_id = 5555};
  const CallerScope scope(caller);
  Session& session = Start(kLarge, 0, EVENT_ENABLE_PROPERTY_STACK_TRACE, u"stack.etl");
  EXPECT_EQ(Write(8), 0u);
  Stop(session);
  const std::vector<Items> heard = Hear(u"stack.etl");
  ASSERT_EQ(heard.size(), 1u);
  const std::vector<uint8_t>& stack = heard[0].at(EVENT_HEADER_EXT_TYPE_STACK_TRACE32);
  ASSERT_EQ(stack.size(), 12u);
  EXPECT_EQ(std::vector<uint8_t>(stack.begin(), stack.begin() + 8), std::vector<uint8_t>(8, 0));
  EXPECT_NE(std::vector<uint8_t>(stack.begin() + 8, stack.end()), std::vector<uint8_t>(4, 0));
}

TEST_F(SeveralSessionsTest, NoneIsLargerThan65535Bytes) {
  constexpr uint32_t kHeader = 80;
  const uint32_t item = (8 + 4 + 7) & ~7u;  // EVENT_HEADER_EXT_TYPE_TS_ID
  const uint32_t most = 0xFFFF - kHeader - item;
  Session& plain = Start(kLarge);
  EXPECT_EQ(Write(0xFFFF - kHeader), 0u);
  EXPECT_EQ(Write(0xFFFF - kHeader + 1), ULONG{ERROR_ARITHMETIC_OVERFLOW});
  Stop(plain);
  Session& first = Start(kLarge, 0, EVENT_ENABLE_PROPERTY_TS_ID);
  EXPECT_EQ(Write(most), 0u);
  EXPECT_EQ(Write(most + 1), ULONG{ERROR_MORE_DATA});
  EXPECT_EQ(first.ledger().refused, 1u);
  EXPECT_EQ(first.ledger().attempted(), 2u);
  Session& second = Start(kLarge, 0, EVENT_ENABLE_PROPERTY_TS_ID);
  EXPECT_EQ(Write(most), 0u);
  EXPECT_EQ(Write(most + 1), ULONG{ERROR_MORE_DATA});
  EXPECT_EQ(second.ledger().refused, 1u);
  EXPECT_EQ(second.ledger().attempted(), 2u);
}

}  // namespace
}  // namespace etalon::sim
