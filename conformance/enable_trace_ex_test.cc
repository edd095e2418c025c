// EnableTraceEx: EnableTraceEx2 by an older form of its arguments.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr Guid kSource = {0x1234, 5, 6, {7, 8, 9, 10, 11, 12, 13, 14}};
constexpr uint32_t kSchematized = 0x80000000;

CLAUSE_TEST(ENABLEEX_E01, NoProvider) {
  EXPECT_THAT(Run(EnableTraceEx{.guid_place = Place::kNull, .session = Start()}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX_E01, ProviderOfZeros) {
  EXPECT_THAT(Run(EnableTraceEx{.guid = Guid{}, .session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLEEX_E02, NoSession) {
  Start();
  EXPECT_THAT(Run(EnableTraceEx{.session = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX_E02, SessionGiven) {
  EXPECT_THAT(Run(EnableTraceEx{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLEEX_U01, NeitherOnNorOff) {
  EXPECT_THAT(Run(EnableTraceEx{.session = Start(), .is_enabled = 2}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX_U01, OnAndOff) {
  const Handle session = Start();
  EXPECT_THAT(Run(EnableTraceEx{.session = session, .is_enabled = 1}), Succeeds());
  EXPECT_THAT(Run(EnableTraceEx{.session = session, .is_enabled = 0}), Succeeds());
}

CLAUSE_TEST(ENABLEEX_U02, SessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(EnableTraceEx{.session = session}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX_U02, SessionThatRuns) {
  Stop(Start(u"other"));
  EXPECT_THAT(Run(EnableTraceEx{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLEEX_E05, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(EnableTraceEx{.session = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(ENABLEEX_E05, PerformanceLogUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(EnableTraceEx{.session = session, .on = {.process = "user"}}), Succeeds());
}

CLAUSE_TEST(ENABLEEX_E04, NinthSession) {
  Must(EventRegister{});
  for (int i = 0; i < 8; ++i) {
    const Handle session = Start(u"session" + std::u16string(1, u'0' + i));
    Must(EnableTraceEx{.session = session});
  }
  EXPECT_THAT(Run(EnableTraceEx{.session = Start(u"ninth")}), Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(ENABLEEX_E04, EighthSession) {
  Must(EventRegister{});
  for (int i = 0; i < 7; ++i) {
    const Handle session = Start(u"session" + std::u16string(1, u'0' + i));
    Must(EnableTraceEx{.session = session});
  }
  EXPECT_THAT(Run(EnableTraceEx{.session = Start(u"eighth")}), Succeeds());
}

CLAUSE_TEST(ENABLEEX_S01, SameAsTheNewerFunction) {
  Must(EventRegister{});
  const Handle session = Start();
  const FilterDescriptor filter = {.type = kSchematized, .data = Bytes(24)};
  const EnableParameters parameters = {.source = kSource, .filters = {filter}};
  const auto older = CallsAfter(EnableTraceEx{.source = kSource,
                                              .session = session,
                                              .level = 3,
                                              .match_any = 5,
                                              .match_all = 4,
                                              .filter = filter});
  const auto newer = CallsAfter(EnableTraceEx2{
      .session = session, .level = 3, .match_any = 5, .match_all = 4, .parameters = parameters});
  ASSERT_THAT(older, SizeIs(1));
  ASSERT_THAT(newer, SizeIs(1));
  EXPECT_EQ(older[0].values.Tell(), newer[0].values.Tell());
}

CLAUSE_TEST(ENABLEEX_S02, NoSourceForWhoRegistersLater) {
  const Handle session = Start();
  Must(EnableTraceEx{.source = kSource, .session = session});
  const auto registered = CallsAfter(EventRegister{});
  ASSERT_THAT(registered, SizeIs(1));
  EXPECT_EQ(registered[0].Text("SourceId"), ToString(Guid{}));
  const auto stopped = CallsAfter(StopTraceW{.handle = session});
  ASSERT_THAT(stopped, SizeIs(1));
  EXPECT_EQ(stopped[0].Text("SourceId"), ToString(Guid{}));
}

CLAUSE_TEST(ENABLEEX_P01, ChosenProvider) {
  Must(EventRegister{.guid = kClassGuid});
  const Handle session = Start();
  EXPECT_THAT(CallsAfter(EnableTraceEx{.guid = kProviderGuid, .session = session}), IsEmpty());
  EXPECT_THAT(CallsAfter(EnableTraceEx{.guid = kClassGuid, .session = session}), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX_P02, SourceOrNone) {
  Must(EventRegister{});
  const Handle session = Start();
  const auto with = CallsAfter(EnableTraceEx{.source = kSource, .session = session});
  ASSERT_THAT(with, SizeIs(1));
  EXPECT_EQ(with[0].Text("SourceId"), ToString(kSource));
  const auto without = CallsAfter(EnableTraceEx{.session = session});
  ASSERT_THAT(without, SizeIs(1));
  EXPECT_EQ(without[0].Text("SourceId"), ToString(Guid{}));
  const auto disabled =
      CallsAfter(EnableTraceEx{.source = kSource, .session = session, .is_enabled = 0});
  ASSERT_THAT(disabled, SizeIs(1));
  EXPECT_EQ(disabled[0].Text("SourceId"), ToString(kSource));
}

CLAUSE_TEST(ENABLEEX_P03, ChosenSession) {
  Must(EventRegister{});
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  EXPECT_THAT(CallsAfter(EnableTraceEx{.session = second}), SizeIs(1));
  EXPECT_THAT(CallsAfter(StopTraceW{.handle = first}), IsEmpty());
  EXPECT_THAT(CallsAfter(StopTraceW{.handle = second}), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX_P04, OnAndOff) {
  Must(EventRegister{});
  const Handle session = Start();
  for (const uint32_t is_enabled : {1u, 0u}) {
    const auto calls = CallsAfter(EnableTraceEx{.session = session, .is_enabled = is_enabled});
    ASSERT_THAT(calls, SizeIs(1));
    EXPECT_EQ(calls[0].Number("IsEnabled"), is_enabled);
  }
}

CLAUSE_TEST(ENABLEEX_P05, LevelReachesTheProvider) {
  Must(EventRegister{});
  const auto calls = CallsAfter(EnableTraceEx{.session = Start(), .level = 200});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("Level"), 200u);
}

CLAUSE_TEST(ENABLEEX_P06, KeywordsOf64Bits) {
  Must(EventRegister{});
  const auto calls = CallsAfter(EnableTraceEx{.session = Start(), .match_any = 0x8000000000000001});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("MatchAnyKeyword"), 0x8000000000000001u);
}

CLAUSE_TEST(ENABLEEX_P07, KeywordsThatAllMustBeThere) {
  Must(EventRegister{});
  const Handle session = Start();
  const auto calls = CallsAfter(
      EnableTraceEx{.session = session, .match_any = 7, .match_all = 0x8000000000000002});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("MatchAllKeyword"), 0x8000000000000002u);
}

CLAUSE_TEST(ENABLEEX_P09, OneFilterOrNone) {
  Must(EventRegister{});
  const Handle session = Start();
  const FilterDescriptor filter = {.type = kSchematized, .data = Bytes(24)};
  const auto with = CallsAfter(EnableTraceEx{.session = session, .filter = filter});
  ASSERT_THAT(with, SizeIs(1));
  EXPECT_EQ(with[0].Number("FilterType"), kSchematized);
  const auto without = CallsAfter(EnableTraceEx{.session = session});
  ASSERT_THAT(without, SizeIs(1));
  EXPECT_EQ(without[0].Text("FilterData"), "");
}

}  // namespace
}  // namespace etalon
