// GetTraceLoggerHandle.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

CLAUSE_TEST(GETLOGGER_U01, NoBuffer) {
  EXPECT_THAT(Run(GetTraceLoggerHandle{.buffer = {.place = Place::kNull}}),
              FailsWithLastError(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(GETLOGGER_U01, BufferGiven) {
  EXPECT_THAT(Run(GetTraceLoggerHandle{.buffer = {.historical_context = Handle{.literal = 5}}}),
              Returns(5));
}

CLAUSE_TEST(GETLOGGER_U02, BufferShorterThanItsHeader) {
  EXPECT_THAT(Run(GetTraceLoggerHandle{
                  .buffer = {.buffer_size = 47, .historical_context = Handle{.literal = 5}}}),
              FailsWithLastError(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(GetTraceLoggerHandle{
                  .buffer = {.buffer_size = 0, .historical_context = Handle{.literal = 5}}}),
              FailsWithLastError(ERROR_BAD_LENGTH));
}

NEAR_MISS(GETLOGGER_U02, BufferOfAHeader) {
  EXPECT_THAT(Run(GetTraceLoggerHandle{
                  .buffer = {.buffer_size = 48, .historical_context = Handle{.literal = 5}}}),
              Returns(5));
}

CLAUSE_TEST(GETLOGGER_U03, LoggerIdThatCannotBe) {
  for (const uint64_t literal : {uint64_t{64}, uint64_t{0xFFFE}}) {
    EXPECT_THAT(
        Run(GetTraceLoggerHandle{.buffer = {.historical_context = Handle{.literal = literal}}}),
        FailsWithLastError(ERROR_INVALID_HANDLE));
  }
}

NEAR_MISS(GETLOGGER_U03, LargestLoggerId) {
  for (const uint64_t literal : {uint64_t{63}, uint64_t{0xFFFF}}) {
    EXPECT_THAT(
        Run(GetTraceLoggerHandle{.buffer = {.historical_context = Handle{.literal = literal}}}),
        Returns(literal));
  }
}

CLAUSE_TEST(GETLOGGER_S01, HandleOfTheEnablingSession) {
  Register();
  const Handle other = Start(u"other", {.log_file = u"other.etl"});
  const Handle session = Start(u"etalon", {.log_file = u"mine.etl"});
  Must(TraceEvent{.session = Enable(session), .event = {.guid = kClassGuid, .payload = {0xAB}}});
  Stop(session);
  Stop(other);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"mine.etl"))), testing::ElementsAre("ab"));
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"other.etl")), testing::IsEmpty());
}

CLAUSE_TEST(GETLOGGER_P01, WhatTheCallbackIsPassedHoldsTheHandle) {
  Register();
  const Outcome enabled = Must(EnableTrace{.flags = 0x1234, .level = 6, .session = Start()});
  const std::vector<CallbackRecord> calls = CallsOf(enabled, "control");
  ASSERT_THAT(calls, testing::SizeIs(1));
  const uint64_t told = calls[0].Number("Wnode.HistoricalContext");
  EXPECT_NE(told, 0u);
  EXPECT_EQ(calls[0].steps.at(0).returns, told);
}

}  // namespace
}  // namespace etalon
