// TraceQueryInformation: settings of a session, or facts about the computer, by class.
#include "conformance/clause_test.h"
#include "conformance/information.h"

namespace etalon {
namespace {

using Class = InformationClass;

constexpr uint32_t kTimer = 0;  // the profile source that every computer has

CLAUSE_TEST(TRACEQUERYINFO_E03, ClassThatIsOnlySet) {
  const Handle session = Start();
  EXPECT_THAT(
      Run(TraceQueryInformation{.session = session, .information_class = Class::kSetDisallowList}),
      Fails(ERROR_NOT_SUPPORTED));
}

CLAUSE_TEST(TRACEQUERYINFO_E03, ClassBehindTheLast) {
  const Handle session = Start();
  EXPECT_THAT(
      Run(TraceQueryInformation{.session = session, .information_class = static_cast<Class>(1000)}),
      Fails(ERROR_NOT_SUPPORTED));
}

NEAR_MISS(TRACEQUERYINFO_E03, ClassThatIsAskedFor) {
  Needs(kWindows10);
  const Handle session = Start();
  EXPECT_THAT(Run(TraceQueryInformation{.session = session,
                                        .information_class = Class::kDisallowListQuery}),
              Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_U03, SourceThatThereIsNot) {
  EXPECT_THAT(Run(TraceQueryInformation{.information_class = Class::kSampledProfileInterval,
                                        .information = Numbers({0x7777, 0})}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEQUERYINFO_U03, SourceThatThereIs) {
  EXPECT_THAT(Run(TraceQueryInformation{.information_class = Class::kSampledProfileInterval,
                                        .information = Numbers({kTimer, 0})}),
              Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_U02, HandleOfNoSession) {
  for (const Handle& handle : {kNoHandle, Handle{.literal = 0x1234}}) {
    EXPECT_THAT(Run(TraceQueryInformation{.session = handle}), Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(TRACEQUERYINFO_U02, SessionThatRuns) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceQueryInformation{.session = session}), Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_U01, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(TraceQueryInformation{.session = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(TRACEQUERYINFO_U01, PerformanceLogUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "logger", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(TraceQueryInformation{.session = session, .on = {.process = "logger"}}),
              Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_E01, OneByteTooShort) {
  Needs(kWindows10);
  const Handle session = Start();
  Must(TraceSetInformation{.session = session, .information = ClassicEvents(kClassGuid, 2)});
  const Outcome list = Run(TraceQueryInformation{.session = session, .bytes = 47});
  EXPECT_THAT(list, Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(list, Has("return_length", "value", 48u));
  const Outcome version =
      Run(TraceQueryInformation{.information_class = Class::kVersion, .bytes = 7});
  EXPECT_THAT(version, Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(version, Has("return_length", "value", 8u));
}

NEAR_MISS(TRACEQUERYINFO_E01, JustLongEnough) {
  Needs(kWindows10);
  const Handle session = Start();
  Must(TraceSetInformation{.session = session, .information = ClassicEvents(kClassGuid, 2)});
  EXPECT_THAT(Run(TraceQueryInformation{.session = session, .bytes = 48}), Succeeds());
  EXPECT_THAT(Run(TraceQueryInformation{.information_class = Class::kVersion, .bytes = 8}),
              Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_E02, NoInformationOfSomeLength) {
  Needs(kWindows10_21H2);
  const Handle session = Start();
  EXPECT_THAT(Run(TraceQueryInformation{.session = session,
                                        .information_class = Class::kStreamCount,
                                        .place = Place::kNull,
                                        .length = 4}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(TRACEQUERYINFO_E02, NoInformationOfNoLength) {
  const Handle session = Start();
  EXPECT_THAT(Run(TraceQueryInformation{.session = session, .place = Place::kNull, .length = 0}),
              Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_S01, EventsWithStacks) {
  const Handle session = Start();
  const Bytes list = ClassicEvents(kClassGuid, 256);
  Must(TraceSetInformation{.session = session, .information = list});
  const Outcome told = Must(TraceQueryInformation{.session = session});
  EXPECT_EQ(BytesIn(told, "information"), list);
  EXPECT_THAT(told, Has("return_length", "value", 256u * 24));
}

CLAUSE_TEST(TRACEQUERYINFO_S02, FactsAboutTheComputerNeedNoSession) {
  const auto told = [&](Class information_class) {
    return BytesIn(Must(TraceQueryInformation{.information_class = information_class}),
                   "information");
  };
  EXPECT_EQ(told(Class::kVersion).size(), 8u);
  EXPECT_EQ(NumberAt(told(Class::kMaxLoggersQuery), 0), 64u);
  EXPECT_EQ(told(Class::kMaxPmcCounterQuery).size(), 4u);
  const Bytes limits = told(Class::kPeriodicCaptureState);
  EXPECT_EQ(limits.size(), 8u);
  EXPECT_GT(NumberAt(limits, 0), 0u);
  EXPECT_GT(NumberAt(limits, 4, 2), 0u);
}

CLAUSE_TEST(TRACEQUERYINFO_S02, SourcesAreChained) {
  const Bytes list = BytesIn(
      Must(TraceQueryInformation{.information_class = Class::kProfileSourceList}), "information");
  std::vector<uint64_t> sources;
  for (size_t at = 0; at < list.size();) {
    sources.push_back(NumberAt(list, at + 4));
    EXPECT_LE(NumberAt(list, at + 8), NumberAt(list, at + 12));  // the shortest, the longest
    EXPECT_NE(NumberAt(list, at + 24, 2), 0u);                   // the description
    const uint64_t next = NumberAt(list, at);
    if (next == 0) break;
    at += next;
  }
  EXPECT_THAT(sources, testing::Contains(kTimer));
}

CLAUSE_TEST(TRACEQUERYINFO_S03, StreamAProcessorOrOne) {
  const auto streams = [&](const Handle& session) {
    return NumberAt(BytesIn(Must(TraceQueryInformation{.session = session,
                                                       .information_class = Class::kStreamCount}),
                            "information"),
                    0);
  };
  const Handle single = Start(u"single", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE |
                                                           EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING});
  EXPECT_EQ(streams(single), 1u);
  WriteLogFile(u"count.etl");
  const uint64_t processors = Run(OpenTraceW{.log_file = u"count.etl", .block = "log"})
                                  .Number("log", "LogfileHeader.NumberOfProcessors");
  const Handle several = Start(u"several");
  EXPECT_EQ(streams(several), processors);
}

CLAUSE_TEST(TRACEQUERYINFO_S04, WhatIsSetIsTold) {
  Needs(kNewest);
  const Handle session = Start(
      u"etalon", {.log_file_mode = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_REAL_TIME_MODE});
  const std::pair<Class, Bytes> settings[] = {
      {Class::kStackTracing, ClassicEvents(kClassGuid)},
      {Class::kSystemTraceEnableFlags, Numbers({1, 2, 3, 4, 5, 6, 7, 8})},
      {Class::kSampledProfileInterval, Numbers({kTimer, 10000})},
      {Class::kProfileSourceConfig, Numbers({kTimer})},
      {Class::kPmcEventList, ClassicEvents(kClassGuid, 2)},
      {Class::kPmcCounterList, Numbers({kTimer})},
      {Class::kPeriodicCaptureStateList, Numbers({60, 1}) + Guids({kProviderGuid})},
      {Class::kProviderBinaryTracking, Bytes{1}},
      {Class::kLbrConfiguration, Numbers({2})},
      {Class::kLbrEventList, Numbers({0x0F24})},
      {Class::kStackCaching, Numbers({1, 256, 16})},
      {Class::kUnifiedStackCaching, Numbers({1, 128, 8})},
      {Class::kContextRegister, Numbers({1, 0}) + ClassicEvents(kClassGuid)}};
  for (const auto& [information_class, bytes] : settings) {
    Must(TraceSetInformation{
        .session = session, .information_class = information_class, .information = bytes});
    const Outcome told = Must(TraceQueryInformation{.session = session,
                                                    .information_class = information_class,
                                                    .information = Numbers({kTimer})});
    EXPECT_EQ(BytesIn(told, "information"), bytes) << static_cast<uint32_t>(information_class);
  }
}

CLAUSE_TEST(TRACEQUERYINFO_P01, SettingsOfTheSessionThatTheHandleIsOf) {
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  const Bytes list = ClassicEvents(kClassGuid);
  Must(TraceSetInformation{.session = second, .information = list});
  EXPECT_EQ(BytesIn(Must(TraceQueryInformation{.session = first}), "information"), Bytes{});
  EXPECT_EQ(BytesIn(Must(TraceQueryInformation{.session = second}), "information"), list);
}

CLAUSE_TEST(TRACEQUERYINFO_P02, ClassSaysWhatIsTold) {
  Needs(kWindows10_21H2);
  const Handle session = Start();
  const Outcome streams =
      Must(TraceQueryInformation{.session = session, .information_class = Class::kStreamCount});
  EXPECT_THAT(streams, Has("return_length", "value", 4u));
  const Outcome version =
      Must(TraceQueryInformation{.session = session, .information_class = Class::kVersion});
  EXPECT_THAT(version, Has("return_length", "value", 8u));
}

CLAUSE_TEST(TRACEQUERYINFO_P03, BufferIsFilledAsFarAsIsTold) {
  const Handle session = Start();
  Must(TraceSetInformation{.session = session, .information = ClassicEvents(kClassGuid)});
  const Outcome told =
      Must(TraceQueryInformation{.session = session, .bytes = 100, .return_length = Place::kNull});
  const Bytes buffer = BytesIn(told, "information");
  ASSERT_EQ(buffer.size(), 100u);
  EXPECT_EQ(Bytes(buffer.begin(), buffer.begin() + 24), ClassicEvents(kClassGuid));
  EXPECT_EQ(Bytes(buffer.begin() + 24, buffer.end()), Bytes(76));
}

CLAUSE_TEST(TRACEQUERYINFO_P04, LengthIsWhatMayBeFilled) {
  const Handle session = Start();
  Must(TraceSetInformation{.session = session, .information = ClassicEvents(kClassGuid)});
  const Outcome refused =
      Run(TraceQueryInformation{.session = session, .bytes = 100, .length = 23});
  EXPECT_THAT(refused, Fails(ERROR_BAD_LENGTH));
  for (const Change& change : refused.changes) EXPECT_NE(change.block, "information");
  EXPECT_THAT(Run(TraceQueryInformation{.session = session, .bytes = 100, .length = 24}),
              Succeeds());
}

CLAUSE_TEST(TRACEQUERYINFO_P05, ReturnLengthMayBeMissing) {
  Needs(kWindows10);
  EXPECT_THAT(Run(TraceQueryInformation{.information_class = Class::kVersion,
                                        .return_length = Place::kNull}),
              Succeeds());
  EXPECT_THAT(Run(TraceQueryInformation{.information_class = Class::kVersion}),
              Has("return_length", "value", 8u));
}

}  // namespace
}  // namespace etalon
