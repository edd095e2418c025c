// EventWriteString.
#include <string>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char16_t kFile[] = u"events.etl";
constexpr uint32_t kRecords = PROCESS_TRACE_MODE_EVENT_RECORD;

// A text that makes an event of so many bytes: header, units and the zero.
std::u16string Text(uint32_t event_bytes) {
  return std::u16string((event_bytes - 80) / 2 - 1, 'x');
}

CLAUSE_TEST(EVTWRITESTR_E01, NoText) {
  const Handle provider = RegisterProvider();
  StartEnabled(kFile);
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(EVTWRITESTR_E01, EmptyText) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text = u""}), Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile))), ElementsAre("0000"));
}

CLAUSE_TEST(EVTWRITESTR_E02, HandleZeroAndOneThatWasUnregistered) {
  const Handle provider = RegisterProvider();
  const Handle other = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventUnregister{.handle = other});
  EXPECT_THAT(Run(EventWriteString{.provider = kNoHandle}), Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(EventWriteString{.provider = other}), Fails(ERROR_INVALID_HANDLE));
  Must(EventWriteString{.provider = provider, .text = u"y"});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile))), ElementsAre("79000000"));
}

NEAR_MISS(EVTWRITESTR_E02, HandleThatIsStillRegistered) {
  const Handle provider = RegisterProvider();
  const Handle other = RegisterProvider();
  Must(EventUnregister{.handle = other});
  StartEnabled(kFile);
  EXPECT_THAT(Run(EventWriteString{.provider = provider}), Succeeds());
}

CLAUSE_TEST(EVTWRITESTR_E03, LongerThanAnyEvent) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 256, .log_file = kFile});
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text = Text(65536 + 80)}),
              Fails(ERROR_ARITHMETIC_OVERFLOW));
  Stop(session);
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(kFile)), IsEmpty());
}

NEAR_MISS(EVTWRITESTR_E03, AlmostTheLongestText) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 256, .log_file = kFile});
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text = Text(65535 - 64)}), Succeeds());
  Stop(session);
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(kFile)), SizeIs(1));
}

CLAUSE_TEST(EVTWRITESTR_E04, LongerThanABuffer) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = kFile});
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text = Text(4096 - 72 + 64)}),
              Fails(ERROR_MORE_DATA));
  EXPECT_THAT(Query(session), Leaves("properties", "EventsLost"));
  Stop(session);
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(kFile)), IsEmpty());
}

NEAR_MISS(EVTWRITESTR_E04, AlmostABuffer) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = kFile});
  Must(EnableTrace{.session = session});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text = Text(4096 - 72 - 64)}),
              Succeeds());
}

CLAUSE_TEST(EVTWRITESTR_E05, NoBufferIsFree) {
  const Handle provider = RegisterProvider();
  const Handle session = StartOnStalledDisk();
  Must(EnableTrace{.session = session});
  Must(EventWriteString{.provider = provider, .text = Text(1000), .times = 8});
  const Outcome burst = Run(EventWriteString{.provider = provider, .text = Text(1000), .times = 3});
  EXPECT_THAT(burst, Fails(ERROR_NOT_ENOUGH_MEMORY));
  EXPECT_EQ(burst.failures, 2u);
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", 3));
}

NEAR_MISS(EVTWRITESTR_E05, LastBufferJustFilled) {
  const Handle provider = RegisterProvider();
  const Handle session = StartOnStalledDisk();
  Must(EnableTrace{.session = session});
  const Outcome burst = Run(EventWriteString{.provider = provider, .text = Text(1000), .times = 8});
  EXPECT_THAT(burst, Succeeds());
  EXPECT_EQ(burst.failures, 0u);
}

// The simulator's playback store holds 64 MB: 1,024 buffers, each with one such event.
CLAUSE_TEST(EVTWRITESTR_E06, PlaybackStoreIsFull) {
  Needs(Capability::kFaults);
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 64});
  Must(EnableTrace{.session = session});
  const Outcome burst =
      Run(EventWriteString{.provider = provider, .text = Text(60000), .times = 1100});
  EXPECT_THAT(burst, Fails(ERROR_LOG_FILE_FULL));
  EXPECT_THAT(Query(session), Has("properties", "EventsLost", burst.failures + 1));
}

NEAR_MISS(EVTWRITESTR_E06, PlaybackStoreHasRoom) {
  Needs(Capability::kFaults);
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 64});
  Must(EnableTrace{.session = session});
  const Outcome burst =
      Run(EventWriteString{.provider = provider, .text = Text(60000), .times = 1000});
  EXPECT_THAT(burst, Succeeds());
  EXPECT_EQ(burst.failures, 0u);
}

CLAUSE_TEST(EVTWRITESTR_S01, NobodyAskedForIt) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text = u"1"}), Succeeds());
  Must(EnableTrace{.flags = 6, .level = 3, .session = session});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .level = 4, .text = u"2"}), Succeeds());
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .level = 3, .keyword = 8, .text = u"3"}),
              Succeeds());
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .level = 3, .keyword = 4, .text = u"4"}),
              Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile))), ElementsAre("34000000"));
}

CLAUSE_TEST(EVTWRITESTR_S02, ToEverySessionOrToNone) {
  const Handle provider = RegisterProvider();
  const Handle large = Start(u"large", {.buffer_size_kb = 64, .log_file = u"large.etl"});
  const Handle small = Start(u"small", {.buffer_size_kb = 4, .log_file = u"small.etl"});
  Must(EnableTrace{.session = large});
  Must(EnableTrace{.session = small});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .text = Text(5000)}),
              Fails(ERROR_MORE_DATA));
  Must(EventWriteString{.provider = provider, .text = u"y"});
  Stop(large);
  Stop(small);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"large.etl"))), ElementsAre("79000000"));
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"small.etl"))), ElementsAre("79000000"));
}

CLAUSE_TEST(EVTWRITESTR_S03, LevelKeywordAndTextAlone) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWriteString{.provider = provider, .level = 2, .keyword = 5, .text = u"a\u00e9"});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(1));
  for (const char* const member : {"Id", "Version", "Type", "Task", "Channel"}) {
    EXPECT_EQ(events[0].Number(member), 0u) << member;
  }
  EXPECT_EQ(events[0].Number("Level"), 2u);
  EXPECT_EQ(events[0].Number("Keyword"), 5u);
  EXPECT_EQ(events[0].Text("Data"), "6100e9000000");
  EXPECT_NE(events[0].Number("Flags") & EVENT_HEADER_FLAG_STRING_ONLY, 0u);
}

CLAUSE_TEST(EVTWRITESTR_P01, UpToItsEnd) {
  const Handle provider = RegisterProvider();
  const Handle session = StartEnabled(kFile);
  Must(EventWriteString{.provider = provider, .text = std::u16string(u"ab\0cd", 5)});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile))), ElementsAre("610062000000"));
}

CLAUSE_TEST(EVTWRITESTR_U01, PlainUserInASecureSession) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "user", .token = Token::kUser});
  const Handle provider = Must(EventRegister{.on = {.process = "user"}}).handle();
  const Handle secure =
      Start(u"secure", {.log_file_mode = EVENT_TRACE_SECURE_MODE, .log_file = u"secure.etl"});
  const Handle open = Start(u"open", {.log_file = u"open.etl"});
  Must(EnableTrace{.session = secure});
  Must(EnableTrace{.session = open});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
  Stop(secure);
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .on = {.process = "user"}}), Succeeds());
  Stop(open);
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(u"secure.etl")), IsEmpty());
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(u"open.etl")), SizeIs(1));
}

CLAUSE_TEST(EVTWRITESTR_U01, PlainUserInASecureSessionThatIsIndependent) {
  Needs(kWindows8_1);  // which has the mode
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "user", .token = Token::kUser});
  const Handle provider = Must(EventRegister{.on = {.process = "user"}}).handle();
  const Handle secure = Start(
      u"secure", {.log_file_mode = EVENT_TRACE_SECURE_MODE | EVENT_TRACE_INDEPENDENT_SESSION_MODE,
                  .log_file = u"secure.etl"});
  Must(EnableTrace{.session = secure});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
  const Handle open = Start(u"open", {.log_file = u"open.etl"});
  Must(EnableTrace{.session = open});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .on = {.process = "user"}}), Succeeds());
  Stop(secure);
  Stop(open);
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(u"secure.etl")), IsEmpty());
  EXPECT_THAT(OfClass(kProviderGuid, EventsOf(u"open.etl")), SizeIs(1));
}

NEAR_MISS(EVTWRITESTR_U01, UserWhoMayWriteToASecureSession) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "user", .token = Token::kPerformanceLogUser});
  const Handle provider = Must(EventRegister{.on = {.process = "user"}}).handle();
  const Handle secure =
      Start(u"secure", {.log_file_mode = EVENT_TRACE_SECURE_MODE, .log_file = u"secure.etl"});
  Must(EnableTrace{.session = secure});
  EXPECT_THAT(Run(EventWriteString{.provider = provider, .on = {.process = "user"}}), Succeeds());
}

}  // namespace
}  // namespace etalon
