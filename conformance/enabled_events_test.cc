// Which events a session gets of a provider that EnableTraceEx2 has enabled, and what with them.
#include <string>
#include <string_view>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char16_t kFile[] = u"enabled.etl";
constexpr uint32_t kRecords = 0x10000000;  // PROCESS_TRACE_MODE_EVENT_RECORD

constexpr uint32_t kSid = 0x1;  // EVENT_ENABLE_PROPERTY_...
constexpr uint32_t kTerminalSession = 0x2;
constexpr uint32_t kStackTrace = 0x4;
constexpr uint32_t kIgnoreKeyword0 = 0x10;
constexpr uint32_t kProviderGroup = 0x20;

constexpr uint32_t kEventId = 0x80000200;  // EVENT_FILTER_TYPE_...
constexpr uint32_t kEventName = 0x80000400;
constexpr uint32_t kStackWalk = 0x80001000;
constexpr uint32_t kStackWalkName = 0x80002000;
constexpr uint32_t kStackWalkLevelKeyword = 0x80004000;

// EVENT_FILTER_EVENT_ID.
FilterDescriptor Ids(uint32_t type, bool filter_in, const std::vector<uint8_t>& ids) {
  Bytes data = {filter_in, 0, static_cast<uint8_t>(ids.size()), 0};
  for (const uint8_t id : ids) data.insert(data.end(), {id, 0});
  return {.type = type, .data = data};
}

// EVENT_FILTER_LEVEL_KW: up to `level`, with any keyword of the lowest eight in `keywords`.
Bytes LevelKeyword(bool filter_in, uint8_t level, uint8_t keywords) {
  Bytes data(18);
  data[0] = keywords;
  data[16] = level;
  data[17] = filter_in;
  return data;
}

// EVENT_FILTER_EVENT_NAME with one name, among events of every level and keyword.
FilterDescriptor Name(uint32_t type, bool filter_in, std::string_view name) {
  Bytes data = LevelKeyword(filter_in, 0, 0);
  data.insert(data.end(), {1, 0});
  data.insert(data.end(), name.begin(), name.end());
  data.push_back(0);
  return {.type = type, .data = data};
}

EnableParameters With(uint32_t property, const std::vector<FilterDescriptor>& filters) {
  return {.enable_property = property, .filters = filters};
}

// The data of an event that describes itself by no more than its name.
std::vector<EventData> Named(std::string_view name, uint8_t number) {
  Bytes metadata = {static_cast<uint8_t>(name.size() + 4), 0, 0};
  metadata.insert(metadata.end(), name.begin(), name.end());
  metadata.push_back(0);
  return {{.data = metadata, .type = 1}, {.data = {number}}};
}

bool HasStack(const CallbackRecord& event) {
  return event.Text("Extended@5") != "" || event.Text("Extended@6") != "";
}

CLAUSE_TEST(ENABLEEX2_S03, EventsWithoutKeyword) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const auto write = [&](uint64_t keyword, uint8_t number) {
    Must(EventWrite{
        .provider = provider, .event = {.keyword = keyword}, .data = {{.data = {number}}}});
  };
  EnableTraceEx2 enable = {
      .session = session, .match_any = 2, .match_all = 2, .timeout_ms = 1000, .parameters = {}};
  Must(enable);
  write(0, 1);
  write(1, 2);
  enable.parameters = With(kIgnoreKeyword0, {});
  Must(enable);
  write(0, 3);
  write(2, 4);
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile, kRecords))), ElementsAre("01", "04"));
}

CLAUSE_TEST(ENABLEEX2_P04, EventsUpToTheLevel) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(EnableTraceEx2{.session = session, .level = 3, .timeout_ms = 1000});
  for (const uint8_t level : {0, 1, 3, 4, 255}) {
    Must(EventWrite{.provider = provider, .event = {.level = level}, .data = {{.data = {level}}}});
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile, kRecords))),
              ElementsAre("00", "01", "03"));
}

CLAUSE_TEST(ENABLEEX2_P05, NoKeywordIsEveryKeyword) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(EnableTraceEx2{.session = session, .match_any = 0, .timeout_ms = 1000});
  Must(EventWrite{
      .provider = provider, .event = {.keyword = 0x8000000000000000}, .data = {{.data = {1}}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile, kRecords))), ElementsAre("01"));
}

CLAUSE_TEST(ENABLEEX2_P05, AnyOfTheKeywords) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(EnableTraceEx2{.session = session, .match_any = 6, .timeout_ms = 1000});
  for (const uint8_t keyword : {1, 2, 4, 8, 9, 15}) {
    Must(EventWrite{
        .provider = provider, .event = {.keyword = keyword}, .data = {{.data = {keyword}}}});
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile, kRecords))),
              ElementsAre("02", "04", "0f"));
}

CLAUSE_TEST(ENABLEEX2_P06, AllOfTheKeywords) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(EnableTraceEx2{.session = session, .match_any = 7, .match_all = 6, .timeout_ms = 1000});
  for (const uint8_t keyword : {1, 2, 4, 6, 14}) {
    Must(EventWrite{
        .provider = provider, .event = {.keyword = keyword}, .data = {{.data = {keyword}}}});
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile, kRecords))), ElementsAre("06", "0e"));
}

CLAUSE_TEST(ENABLEEX2_S13, ProvidersOfAGroup) {
  const Handle provider = RegisterProvider();
  const Guid group = {0x01020304, 0x0506, 0x0708, {9, 10, 11, 12, 13, 14, 15, 16}};
  const Bytes traits = {24, 0, 't', 'e', 0, 19, 0,  1,  4,  3,  2,  1,
                        6,  5, 8,   7,   9, 10, 11, 12, 13, 14, 15, 16};
  Must(EventSetInformation{
      .provider = provider, .info_class = EventProviderSetTraits, .information = traits});
  const Handle session = Start();
  EXPECT_THAT(CallsAfter(EnableTraceEx2{.session = session, .guid = group}), IsEmpty());
  const auto calls = CallsAfter(EnableTraceEx2{
      .session = session, .guid = group, .level = 3, .parameters = With(kProviderGroup, {})});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("IsEnabled"), 1u);
  EXPECT_EQ(calls[0].Number("Level"), 3u);
}

CLAUSE_TEST(ENABLEEX2_S10, EventsByNumber) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (const bool filter_in : {true, false}) {
    const EnableParameters parameters = With(0, {Ids(kEventId, filter_in, {7, 9})});
    Must(EnableTraceEx2{.session = session, .timeout_ms = 1000, .parameters = parameters});
    for (const uint8_t id : {7, 8, 9}) {
      Must(EventWrite{.provider = provider, .event = {.id = id}, .data = {{.data = {id}}}});
    }
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile, kRecords))),
              ElementsAre("07", "09", "08"));
}

CLAUSE_TEST(ENABLEEX2_S10, EachSessionHasItsOwnFilter) {
  const Handle provider = RegisterProvider();
  const Handle first = Start(u"first", {.log_file = kFile});
  const Handle second = Start(u"second", {.log_file = u"second.etl"});
  const EnableParameters parameters = With(0, {Ids(kEventId, true, {7})});
  Must(EnableTraceEx2{.session = first, .timeout_ms = 1000, .parameters = parameters});
  Must(EnableTraceEx2{.session = second, .timeout_ms = 1000});
  for (const uint8_t id : {7, 8}) {
    Must(EventWrite{.provider = provider, .event = {.id = id}, .data = {{.data = {id}}}});
  }
  Stop(first);
  Stop(second);
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(kFile, kRecords))), ElementsAre("07"));
  EXPECT_THAT(DataOf(OfClass(kProviderGuid, EventsOf(u"second.etl", kRecords))),
              ElementsAre("07", "08"));
}

CLAUSE_TEST(ENABLEEX2_S11, StacksByNumber) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const EnableParameters parameters = With(kStackTrace, {Ids(kStackWalk, true, {7})});
  Must(EnableTraceEx2{.session = session, .timeout_ms = 1000, .parameters = parameters});
  for (const uint8_t id : {7, 8}) Must(EventWrite{.provider = provider, .event = {.id = id}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(2)) << "events without their stack are there all the same";
  EXPECT_TRUE(HasStack(events[0]));
  EXPECT_FALSE(HasStack(events[1]));
}

CLAUSE_TEST(ENABLEEX2_S11, StacksByLevelAndKeyword) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const FilterDescriptor filter = {.type = kStackWalkLevelKeyword,
                                   .data = LevelKeyword(true, 3, 2)};
  Must(EnableTraceEx2{
      .session = session, .timeout_ms = 1000, .parameters = With(kStackTrace, {filter})});
  Must(EventWrite{.provider = provider, .event = {.level = 3, .keyword = 2}});
  Must(EventWrite{.provider = provider, .event = {.level = 4, .keyword = 2}});
  Must(EventWrite{.provider = provider, .event = {.level = 3, .keyword = 1}});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(3));
  EXPECT_TRUE(HasStack(events[0]));
  EXPECT_FALSE(HasStack(events[1]));
  EXPECT_FALSE(HasStack(events[2]));
}

CLAUSE_TEST(ENABLEEX2_S12, EventsAndStacksByName) {
  const Handle provider = RegisterProvider();
  Must(EventSetInformation{
      .provider = provider, .info_class = EventProviderUseDescriptorType, .information = {1}});
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const EnableParameters parameters =
      With(kStackTrace, {Name(kEventName, false, "Noise"), Name(kStackWalkName, true, "Crash")});
  Must(EnableTraceEx2{.session = session, .timeout_ms = 1000, .parameters = parameters});
  Must(EventWrite{.provider = provider, .data = Named("Noise", 1)});
  Must(EventWrite{.provider = provider, .data = Named("Crash", 2)});
  Must(EventWrite{.provider = provider, .data = Named("Noises", 3)});
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  EXPECT_THAT(DataOf(events), ElementsAre("02", "03"));
  ASSERT_THAT(events, SizeIs(2));
  EXPECT_TRUE(HasStack(events[0]));
  EXPECT_FALSE(HasStack(events[1]));
}

CLAUSE_TEST(ENABLEEX_P08, PropertiesOfEvents) {
  const Handle provider = RegisterProvider();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (const uint32_t property : {0u, kSid, kTerminalSession, kIgnoreKeyword0}) {
    CallsAfter(EnableTraceEx{.session = session, .enable_property = property});
    Must(EventWrite{.provider = provider});
  }
  Stop(session);
  const auto events = OfClass(kProviderGuid, EventsOf(kFile, kRecords));
  ASSERT_THAT(events, SizeIs(3)) << "the last has no keyword";
  EXPECT_EQ(events[0].Text("Extended@2") + events[0].Text("Extended@3"), "");
  EXPECT_NE(events[1].Text("Extended@2"), "");
  EXPECT_EQ(events[1].Text("Extended@3"), "");
  EXPECT_EQ(events[2].Text("Extended@2"), "");
  EXPECT_NE(events[2].Text("Extended@3"), "");
}

}  // namespace
}  // namespace etalon
