// UpdateTrace: ControlTrace UPDATE by an older name.
#include <string>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

constexpr Guid kSystemTraceControlGuid = {
    0x9e814aad, 0x3204, 0x11d2, {0x9a, 0x82, 0x00, 0x60, 0x08, 0xa8, 0x69, 0x39}};

using AliasW = UpdateTraceW;
using AliasA = UpdateTraceA;
#define NO_PROPERTIES UPDATETRACE_E02
#define BLOCK_TOO_SMALL UPDATETRACE_E01
#define NO_SESSION_NAMED UPDATETRACE_E03
#define HANDLE_OF_NO_SESSION UPDATETRACE_E04
#define NAME_OF_NO_SESSION UPDATETRACE_U02
#define NO_PRIVILEGE UPDATETRACE_E08
#define HANDLE_PARAMETER UPDATETRACE_P01
#define NAME_PARAMETER UPDATETRACE_P02
#define PROPERTIES_PARAMETER UPDATETRACE_P03
#include "conformance/control_alias_tests.inc"

CLAUSE_TEST(UPDATETRACE_E05, LogFileNameInsideTheStructure) {
  EXPECT_THAT(Run(UpdateTraceW{.handle = Start(), .properties = {.log_file_name_offset = 119}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(UPDATETRACE_E05, LogFileNameBehindTheBlock) {
  EXPECT_THAT(Run(UpdateTraceA{.handle = Start(),
                               .properties = {.bytes = 512, .log_file_name_offset = 512}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(UPDATETRACE_E05, LogFileNameAtTheEndOfTheBlock) {
  EXPECT_THAT(Run(UpdateTraceA{.handle = Start(),
                               .properties = {.bytes = 512, .log_file_name_offset = 511}}),
              Succeeds());
}

CLAUSE_TEST(UPDATETRACE_E06, SessionNameInsideTheStructure) {
  EXPECT_THAT(Run(UpdateTraceW{.handle = Start(), .properties = {.logger_name_offset = 119}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(UPDATETRACE_E06, SessionNameBehindTheBlock) {
  EXPECT_THAT(
      Run(UpdateTraceA{.handle = Start(), .properties = {.bytes = 512, .logger_name_offset = 512}}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(UPDATETRACE_E06, SessionNameAtTheEndOfTheBlock) {
  EXPECT_THAT(Run(UpdateTraceA{.handle = Start(u"s"),
                               .properties = {.bytes = 512, .logger_name_offset = 510}}),
              Succeeds());
}

CLAUSE_TEST(UPDATETRACE_E07, KernelGuidUnderAnotherName) {
  const Handle session = Start(u"etalon");
  EXPECT_THAT(Run(UpdateTraceW{.name = u"etalon", .properties = {.guid = kSystemTraceControlGuid}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(UPDATETRACE_E07, KernelGuidUnderItsName) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(UpdateTraceW{.name = u"NT Kernel Logger",
                               .properties = {.guid = kSystemTraceControlGuid,
                                              .log_file_mode = EVENT_TRACE_REAL_TIME_MODE}}),
              Succeeds());
}

CLAUSE_TEST(UPDATETRACE_U01, FileThatTheSessionWritesAlready) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(UpdateTraceW{.handle = session, .properties = {.log_file = u"a.etl"}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(UPDATETRACE_U01, AnotherFile) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(UpdateTraceW{.handle = session, .properties = {.log_file = u"b.etl"}}),
              Succeeds());
}

CLAUSE_TEST(UPDATETRACE_S01, TimerMaximumAndFileChange) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(UpdateTraceA{
                  .handle = session,
                  .properties = {.maximum_buffers = 200, .flush_timer = 9, .log_file = u"b.etl"}}),
              Succeeds());
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 200u));
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 9u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), testing::EndsWith("b.etl"));
}

CLAUSE_TEST(UPDATETRACE_S01, ZeroesLeaveSettingsAlone) {
  const Handle session = Start(
      u"etalon",
      {.minimum_buffers = 64, .maximum_buffers = 100, .flush_timer = 3, .log_file = u"a.etl"});
  EXPECT_THAT(Run(UpdateTraceW{.handle = session}), Succeeds());
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 3u));
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 100u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), testing::EndsWith("a.etl"));
}

CLAUSE_TEST(UPDATETRACE_S02, NewSettingsAndStatisticsComeBack) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 32, .log_file = u"a.etl"});
  const Outcome updated = Run(UpdateTraceW{.handle = session, .properties = {.flush_timer = 9}});
  EXPECT_THAT(updated, Has("properties", "Wnode.HistoricalContext", session.symbol));
  EXPECT_THAT(updated, Has("properties", "BufferSize", 32u));
  EXPECT_THAT(updated, Has("properties", "BuffersWritten", 1u));
  EXPECT_THAT(updated, Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(updated, Leaves("properties", "FlushTimer"));
}

}  // namespace
}  // namespace etalon
