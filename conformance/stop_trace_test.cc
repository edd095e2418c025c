// StopTrace: ControlTrace STOP by an older name.
#include <string>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

using testing::SizeIs;

using AliasW = StopTraceW;
using AliasA = StopTraceA;
#define NO_PROPERTIES STOPTRACE_E03
#define BLOCK_TOO_SMALL STOPTRACE_E01
#define NO_ROOM_FOR_A_NAME STOPTRACE_E02
#define NO_SESSION_NAMED STOPTRACE_E04
#define HANDLE_OF_NO_SESSION STOPTRACE_E05
#define NAME_OF_NO_SESSION STOPTRACE_U01
#define NO_PRIVILEGE STOPTRACE_E06
#define HANDLE_PARAMETER STOPTRACE_P01
#define NAME_PARAMETER STOPTRACE_P02
#define PROPERTIES_PARAMETER STOPTRACE_P03
#include "conformance/control_alias_tests.inc"

CLAUSE_TEST(STOPTRACE_S01, SessionIsGone) {
  const Handle session = Start(u"etalon");
  EXPECT_THAT(Run(StopTraceA{.name = u"etalon"}), Succeeds());
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STOPTRACE_S01, FinalSettingsAndStatisticsComeBack) {
  Register();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 32, .log_file = u"a.etl"});
  Must(TraceEvent{.session = Enable(session)});
  const Outcome stopped = Run(StopTraceW{.handle = session});
  EXPECT_THAT(stopped, Has("properties", "BufferSize", 32u));
  EXPECT_THAT(stopped, Has("properties", "BuffersWritten", 2u));
  EXPECT_THAT(stopped, Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(STOPTRACE_S02, PreallocatedFileIsCut) {
  Needs(Capability::kFiles);
  const Properties preallocated = {
      .maximum_file_size = 4,
      .log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_FILE_MODE_PREALLOCATE,
      .log_file = u"a.etl"};
  const Handle session = Start(u"etalon", preallocated);
  EXPECT_THAT(Run(StopTraceW{.handle = session}), Succeeds());
  const std::string bytes = Must(GetFile{.path = u"a.etl"}).Text("file", "bytes");
  EXPECT_THAT(bytes, SizeIs(testing::Gt(0u)));
  EXPECT_THAT(bytes, SizeIs(testing::Lt(2u * 1024 * 1024)));
}

}  // namespace
}  // namespace etalon
