// What ETW passes to enable callbacks (PENABLECALLBACK).
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr char kNoSource[] = "00000000-0000-0000-0000-000000000000";
constexpr Guid kSource = {0x1234, 5, 6, {7, 8, 9, 10, 11, 12, 13, 14}};
constexpr uint32_t kSchematized = 0x80000000;

// An EVENT_FILTER_HEADER and `value` behind it, as a filter of the provider's own schema.
FilterDescriptor Schematized(uint8_t value) {
  Bytes data(25);
  data[16] = 25;  // Size
  data[24] = value;
  return {.type = kSchematized, .data = data};
}

CLAUSE_TEST(CBENABLE_P01, EnabledDisabledAndAskedForItsState) {
  Must(EventRegister{});
  const Handle session = Start();
  for (const uint32_t code : {1u, 2u, 0u}) {
    const auto calls = CallsAfter(EnableTraceEx2{.session = session, .control_code = code});
    ASSERT_THAT(calls, SizeIs(1)) << code;
    EXPECT_EQ(calls[0].Number("IsEnabled"), code);
    EXPECT_EQ(calls[0].Number("Context"), 1u);
  }
}

CLAUSE_TEST(CBENABLE_P02, FilterOfASession) {
  Must(EventRegister{});
  const EnableParameters parameters = {.filters = {Schematized(7)}};
  const auto calls = CallsAfter(EnableTraceEx2{.session = Start(), .parameters = parameters});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("FilterType"), kSchematized);
  const std::string data = calls[0].Text("FilterData");
  ASSERT_THAT(data, SizeIs(2 * 25));
  EXPECT_EQ(data.substr(48), "07");
  EXPECT_NE(data.substr(16, 16), "0000000000000000") << "InstanceId names the session";
}

CLAUSE_TEST(CBENABLE_P02, FiltersOfTwoSessions) {
  Must(EventRegister{});
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  const EnableParameters seven = {.filters = {Schematized(7)}};
  const EnableParameters eight = {.filters = {Schematized(8)}};
  Must(EnableTraceEx2{.session = first, .timeout_ms = 1000, .parameters = seven});
  const auto calls = CallsAfter(EnableTraceEx2{.session = second, .parameters = eight});
  ASSERT_THAT(calls, SizeIs(1));
  const std::string data = calls[0].Text("FilterData");
  ASSERT_THAT(data, SizeIs(2 * 50));
  EXPECT_EQ(data.substr(40, 8), "19000000") << "NextOffset of the first";
  EXPECT_EQ(data.substr(48, 2), "07");
  EXPECT_EQ(data.substr(50 + 40, 8), "00000000") << "NextOffset of the last";
  EXPECT_EQ(data.substr(98, 2), "08");
  EXPECT_NE(data.substr(16, 16), data.substr(50 + 16, 16)) << "each has an InstanceId of its own";
}

CLAUSE_TEST(CBENABLE_P02, NoFilter) {
  Must(EventRegister{});
  const auto calls = CallsAfter(EnableTraceEx2{.session = Start()});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Text("FilterData"), "");
  EXPECT_EQ(calls[0].Number("FilterType"), 0u);
}

CLAUSE_TEST(CBENABLE_S01, ValuesOfTwoSessionsTogether) {
  Must(EventRegister{});
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  Must(EnableTraceEx2{
      .session = first, .level = 4, .match_any = 0x11, .match_all = 0x6, .timeout_ms = 1000});
  const auto calls = CallsAfter(
      EnableTraceEx2{.session = second, .level = 2, .match_any = 0x22, .match_all = 0xC});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("Level"), 4u);
  EXPECT_EQ(calls[0].Number("MatchAnyKeyword"), 0x33u);
  EXPECT_EQ(calls[0].Number("MatchAllKeyword"), 0x4u);
}

CLAUSE_TEST(CBENABLE_S02, OneOfTwoSessionsLeaves) {
  Must(EventRegister{});
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  Must(EnableTraceEx2{.session = first, .level = 4, .match_any = 1, .timeout_ms = 1000});
  Must(EnableTraceEx2{.session = second, .level = 2, .match_any = 2, .timeout_ms = 1000});
  const auto one_left = CallsAfter(EnableTraceEx2{.session = first, .control_code = 0});
  ASSERT_THAT(one_left, SizeIs(1));
  EXPECT_EQ(one_left[0].Number("IsEnabled"), 1u);
  EXPECT_EQ(one_left[0].Number("Level"), 2u);
  EXPECT_EQ(one_left[0].Number("MatchAnyKeyword"), 2u);
  const auto none_left = CallsAfter(EnableTraceEx2{.session = second, .control_code = 0});
  ASSERT_THAT(none_left, SizeIs(1));
  EXPECT_EQ(none_left[0].Number("IsEnabled"), 0u);
}

CLAUSE_TEST(CBENABLE_S03, SourceWhereOneWasGiven) {
  Must(EventRegister{});
  const EnableParameters parameters = {.source = kSource};
  const auto calls = CallsAfter(EnableTraceEx2{.session = Start(), .parameters = parameters});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Text("SourceId"), ToString(kSource));
}

CLAUSE_TEST(CBENABLE_S03, NoSourceWhereNoneWasGiven) {
  Must(EventRegister{});
  const auto calls = CallsAfter(EnableTraceEx2{.session = Start()});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Text("SourceId"), kNoSource);
}

CLAUSE_TEST(CBENABLE_S03, NoSourceForWhoRegistersLater) {
  const EnableParameters parameters = {.source = kSource};
  Must(EnableTraceEx2{.session = Start(), .level = 3, .parameters = parameters});
  const auto calls = CallsAfter(EventRegister{});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("IsEnabled"), 1u);
  EXPECT_EQ(calls[0].Number("Level"), 3u);
  EXPECT_EQ(calls[0].Text("SourceId"), kNoSource);
}

CLAUSE_TEST(CBENABLE_S03, NoSourceWhenTheSessionStops) {
  Must(EventRegister{});
  const Handle session = Start();
  const EnableParameters parameters = {.source = kSource};
  Must(EnableTraceEx2{.session = session, .timeout_ms = 1000, .parameters = parameters});
  const auto calls = CallsAfter(StopTraceW{.handle = session});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("IsEnabled"), 0u);
  EXPECT_EQ(calls[0].Text("SourceId"), kNoSource);
}

}  // namespace
}  // namespace etalon
