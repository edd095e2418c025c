// EnableTrace: a session asks a provider for its events.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr uint64_t kEnableEvents = 4;
constexpr uint64_t kDisableEvents = 5;

// A provider whose callback asks for everything that it can know.
RegisterTraceGuidsW Provider() {
  return {.callback = {
              .steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}}}};
}

// The calls of the provider's callback that enable it.
std::vector<CallbackRecord> Enablings(const Outcome& outcome) {
  std::vector<CallbackRecord> enablings;
  for (CallbackRecord& call : CallsOf(outcome, "control")) {
    if (call.Number("RequestCode") == kEnableEvents) enablings.push_back(std::move(call));
  }
  return enablings;
}

CLAUSE_TEST(ENABLETRACE_E01, NoProvider) {
  EXPECT_THAT(Run(EnableTrace{.guid_place = Place::kNull, .session = Start()}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLETRACE_E01, ProviderGiven) {
  Register();
  EXPECT_THAT(Run(EnableTrace{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLETRACE_E02, NoSession) {
  Register();
  Start();
  EXPECT_THAT(Run(EnableTrace{.session = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EnableTrace{.enable = 0, .session = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLETRACE_E02, SessionGiven) {
  Register();
  EXPECT_THAT(Run(EnableTrace{.enable = 1, .session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLETRACE_U01, SessionThatHasStopped) {
  Register();
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(EnableTrace{.session = session}), Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(ENABLETRACE_U01, SessionThatNeverWas) {
  EXPECT_THAT(Run(EnableTrace{.session = {.literal = 0x3E}}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(EnableTrace{.session = kAllOnes}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ENABLETRACE_U01, SessionThatRuns) {
  Register();
  Stop(Start(u"other"));
  EXPECT_THAT(Run(EnableTrace{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLETRACE_E06, PlainUser) {
  Needs(Capability::kPrivileges);
  Register();
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(EnableTrace{.session = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(ENABLETRACE_E06, ThoseWhoMayControlSessions) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  Register();
  const Handle session = Start();
  for (const Token token : Controllers()) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    EXPECT_THAT(Run(EnableTrace{.session = session, .on = {.process = process}}), Succeeds());
  }
}

CLAUSE_TEST(ENABLETRACE_E05, NinthSessionOfAnEventProvider) {
  Must(EventRegister{});
  for (int i = 0; i < 8; ++i) {
    const Handle session = Start(u"session" + std::u16string(1, u'0' + i));
    Must(EnableTrace{.session = session});
  }
  EXPECT_THAT(Run(EnableTrace{.session = Start(u"ninth")}), Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(ENABLETRACE_E05, EightSessionsOfAnEventProviderAndNineOfAClassicOne) {
  Must(EventRegister{.guid = kClassGuid});
  Must(RegisterTraceGuidsW{});
  for (int i = 0; i < 9; ++i) {
    const Handle session = Start(u"session" + std::u16string(1, u'0' + i));
    EXPECT_THAT(Run(EnableTrace{.session = session}), Succeeds());
    if (i == 8) break;
    EXPECT_THAT(Run(EnableTrace{.guid = kClassGuid, .session = session}), Succeeds());
  }
}

CLAUSE_TEST(ENABLETRACE_S01, SameAsTheNewestFunction) {
  Must(EventRegister{});
  const Handle session = Start();
  const auto older = CallsAfter(EnableTrace{.flags = 5, .level = 3, .session = session});
  const auto newer =
      CallsAfter(EnableTraceEx2{.session = session, .level = 3, .match_any = 5, .timeout_ms = 0});
  ASSERT_THAT(older, SizeIs(1));
  ASSERT_THAT(newer, SizeIs(1));
  EXPECT_EQ(older[0].values.Tell(), newer[0].values.Tell());
}

CLAUSE_TEST(ENABLETRACE_S04, WhatAnEventProviderIsTold) {
  Must(EventRegister{});
  const Handle session = Start();
  const auto calls = CallsAfter(EnableTrace{.flags = 5, .level = 3, .session = session});
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].Text("SourceId"), ToString(Guid{}));
  EXPECT_EQ(calls[0].Number("Level"), 3u);
  EXPECT_EQ(calls[0].Number("MatchAnyKeyword"), 5u);
  EXPECT_EQ(calls[0].Number("MatchAllKeyword"), 0u);
  EXPECT_EQ(calls[0].Text("FilterData"), "");
}

CLAUSE_TEST(ENABLETRACE_P01, OnAndOff) {
  Must(Provider());
  const Handle session = Start();
  const auto on = CallsAfter(EnableTrace{.enable = 1, .session = session}, "control");
  ASSERT_THAT(on, SizeIs(1));
  EXPECT_EQ(on[0].Number("RequestCode"), kEnableEvents);
  const auto off = CallsAfter(EnableTrace{.enable = 0, .session = session}, "control");
  ASSERT_THAT(off, SizeIs(1));
  EXPECT_EQ(off[0].Number("RequestCode"), kDisableEvents);
}

CLAUSE_TEST(ENABLETRACE_P02, FlagsOf32Bits) {
  Must(Provider());
  const auto calls = CallsAfter(EnableTrace{.flags = 0x89ABCDEF, .session = Start()}, "control");
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls[0].steps, SizeIs(3));
  EXPECT_THAT(calls[0].steps[2], Returns(0x89ABCDEF));
}

CLAUSE_TEST(ENABLETRACE_P03, LevelsFrom1To255) {
  Must(Provider());
  const Handle session = Start();
  for (const uint32_t level : {1u, 255u}) {
    const auto calls = CallsAfter(EnableTrace{.level = level, .session = session}, "control");
    ASSERT_THAT(calls, SizeIs(1));
    ASSERT_THAT(calls[0].steps, SizeIs(3));
    EXPECT_THAT(calls[0].steps[1], Returns(level));
  }
}

CLAUSE_TEST(ENABLETRACE_P04, ChosenProvider) {
  Needs(kWindowsXp);  // where a provider need not have registered
  Must(RegisterTraceGuidsW{.guid = kClassGuid});
  const Handle session = Start();
  EXPECT_THAT(CallsAfter(EnableTrace{.guid = kProviderGuid, .session = session}, "control"),
              IsEmpty());
  EXPECT_THAT(CallsAfter(EnableTrace{.guid = kClassGuid, .session = session}, "control"),
              SizeIs(1));
}

CLAUSE_TEST(ENABLETRACE_P05, ChosenSession) {
  Must(RegisterTraceGuidsW{});
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  EXPECT_THAT(CallsAfter(EnableTrace{.session = second}, "control"), SizeIs(1));
  EXPECT_THAT(CallsAfter(EnableTrace{.enable = 0, .session = first}, "control"), IsEmpty());
  EXPECT_THAT(CallsAfter(EnableTrace{.enable = 0, .session = second}, "control"), SizeIs(1));
}

CLAUSE_TEST(ENABLETRACE_S02, CallbackLearnsLevelAndFlags) {
  Must(Provider());
  const Outcome enabled = Run(EnableTrace{.flags = 0x1234, .level = 3, .session = Start()});
  EXPECT_THAT(enabled, Succeeds());
  const std::vector<CallbackRecord> calls = Enablings(enabled);
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls.front().steps, SizeIs(3));
  EXPECT_THAT(calls.front().steps[0].handles, SizeIs(1));
  EXPECT_THAT(calls.front().steps[1], Returns(3));
  EXPECT_THAT(calls.front().steps[2], Returns(0x1234));
}

CLAUSE_TEST(ENABLETRACE_S02, CallbackLearnsOfAChange) {
  Must(Provider());
  const Handle session = Start();
  Must(EnableTrace{.level = 3, .session = session});
  const std::vector<CallbackRecord> calls =
      Enablings(Must(EnableTrace{.level = 4, .session = session}));
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls.front().steps, SizeIs(3));
  EXPECT_THAT(calls.front().steps[1], Returns(4));
}

CLAUSE_TEST(ENABLETRACE_S02, CallbackLearnsOfTheEnd) {
  Must(Provider());
  const Handle session = Start();
  Must(EnableTrace{.session = session});
  const Outcome disabled = Run(EnableTrace{.enable = 0, .session = session});
  EXPECT_THAT(disabled, Succeeds());
  const std::vector<CallbackRecord> calls = CallsOf(disabled, "control");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_THAT(calls.front().Number("RequestCode"), kDisableEvents);
}

CLAUSE_TEST(ENABLETRACE_S02, NewestSessionTakesTheProviderOver) {
  Register();
  const Handle first = Start(u"first", {.log_file = u"first.etl"});
  const Handle second = Start(u"second", {.log_file = u"second.etl"});
  Enable(first);
  Must(TraceEvent{.session = Enable(second), .event = {.guid = kClassGuid}});
  Stop(first);
  Stop(second);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"first.etl")), IsEmpty());
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"second.etl")), SizeIs(1));
}

CLAUSE_TEST(ENABLETRACE_S03, LastSessionGetsAProviderThatRegistersLater) {
  const Handle first = Start(u"first", {.log_file = u"first.etl"});
  const Handle second = Start(u"second", {.log_file = u"second.etl"});
  Must(EnableTrace{.level = 1, .session = first});
  Must(EnableTrace{.level = 2, .session = second});
  const std::vector<CallbackRecord> calls = Enablings(Must(Provider()));
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls.front().steps, SizeIs(3));
  EXPECT_THAT(calls.front().steps[1], Returns(2));
  Must(TraceEvent{.session = calls.front().steps[0].handle(), .event = {.guid = kClassGuid}});
  Stop(first);
  Stop(second);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"first.etl")), IsEmpty());
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"second.etl")), SizeIs(1));
}

CLAUSE_TEST(ENABLETRACE_E04, ProviderThatHasNotRegistered) {
  EXPECT_THAT(Run(EnableTrace{.session = Start()}), Fails(ERROR_WMI_GUID_NOT_FOUND));
}

NEAR_MISS(ENABLETRACE_E04, ProviderThatHasRegistered) {
  Register();
  EXPECT_THAT(Run(EnableTrace{.session = Start()}), Succeeds());
}

CLAUSE_TEST(ENABLETRACE_E03, OtherFlagsAndLevelBeforeTheProviderRegisters) {
  const Handle session = Start();
  Must(EnableTrace{.flags = 1, .level = 3, .session = session});
  EXPECT_THAT(Run(EnableTrace{.flags = 2, .level = 4, .session = session}),
              Fails(ERROR_INVALID_FUNCTION));
}

NEAR_MISS(ENABLETRACE_E03, OtherFlagsAndLevelOfARegisteredProvider) {
  Register();
  const Handle session = Start();
  Must(EnableTrace{.flags = 1, .level = 3, .session = session});
  EXPECT_THAT(Run(EnableTrace{.flags = 2, .level = 4, .session = session}), Succeeds());
}

CLAUSE_TEST(ENABLETRACE_S05, ProviderLearnsOfItWhileItRegisters) {
  EXPECT_THAT(Run(EnableTrace{.flags = 0x1234, .level = 3, .session = Start()}), Succeeds());
  const Outcome registered = Run(Provider());
  EXPECT_THAT(registered, Succeeds());
  const std::vector<CallbackRecord> calls = Enablings(registered);
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls.front().steps, SizeIs(3));
  EXPECT_THAT(calls.front().steps[0].handles, SizeIs(1));
  EXPECT_THAT(calls.front().steps[1], Returns(3));
  EXPECT_THAT(calls.front().steps[2], Returns(0x1234));
}

CLAUSE_TEST(ENABLETRACE_S06, DisablingWhatWasNeverEnabledDoesNothing) {
  const Handle first = Start(u"first");
  const Handle second = Start(u"second");
  Must(Provider());
  const Outcome before = Run(EnableTrace{.enable = 0, .session = first});
  EXPECT_THAT(before, Succeeds());
  EXPECT_THAT(CallsOf(before, "control"), IsEmpty());
  EXPECT_THAT(Enablings(Must(EnableTrace{.session = second})), SizeIs(1));
  const Outcome after = Run(EnableTrace{.enable = 0, .session = first});
  EXPECT_THAT(after, Succeeds());
  EXPECT_THAT(CallsOf(after, "control"), IsEmpty());
}

}  // namespace
}  // namespace etalon
