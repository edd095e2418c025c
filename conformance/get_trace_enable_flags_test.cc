// GetTraceEnableFlags.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

// A provider that asks for its flags as soon as it is enabled.
RegisterTraceGuidsW Asking() {
  return {.callback = {.steps = {GetTraceLoggerHandle{}, GetTraceEnableFlags{}}}};
}

// What the provider was told when `enabled` enabled it; when it was not called, no return.
Outcome ToldBy(const Outcome& enabled) {
  Outcome told;
  told.ending = Ending::kHung;
  const auto calls = CallsOf(enabled, "control");
  return calls.empty() || calls.back().steps.size() < 2 ? told : calls.back().steps[1];
}

CLAUSE_TEST(GETFLAGS_U01, HandleZero) {
  EXPECT_THAT(Run(GetTraceEnableFlags{.session = kNoHandle}),
              FailsWithLastError(ERROR_INVALID_HANDLE));
}

NEAR_MISS(GETFLAGS_U01, HandleFromTheCallback) {
  Register();
  const Handle handle = Enable(Start(), 5, 0x80000001);
  EXPECT_THAT(Run(GetTraceEnableFlags{.session = handle}), Returns(0x80000001));
}

CLAUSE_TEST(GETFLAGS_S01, AsGivenToEnableTrace) {
  Must(Asking());
  const Handle session = Start();
  EXPECT_THAT(ToldBy(Must(EnableTrace{.flags = 0x80000001, .session = session})),
              Returns(0x80000001));
  EXPECT_THAT(ToldBy(Must(EnableTrace{.flags = 1, .session = session})), Returns(1));
}

CLAUSE_TEST(GETFLAGS_S01, ZeroIsNoError) {
  Must(Asking());
  const Outcome told = ToldBy(Must(EnableTrace{.flags = 0, .session = Start()}));
  EXPECT_EQ(told.ending, Ending::kReturned) << "the callback was not called";
  EXPECT_THAT(told, Returns(0));
  EXPECT_EQ(told.last_error, std::nullopt);
}

CLAUSE_TEST(GETFLAGS_P01, HandleThatTheCallbackAskedFor) {
  Must(RegisterTraceGuidsW{.callback = {.steps = {GetTraceLoggerHandle{}}}});
  const Handle session = Start();
  const Handle handle = Enable(session, 5, 0xC0FFEE);
  EXPECT_THAT(Run(GetTraceEnableFlags{.session = handle}), Returns(0xC0FFEE));
  const Handle again = Enable(session, 5, 0x1);
  EXPECT_THAT(Run(GetTraceEnableFlags{.session = again}), Returns(0x1));
  EXPECT_THAT(Run(GetTraceEnableFlags{.session = handle}), Returns(0xC0FFEE));
}

}  // namespace
}  // namespace etalon
