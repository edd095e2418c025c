// QueryTrace: ControlTrace QUERY by an older name.
#include <string>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

using AliasW = QueryTraceW;
using AliasA = QueryTraceA;
#define NO_PROPERTIES QUERYTRACE_E03
#define BLOCK_TOO_SMALL QUERYTRACE_E01
#define NO_ROOM_FOR_A_NAME QUERYTRACE_E02
#define NO_SESSION_NAMED QUERYTRACE_E04
#define HANDLE_OF_NO_SESSION QUERYTRACE_E05
#define NAME_OF_NO_SESSION QUERYTRACE_E07
#define NO_PRIVILEGE QUERYTRACE_E06
#define HANDLE_PARAMETER QUERYTRACE_P01
#define NAME_PARAMETER QUERYTRACE_P02
#define PROPERTIES_PARAMETER QUERYTRACE_P03
#include "conformance/control_alias_tests.inc"

CLAUSE_TEST(QUERYTRACE_S01, SettingsHandleAndNamesComeBack) {
  const Handle session =
      Start(u"etalon", {.buffer_size_kb = 32, .flush_timer = 3, .log_file = u"a.etl"});
  const Outcome queried = Run(QueryTraceA{.name = u"etalon"});
  EXPECT_THAT(queried, Succeeds());
  EXPECT_THAT(queried, Has("properties", "Wnode.HistoricalContext", session.symbol));
  EXPECT_THAT(queried, Has("properties", "BufferSize", 32u));
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 3u));
  EXPECT_THAT(queried, Has("properties", "BuffersWritten", 1u));
  EXPECT_THAT(queried, Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), testing::EndsWith("a.etl"));
}

CLAUSE_TEST(QUERYTRACE_P03, SizeOfTheBlockIsEnough) {
  const Outcome queried = Run(QueryTraceW{
      .handle = Start(u"etalon", {.buffer_size_kb = 32}),
      .properties = {
          .bytes = 120, .wnode_flags = 0, .log_file_name_offset = 0, .logger_name_offset = 0}});
  EXPECT_THAT(queried, Succeeds());
  EXPECT_THAT(queried, Has("properties", "BufferSize", 32u));
}

CLAUSE_TEST(QUERYTRACE_S01, QueryChangesNothing) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  const Outcome first = Run(QueryTraceW{.handle = session});
  EXPECT_THAT(first, Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(QueryTraceW{.handle = session, .properties = {.flush_timer = 9}}),
              Has("properties", "FlushTimer", 0u));
}

}  // namespace
}  // namespace etalon
