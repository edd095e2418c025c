// EnableTraceEx2: errors, and what its parameters do.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr uint32_t kEnable = 1;
constexpr uint32_t kDisable = 0;
constexpr uint32_t kCapture = 2;
constexpr uint64_t kEnableEvents = 4;  // WMI_ENABLE_EVENTS

constexpr uint32_t kSchematized = 0x80000000;
constexpr uint32_t kPid = 0x80000004;
constexpr uint32_t kPayload = 0x80000100;
constexpr uint32_t kEventId = 0x80000200;

// EVENT_FILTER_EVENT_ID with `count` in its header and `ids` behind it.
Bytes EventIds(uint8_t count, uint8_t ids) {
  Bytes data = {1, 0, count, 0};
  data.resize(4 + 2 * size_t{ids});
  return data;
}

EnableParameters With(const std::vector<FilterDescriptor>& filters) { return {.filters = filters}; }

// What a classic provider's callback asks for.
RegisterTraceGuidsW Classic() {
  return {.callback = {
              .steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}}}};
}

CLAUSE_TEST(ENABLEEX2_E01, NoProvider) {
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .guid_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_E01, ProviderOfZeros) {
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .guid = Guid{}}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_E02, NoSession) {
  Start();
  EXPECT_THAT(Run(EnableTraceEx2{.session = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EnableTraceEx2{.session = kNoHandle, .control_code = kDisable}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_E02, SessionGiven) {
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_E03, ControlCodeOfNothing) {
  const Handle session = Start();
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .control_code = 3}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .control_code = ~0u}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_E03, LastControlCode) {
  Must(EventRegister{});
  const Handle session = Start();
  Must(EnableTraceEx2{.session = session});
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .control_code = kCapture}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_U02, UnknownVersion) {
  const Handle session = Start();
  for (const uint32_t version : {0u, 3u, ~0u}) {
    const EnableParameters parameters = {.version = version};
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = parameters}),
                Fails(ERROR_INVALID_PARAMETER))
        << version;
  }
}

NEAR_MISS(ENABLEEX2_U02, BothVersions) {
  const Handle session = Start();
  const EnableParameters first = {.version = 1};
  const EnableParameters second = {.version = 2};
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = first}), Succeeds());
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = second}), Succeeds());
}

// One filter of each type there is, and of one more when `count` is 14.
std::vector<FilterDescriptor> Filters(size_t count) {
  std::vector<FilterDescriptor> filters = {
      {.type = kSchematized, .data = Bytes(24)},    {.type = 0x80000001, .data = {1}},
      {.type = 0x80000002, .data = Bytes(8)},       {.type = kPid, .data = {4, 0, 0, 0}},
      {.type = 0x80000008, .data = {'a', 0, 0, 0}}, {.type = 0x80000010, .data = {'a', 0, 0, 0}},
      {.type = 0x80000020, .data = {'a', 0, 0, 0}}, {.type = kPayload, .data = Bytes(16)},
      {.type = kEventId, .data = EventIds(1, 1)},   {.type = 0x80000400, .data = Bytes(24)},
      {.type = 0x80001000, .data = EventIds(2, 2)}, {.type = 0x80002000, .data = Bytes(24)},
      {.type = 0x80004000, .data = Bytes(24)},      {.type = 0x80008000, .data = Bytes(24)}};
  filters.resize(count);
  return filters;
}

CLAUSE_TEST(ENABLEEX2_U05, TooManyFilters) {
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = With(Filters(14))}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_U05, AsManyFiltersAsMayBe) {
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = With(Filters(13))}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_U06, FiltersCountedButNotThere) {
  const EnableParameters parameters = {.filters_place = Place::kNull, .filter_count = 1};
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = parameters}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_U06, NoFiltersAndNoneCounted) {
  const EnableParameters parameters = {.filters_place = Place::kNull, .filter_count = 0};
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = parameters}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_U01, SameTypeTwice) {
  const FilterDescriptor ids = {.type = kEventId, .data = EventIds(1, 1)};
  const FilterDescriptor pid = {.type = kPid, .data = {4, 0, 0, 0}};
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = With({ids, pid, ids})}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_U01, DifferentTypes) {
  const FilterDescriptor ids = {.type = kEventId, .data = EventIds(1, 1)};
  const FilterDescriptor pid = {.type = kPid, .data = {4, 0, 0, 0}};
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = With({ids, pid})}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_U07, FilterWithoutItsData) {
  const FilterDescriptor filter = {.type = kSchematized, .size = 4};
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = With({filter})}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_U07, FilterOfNothing) {
  const FilterDescriptor filter = {.type = kSchematized, .size = 0};
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .parameters = With({filter})}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_U08, FiltersThatAreTooLarge) {
  const Handle session = Start();
  for (const FilterDescriptor& filter :
       {FilterDescriptor{.type = kPid, .data = Bytes(36, 4)},
        FilterDescriptor{.type = kSchematized, .data = Bytes(1025)},
        FilterDescriptor{.type = kPayload, .data = Bytes(4097)}}) {
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = With({filter})}),
                Fails(ERROR_INVALID_PARAMETER))
        << filter.type;
  }
}

NEAR_MISS(ENABLEEX2_U08, FiltersAsLargeAsMayBe) {
  const Handle session = Start();
  for (const FilterDescriptor& filter :
       {FilterDescriptor{.type = kPid, .data = Bytes(32, 4)},
        FilterDescriptor{.type = kSchematized, .data = Bytes(1024)},
        FilterDescriptor{.type = kPayload, .data = Bytes(4096)}}) {
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = With({filter})}), Succeeds())
        << filter.type;
  }
}

CLAUSE_TEST(ENABLEEX2_U09, FiltersShorterThanTheySay) {
  const Handle session = Start();
  for (const FilterDescriptor& filter :
       {FilterDescriptor{.type = kEventId, .data = EventIds(3, 2)},
        FilterDescriptor{.type = kEventId, .data = EventIds(65, 65)},
        FilterDescriptor{.type = kEventId, .data = {1, 0, 0}},
        FilterDescriptor{.type = 0x80001000, .data = EventIds(1, 0)},
        FilterDescriptor{.type = kPid, .data = {4, 0, 0}},
        FilterDescriptor{.type = 0x80000400, .data = Bytes(19)},
        FilterDescriptor{.type = 0x80002000, .data = Bytes(19)},
        FilterDescriptor{.type = 0x80004000, .data = Bytes(17)}}) {
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = With({filter})}),
                Fails(ERROR_INVALID_PARAMETER))
        << std::hex << filter.type;
  }
}

NEAR_MISS(ENABLEEX2_U09, WholeFilters) {
  const Handle session = Start();
  for (const FilterDescriptor& filter :
       {FilterDescriptor{.type = kEventId, .data = EventIds(64, 64)},
        FilterDescriptor{.type = 0x80001000, .data = EventIds(1, 2)},
        FilterDescriptor{.type = kPid, .data = {4, 0, 0, 0}},
        FilterDescriptor{.type = 0x80000400, .data = Bytes(24)},
        FilterDescriptor{.type = 0x80004000, .data = Bytes(24)}}) {
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .parameters = With({filter})}), Succeeds())
        << std::hex << filter.type;
  }
}

CLAUSE_TEST(ENABLEEX2_U04, SessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(EnableTraceEx2{.session = session}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .control_code = kDisable}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EnableTraceEx2{.session = kAllOnes}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLEEX2_U04, SessionThatRuns) {
  Stop(Start(u"other"));
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_E07, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(ENABLEEX2_E07, ThoseWhoMayControlSessions) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  const Token allowed[] = {Token::kAdministrator, Token::kPerformanceLogUser, Token::kLocalSystem,
                           Token::kLocalService, Token::kNetworkService};
  for (const Token token : allowed) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    EXPECT_THAT(Run(EnableTraceEx2{.session = session, .on = {.process = process}}), Succeeds());
  }
}

constexpr Guid kSystemTraceControlGuid = {
    0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0x00, 0x60, 0x08, 0xa8, 0x69, 0x39}};

CLAUSE_TEST(ENABLEEX2_U03, SystemProvider) {
  const Handle session = Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .guid = kSystemTraceControlGuid}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "EnableFlags", 1u));
}

NEAR_MISS(ENABLEEX2_U03, OtherProvider) {
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_E06, NinthSession) {
  Must(EventRegister{});
  for (int i = 0; i < 8; ++i) {
    const Handle session = Start(u"session" + std::u16string(1, u'0' + i));
    Must(EnableTraceEx2{.session = session});
  }
  const Handle ninth = Start(u"ninth");
  EXPECT_THAT(Run(EnableTraceEx2{.session = ninth}), Fails(ERROR_NO_SYSTEM_RESOURCES));
  EXPECT_THAT(CallsOf(Must(StopTraceW{.handle = ninth}), "enable"), IsEmpty());
}

NEAR_MISS(ENABLEEX2_E06, EightSessionsOneOfWhichChangesItsMind) {
  Must(EventRegister{});
  std::vector<Handle> sessions;
  for (int i = 0; i < 8; ++i) {
    sessions.push_back(Start(u"session" + std::u16string(1, u'0' + i)));
    Must(EnableTraceEx2{.session = sessions.back()});
  }
  EXPECT_THAT(Run(EnableTraceEx2{.session = sessions[3], .level = 1}), Succeeds());
  Must(EnableTraceEx2{.session = sessions[0], .control_code = kDisable});
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(u"another")}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_E04, CallbackThatTakesLonger) {
  Must(EventRegister{.callback = {.delay_ms = 3000}});
  const Handle session = Start();
  EXPECT_THAT(Run(EnableTraceEx2{.session = session, .timeout_ms = 100}), Fails(ERROR_TIMEOUT));
  EXPECT_THAT(CallsOf(Must(Advance{.ms = 4000}), "enable"), SizeIs(1)) << "it goes on all the same";
  const auto stopped = CallsOf(Must(StopTraceW{.handle = session}), "enable");
  EXPECT_THAT(stopped, SizeIs(1)) << "the session has the provider";
}

NEAR_MISS(ENABLEEX2_E04, CallbackThatIsInTime) {
  Must(EventRegister{.callback = {.delay_ms = 100}});
  EXPECT_THAT(Run(EnableTraceEx2{.session = Start(), .timeout_ms = 3000}), Succeeds());
}

CLAUSE_TEST(ENABLEEX2_S01, RegisteredProvider) {
  Must(EventRegister{});
  const Guid source = {1, 2, 3, {}};
  const EnableParameters parameters = {.source = source};
  const auto calls =
      CallsAfter(EnableTraceEx2{.session = Start(), .level = 3, .parameters = parameters});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("Level"), 3u);
  EXPECT_EQ(calls[0].Text("SourceId"), ToString(source));
}

CLAUSE_TEST(ENABLEEX2_S01, ProviderThatRegistersLater) {
  const EnableParameters parameters = {.source = {1, 2, 3, {}}};
  Must(EnableTraceEx2{.session = Start(), .level = 3, .parameters = parameters});
  const auto calls = CallsAfter(EventRegister{});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("Level"), 3u);
  EXPECT_EQ(calls[0].Text("SourceId"), ToString(Guid{}));
  EXPECT_THAT(CallsAfter(EventRegister{.guid = kClassGuid}), IsEmpty()) << "another provider";
}

CLAUSE_TEST(ENABLEEX2_S02, EachCallReplacesWhatWasAskedBefore) {
  Must(EventRegister{});
  const Handle session = Start();
  const FilterDescriptor filter = {.type = kSchematized, .data = Bytes(24)};
  const auto first = CallsAfter(EnableTraceEx2{.session = session,
                                               .level = 5,
                                               .match_any = 1,
                                               .match_all = 2,
                                               .parameters = With({filter})});
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_NE(first[0].Text("FilterData"), "");
  const auto second = CallsAfter(EnableTraceEx2{
      .session = session, .level = 2, .match_any = 4, .match_all = 8, .parameters = With({})});
  ASSERT_THAT(second, SizeIs(1));
  EXPECT_EQ(second[0].Number("IsEnabled"), 1u);
  EXPECT_EQ(second[0].Number("Level"), 2u);
  EXPECT_EQ(second[0].Number("MatchAnyKeyword"), 4u);
  EXPECT_EQ(second[0].Number("MatchAllKeyword"), 8u);
  EXPECT_EQ(second[0].Text("FilterData"), "");
}

CLAUSE_TEST(ENABLEEX2_S04, ControllerThatExits) {
  Needs(Capability::kProcesses);
  const Handle session = Start();
  Must(NewProcess{.name = "controller"});
  Must(EnableTraceEx2{.session = session, .level = 3, .on = {.process = "controller"}});
  Must(ExitProcess{.name = "controller"});
  const auto calls = CallsAfter(EventRegister{});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("Level"), 3u);
}

CLAUSE_TEST(ENABLEEX2_S04, SessionThatStops) {
  const Handle session = Start();
  Must(EnableTraceEx2{.session = session});
  EXPECT_THAT(CallsAfter(EventRegister{}), SizeIs(1));
  Stop(session);
  EXPECT_THAT(CallsAfter(EventRegister{}), IsEmpty());
}

CLAUSE_TEST(ENABLEEX2_S05, EightSessionsOfAnEventProvider) {
  Must(EventRegister{});
  for (int i = 0; i < 8; ++i) {
    const Handle session = Start(u"session" + std::u16string(1, u'0' + i));
    const auto calls =
        CallsAfter(EnableTraceEx2{.session = session, .match_any = uint64_t{1} << i});
    ASSERT_THAT(calls, SizeIs(1));
    EXPECT_EQ(calls[0].Number("MatchAnyKeyword"), (uint64_t{2} << i) - 1) << "all that came so far";
  }
}

CLAUSE_TEST(ENABLEEX2_S05, OneSessionOfAClassicProvider) {
  Must(Classic());
  for (int i = 0; i < 9; ++i) {
    const Handle session = Start(u"session" + std::u16string(1, u'0' + i));
    EXPECT_THAT(Run(EnableTraceEx2{.session = session}), Succeeds());
    if (i < 8) continue;
    const Outcome disabled = Run(EnableTraceEx2{.session = session, .control_code = kDisable});
    EXPECT_THAT(CallsOf(disabled, "control"), SizeIs(1)) << "it is the newest one's";
  }
  EXPECT_THAT(CallsOf(Must(Classic()), "control"), IsEmpty()) << "and nobody else's";
}

CLAUSE_TEST(ENABLEEX2_S06, LevelAndFlagsOfAClassicProvider) {
  Must(Classic());
  const auto calls = CallsAfter(
      EnableTraceEx2{
          .session = Start(), .level = 3, .match_any = 0xABCDEF0112345678, .match_all = 0xFF},
      "control");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("RequestCode"), kEnableEvents);
  ASSERT_THAT(calls[0].steps, SizeIs(3));
  EXPECT_THAT(calls[0].steps[1], Returns(3));
  EXPECT_THAT(calls[0].steps[2], Returns(0x12345678));
}

CLAUSE_TEST(ENABLEEX2_P01, ChosenSession) {
  Must(EventRegister{});
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  Must(EnableTraceEx2{.session = second, .timeout_ms = 1000});
  EXPECT_THAT(CallsAfter(StopTraceW{.handle = first}), IsEmpty());
  EXPECT_THAT(CallsAfter(StopTraceW{.handle = second}), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX2_P02, ChosenProvider) {
  Must(EventRegister{.callback = {.name = "one"}, .guid = kProviderGuid});
  Must(EventRegister{.callback = {.name = "other"}, .guid = kClassGuid});
  const Outcome enabled =
      Run(EnableTraceEx2{.session = Start(), .guid = kClassGuid, .timeout_ms = 1000});
  EXPECT_THAT(CallsOf(enabled, "one"), IsEmpty());
  EXPECT_THAT(CallsOf(enabled, "other"), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX2_P02, GroupOfThatNameIsNoProvider) {
  Must(EventRegister{});
  const EnableParameters parameters = {.enable_property = 0x20};  // PROVIDER_GROUP
  const Handle session = Start();
  EXPECT_THAT(CallsAfter(EnableTraceEx2{.session = session, .parameters = parameters}), IsEmpty());
  EXPECT_THAT(CallsAfter(EnableTraceEx2{.session = session}), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX2_P03, EnableCaptureDisable) {
  Must(EventRegister{});
  const Handle session = Start();
  for (const uint32_t code : {kEnable, kCapture, kDisable}) {
    const auto calls = CallsAfter(EnableTraceEx2{.session = session, .control_code = code});
    ASSERT_THAT(calls, SizeIs(1));
    EXPECT_EQ(calls[0].Number("IsEnabled"), code);
  }
}

CLAUSE_TEST(ENABLEEX2_P03, CaptureChangesNothing) {
  Must(EventRegister{});
  const Handle session = Start();
  Must(EnableTraceEx2{.session = session, .level = 3, .match_any = 6, .timeout_ms = 1000});
  const auto asked = CallsAfter(
      EnableTraceEx2{.session = session, .control_code = kCapture, .level = 1, .match_any = 1});
  ASSERT_THAT(asked, SizeIs(1));
  const auto later = CallsAfter(EventRegister{.callback = {.name = "later"}}, "later");
  ASSERT_THAT(later, SizeIs(1));
  EXPECT_EQ(later[0].Number("Level"), 3u);
  EXPECT_EQ(later[0].Number("MatchAnyKeyword"), 6u);
}

CLAUSE_TEST(ENABLEEX2_P04, LevelReachesTheProvider) {
  Must(EventRegister{});
  const Handle session = Start();
  for (const uint8_t level : {1, 5, 255}) {
    const auto calls = CallsAfter(EnableTraceEx2{.session = session, .level = level});
    ASSERT_THAT(calls, SizeIs(1));
    EXPECT_EQ(calls[0].Number("Level"), level);
  }
}

CLAUSE_TEST(ENABLEEX2_P05, KeywordsReachTheProvider) {
  Must(EventRegister{});
  const auto calls =
      CallsAfter(EnableTraceEx2{.session = Start(), .match_any = 0x8000000000000001});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("MatchAnyKeyword"), 0x8000000000000001u);
}

CLAUSE_TEST(ENABLEEX2_P05, NoKeywordIsNoFlagToAClassicProvider) {
  Must(Classic());
  const auto calls = CallsAfter(EnableTraceEx2{.session = Start(), .match_any = 0}, "control");
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls[0].steps, SizeIs(3));
  EXPECT_THAT(calls[0].steps[2], Returns(0));
}

CLAUSE_TEST(ENABLEEX2_P06, KeywordsThatAllMustBeThere) {
  Must(EventRegister{});
  const auto calls = CallsAfter(
      EnableTraceEx2{.session = Start(), .match_any = 7, .match_all = 0x8000000000000006});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("MatchAllKeyword"), 0x8000000000000006u);
}

CLAUSE_TEST(ENABLEEX2_P07, NoTimeDoesNotWait) {
  Must(EventRegister{.callback = {.delay_ms = 3000}});
  const Outcome enabled = Run(EnableTraceEx2{.session = Start(), .timeout_ms = 0});
  EXPECT_THAT(enabled, Succeeds());
  EXPECT_THAT(CallsOf(enabled, "enable"), IsEmpty());
  EXPECT_THAT(CallsOf(Must(Advance{.ms = 4000}), "enable"), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX2_P07, InfiniteTimeWaits) {
  Must(EventRegister{.callback = {.delay_ms = 3000}});
  const Outcome enabled = Run(EnableTraceEx2{.session = Start(), .timeout_ms = kInfinite});
  EXPECT_THAT(enabled, Succeeds());
  EXPECT_THAT(CallsOf(enabled, "enable"), SizeIs(1));
}

CLAUSE_TEST(ENABLEEX2_P08, FirstVersionHasOneFilter) {
  Must(EventRegister{});
  const EnableParameters parameters = {.version = 1,
                                       .filters = {{.type = kSchematized, .data = Bytes(24)}}};
  const auto calls = CallsAfter(EnableTraceEx2{.session = Start(), .parameters = parameters});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("FilterType"), kSchematized);
}

CLAUSE_TEST(ENABLEEX2_P08, FilterOfTheProvidersOwnKind) {
  Must(EventRegister{});
  const FilterDescriptor own = {.type = 0x17, .data = {1, 2, 3}};
  const auto calls = CallsAfter(EnableTraceEx2{.session = Start(), .parameters = With({own})});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Number("FilterType"), 0x17u);
  EXPECT_EQ(calls[0].Text("FilterData"), "010203");
}

}  // namespace
}  // namespace etalon
