// GetTraceEnableLevel.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

// A provider that asks for its level as soon as it is enabled.
RegisterTraceGuidsW Asking() {
  return {.callback = {.steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}}}};
}

// What the provider was told when `enabled` enabled it; when it was not called, no return.
Outcome ToldBy(const Outcome& enabled) {
  Outcome told;
  told.ending = Ending::kHung;
  const auto calls = CallsOf(enabled, "control");
  return calls.empty() || calls.back().steps.size() < 2 ? told : calls.back().steps[1];
}

CLAUSE_TEST(GETLEVEL_U01, HandleZero) {
  EXPECT_THAT(Run(GetTraceEnableLevel{.session = kNoHandle}),
              FailsWithLastError(ERROR_INVALID_HANDLE));
}

NEAR_MISS(GETLEVEL_U01, HandleFromTheCallback) {
  Register();
  const Handle handle = Enable(Start(), 7);
  EXPECT_THAT(Run(GetTraceEnableLevel{.session = handle}), Returns(7));
}

CLAUSE_TEST(GETLEVEL_S01, AsGivenToEnableTrace) {
  Must(Asking());
  const Handle session = Start();
  EXPECT_THAT(ToldBy(Must(EnableTrace{.level = 7, .session = session})), Returns(7));
  EXPECT_THAT(ToldBy(Must(EnableTrace{.level = 1, .session = session})), Returns(1));
}

CLAUSE_TEST(GETLEVEL_S01, ZeroIsNoError) {
  Must(Asking());
  const Outcome told = ToldBy(Must(EnableTrace{.level = 0, .session = Start()}));
  EXPECT_EQ(told.ending, Ending::kReturned) << "the callback was not called";
  EXPECT_THAT(told, Returns(0));
  EXPECT_EQ(told.last_error, std::nullopt);
}

CLAUSE_TEST(GETLEVEL_P01, HandleThatTheCallbackAskedFor) {
  Must(RegisterTraceGuidsW{.callback = {.steps = {GetTraceLoggerHandle{}}}});
  const Handle session = Start();
  const Handle handle = Enable(session, 3);
  EXPECT_THAT(Run(GetTraceEnableLevel{.session = handle}), Returns(3));
  const Handle again = Enable(session, 4);
  EXPECT_THAT(Run(GetTraceEnableLevel{.session = again}), Returns(4));
  EXPECT_THAT(Run(GetTraceEnableLevel{.session = handle}), Returns(3));
}

}  // namespace
}  // namespace etalon
