// TraceSetInformation: settings of a session, or of the computer, by class.
#include "conformance/clause_test.h"
#include "conformance/information.h"

namespace etalon {
namespace {

using Class = InformationClass;

constexpr Guid kProcessClass = {
    0x3d6fa8d0, 0xfe05, 0x11d0, {0x9d, 0xda, 0, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kThreadClass = {
    0x3d6fa8d1, 0xfe05, 0x11d0, {0x9d, 0xda, 0, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr uint32_t kTimer = 0;  // the profile source that every computer has
constexpr uint32_t kMasksBytes = 32;

// A list of `count` providers that are asked for their state every `seconds`.
Bytes CaptureState(uint32_t seconds, uint16_t count, const Bytes& providers) {
  return Numbers({seconds, count}) + providers;
}

Op Ask(const Handle& session, Class information_class) {
  return TraceQueryInformation{.session = session, .information_class = information_class};
}

// A system logger's session.
Properties SystemLogger() {
  return {.log_file_mode = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_REAL_TIME_MODE};
}

CLAUSE_TEST(TRACESETINFO_E03, ClassThatIsOnlyAskedFor) {
  const Handle session = Start();
  for (const Class only_asked : {Class::kVersion, Class::kProfileSourceList, Class::kStreamCount}) {
    EXPECT_THAT(
        Run(TraceSetInformation{
            .session = session, .information_class = only_asked, .information = Numbers({1, 0})}),
        Fails(ERROR_NOT_SUPPORTED));
  }
}

CLAUSE_TEST(TRACESETINFO_E03, ClassBehindTheLast) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information_class = static_cast<Class>(1000),
                                      .information = Numbers({1, 0})}),
              Fails(ERROR_NOT_SUPPORTED));
}

NEAR_MISS(TRACESETINFO_E03, ClassThatCanBeSet) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information_class = Class::kStackTracing,
                                      .information = ClassicEvents(kProcessClass)}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_E01, ShorterThanTheStructure) {
  Needs(kWindows8);
  const Handle session = Start(u"etalon", SystemLogger());
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information_class = Class::kSystemTraceEnableFlags,
                                      .information = Bytes(kMasksBytes - 1)}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(TraceSetInformation{.information_class = Class::kSampledProfileInterval,
                                      .information = Bytes(7)}),
              Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(TRACESETINFO_E01, AsLongAsTheStructure) {
  Needs(kWindows8);
  const Handle session = Start(u"etalon", SystemLogger());
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information_class = Class::kSystemTraceEnableFlags,
                                      .information = Bytes(kMasksBytes)}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U03, HalfAnEvent) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session, .information = Bytes(24 + 12)}),
              Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(TRACESETINFO_U03, TwoEvents) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session, .information = Bytes(24 + 24)}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_E02, NoInformationOfSomeLength) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session, .place = Place::kNull, .length = 24}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACESETINFO_E02, NoInformationOfNoLength) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session, .place = Place::kNull, .length = 0}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U06, OneEventMoreThan256) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information = ClassicEvents(kProcessClass, 257)}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACESETINFO_U06, Events256) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information = ClassicEvents(kProcessClass, 256)}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U07, SourceThatThereIsNot) {
  Needs(kWindows8);
  EXPECT_THAT(Run(TraceSetInformation{.information_class = Class::kSampledProfileInterval,
                                      .information = Numbers({0x7777, 10000})}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(TraceSetInformation{.information_class = Class::kProfileSourceConfig,
                                      .information = Numbers({0x7777})}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(TRACESETINFO_U07, CapturePeriodBelowTheLimit) {
  Needs(kWindows10_1709);
  const Handle session = Start();
  const Bytes limits = BytesIn(Must(Ask(session, Class::kPeriodicCaptureState)), "information");
  const auto shortest = static_cast<uint32_t>(NumberAt(limits, 0));
  EXPECT_THAT(Run(TraceSetInformation{
                  .session = session,
                  .information_class = Class::kPeriodicCaptureStateList,
                  .information = CaptureState(shortest - 1, 1, Guids({kProviderGuid}))}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(TRACESETINFO_U07, ProvidersThatAreCountedButNotGiven) {
  Needs(kWindows10_1709);
  const Handle session = Start();
  EXPECT_THAT(
      Run(TraceSetInformation{.session = session,
                              .information_class = Class::kPeriodicCaptureStateList,
                              .information = CaptureState(3600, 2, Guids({kProviderGuid}))}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACESETINFO_U07, SourceAndPeriodThatThereAre) {
  Needs(kWindows10_1709);
  const Handle session = Start();
  const Bytes limits = BytesIn(Must(Ask(session, Class::kPeriodicCaptureState)), "information");
  const auto shortest = static_cast<uint32_t>(NumberAt(limits, 0));
  EXPECT_THAT(
      Run(TraceSetInformation{.session = session,
                              .information_class = Class::kPeriodicCaptureStateList,
                              .information = CaptureState(shortest, 1, Guids({kProviderGuid}))}),
      Succeeds());
  EXPECT_THAT(Run(TraceSetInformation{.information_class = Class::kSampledProfileInterval,
                                      .information = Numbers({kTimer, 10000})}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U02, HandleOfNoSession) {
  for (const Handle& handle : {kNoHandle, Handle{.literal = 0x1234}}) {
    EXPECT_THAT(
        Run(TraceSetInformation{.session = handle, .information = ClassicEvents(kProcessClass)}),
        Fails(ERROR_INVALID_PARAMETER));
  }
}

CLAUSE_TEST(TRACESETINFO_U02, SessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(
      Run(TraceSetInformation{.session = session, .information = ClassicEvents(kProcessClass)}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACESETINFO_U02, SessionThatRuns) {
  const Handle session = Start();
  EXPECT_THAT(
      Run(TraceSetInformation{.session = session, .information = ClassicEvents(kProcessClass)}),
      Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U01, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information = ClassicEvents(kProcessClass),
                                      .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(TRACESETINFO_U01, IntervalOfTheComputerByAPerformanceLogUser) {
  Needs(kWindows8);
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "logger", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(TraceSetInformation{.information_class = Class::kSampledProfileInterval,
                                      .information = Numbers({kTimer, 10000}),
                                      .on = {.process = "logger"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(TRACESETINFO_U01, SessionByAPerformanceLogUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "logger", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information = ClassicEvents(kProcessClass),
                                      .on = {.process = "logger"}}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U04, SystemFlagsOfAnOrdinarySession) {
  Needs(kWindows8);
  const Handle session = Start();
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information_class = Class::kSystemTraceEnableFlags,
                                      .information = Bytes(kMasksBytes)}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACESETINFO_U04, SystemFlagsOfASystemLogger) {
  Needs(kWindows8);
  const Handle session = Start(u"etalon", SystemLogger());
  EXPECT_THAT(Run(TraceSetInformation{.session = session,
                                      .information_class = Class::kSystemTraceEnableFlags,
                                      .information = Bytes(kMasksBytes)}),
              Succeeds());
}

CLAUSE_TEST(TRACESETINFO_U05, SecondListOfEventsWithCounters) {
  Needs(kWindows8);
  const Handle session = Start(u"etalon", SystemLogger());
  const TraceSetInformation set = {.session = session,
                                   .information_class = Class::kPmcEventList,
                                   .information = ClassicEvents(kProcessClass)};
  EXPECT_THAT(Run(set), Succeeds());
  EXPECT_THAT(Run(set), Fails(ERROR_ALREADY_EXISTS));
}

NEAR_MISS(TRACESETINFO_U05, SecondListOfEventsWithStacks) {
  Needs(kWindows8);
  const Handle session = Start(u"etalon", SystemLogger());
  const TraceSetInformation set = {.session = session,
                                   .information_class = Class::kStackTracing,
                                   .information = ClassicEvents(kProcessClass)};
  EXPECT_THAT(Run(set), Succeeds());
  EXPECT_THAT(Run(set), Succeeds());
}

CLAUSE_TEST(TRACESETINFO_S01, NewListTakesThePlaceOfTheOldOne) {
  const Handle session = Start();
  const Bytes both = ClassicEvents(kProcessClass) + ClassicEvents(kThreadClass);
  const Bytes one = ClassicEvents(kThreadClass);
  for (const Bytes& list : {both, one}) {
    Must(TraceSetInformation{.session = session, .information = list});
    EXPECT_EQ(BytesIn(Must(Ask(session, Class::kStackTracing)), "information"), list);
  }
}

CLAUSE_TEST(TRACESETINFO_S03, FirstMaskIsEnableFlags) {
  Needs(kWindows8);  // which has system loggers by mode
  const Handle session = Start(u"etalon", SystemLogger());
  Must(TraceSetInformation{
      .session = session,
      .information_class = Class::kSystemTraceEnableFlags,
      .information =
          Numbers({EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_THREAD, 0, 5, 0, 0, 0, 0, 9})});
  EXPECT_THAT(Query(session), Has("properties", "EnableFlags",
                                  uint64_t{EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_THREAD}));
}

CLAUSE_TEST(TRACESETINFO_S04, IntervalIsTheComputers) {
  const Bytes asked = Numbers({kTimer, 0});
  const auto interval = [&] {
    const Outcome told = Must(TraceQueryInformation{
        .information_class = Class::kSampledProfileInterval, .information = asked, .bytes = 8});
    return static_cast<uint32_t>(NumberAt(BytesIn(told, "information"), 4));
  };
  const uint32_t before = interval();
  const uint32_t other = before == 20000 ? 30000 : 20000;
  Must(TraceSetInformation{.information_class = Class::kSampledProfileInterval,
                           .information = Numbers({kTimer, other})});
  EXPECT_EQ(interval(), other);
  Must(TraceSetInformation{.information_class = Class::kSampledProfileInterval,
                           .information = Numbers({kTimer, before})});
}

CLAUSE_TEST(TRACESETINFO_S05, DisallowedProvidersAreTold) {
  const Handle session = Start();
  const Bytes list = Guids({kProviderGuid, kClassGuid});
  Must(TraceSetInformation{
      .session = session, .information_class = Class::kSetDisallowList, .information = list});
  EXPECT_EQ(BytesIn(Must(Ask(session, Class::kDisallowListQuery)), "information"), list);
}

CLAUSE_TEST(TRACESETINFO_S06, NothingTurnsPeriodicCaptureOff) {
  const Handle session = Start();
  const Class list = Class::kPeriodicCaptureStateList;
  const Bytes set = CaptureState(3600, 1, Guids({kProviderGuid}));
  Must(TraceSetInformation{.session = session, .information_class = list, .information = set});
  EXPECT_EQ(BytesIn(Must(Ask(session, list)), "information"), set);
  Must(TraceSetInformation{
      .session = session, .information_class = list, .place = Place::kNull, .length = 0});
  EXPECT_EQ(BytesIn(Must(Ask(session, list)), "information"), Bytes(8));
}

CLAUSE_TEST(TRACESETINFO_S07, OtherSessionsHaveNoneOfIt) {
  const Handle session = Start(u"first");
  const Handle other = Start(u"second");
  Must(TraceSetInformation{.session = session, .information = ClassicEvents(kProcessClass)});
  EXPECT_EQ(BytesIn(Must(Ask(other, Class::kStackTracing)), "information"), Bytes{});
  Stop(session);
  const Handle next = Start(u"first");
  EXPECT_EQ(BytesIn(Must(Ask(next, Class::kStackTracing)), "information"), Bytes{});
}

CLAUSE_TEST(TRACESETINFO_P01, HandleThatQueryTells) {
  Start();
  const Outcome queried = Must(ControlTraceW{.name = u"etalon"});
  const Handle told = {.symbol = queried.Text("properties", "Wnode.HistoricalContext")};
  EXPECT_THAT(
      Run(TraceSetInformation{.session = told, .information = ClassicEvents(kProcessClass)}),
      Succeeds());
  EXPECT_EQ(BytesIn(Run(Ask(told, Class::kStackTracing)), "information"),
            ClassicEvents(kProcessClass));
}

CLAUSE_TEST(TRACESETINFO_P02, ClassSaysWhatTheBytesMean) {
  Needs(kWindows10);
  const Handle session = Start();
  const Bytes bytes = ClassicEvents(kProcessClass, 2);  // three GUIDs as well
  Must(TraceSetInformation{
      .session = session, .information_class = Class::kStackTracing, .information = bytes});
  EXPECT_EQ(BytesIn(Must(Ask(session, Class::kDisallowListQuery)), "information"), Bytes{});
  Must(TraceSetInformation{
      .session = session, .information_class = Class::kSetDisallowList, .information = bytes});
  EXPECT_EQ(BytesIn(Must(Ask(session, Class::kDisallowListQuery)), "information"), bytes);
}

CLAUSE_TEST(TRACESETINFO_P03, ArrayOfEvents) {
  const Handle session = Start();
  const Bytes list = ClassicEvents(kProcessClass, 3);
  Must(TraceSetInformation{.session = session, .information = list});
  const Bytes told = BytesIn(Must(Ask(session, Class::kStackTracing)), "information");
  ASSERT_EQ(told.size(), 72u);
  EXPECT_EQ(GuidAt(told, 48), kProcessClass);
  EXPECT_EQ(NumberAt(told, 48 + 16, 1), 2u);
}

CLAUSE_TEST(TRACESETINFO_P04, LengthZeroEndsStackTracing) {
  const Handle session = Start();
  Must(TraceSetInformation{.session = session, .information = ClassicEvents(kProcessClass)});
  Must(TraceSetInformation{.session = session, .place = Place::kNull, .length = 0});
  EXPECT_EQ(BytesIn(Must(Ask(session, Class::kStackTracing)), "information"), Bytes{});
}

}  // namespace
}  // namespace etalon
