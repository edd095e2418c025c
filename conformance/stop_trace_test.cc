// StopTrace: ControlTrace STOP by an older name.
#include <string>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

using testing::SizeIs;

CLAUSE_TEST(STOPTRACE_E03, NoProperties) {
  const Handle session = Start();
  EXPECT_THAT(Run(StopTraceW{.handle = session, .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StopTraceA{.name = u"etalon", .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STOPTRACE_E03, PropertiesGiven) {
  EXPECT_THAT(Run(StopTraceA{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(STOPTRACE_E01, BlockSmallerThanTheStructure) {
  const Handle session = Start();
  EXPECT_THAT(Run(StopTraceW{.handle = session, .properties = {.wnode_buffer_size = 0}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(StopTraceA{.handle = session, .properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(STOPTRACE_E01, StructureAlone) {
  EXPECT_THAT(Run(StopTraceW{.handle = Start(),
                             .properties = {.bytes = 120,
                                            .log_file_name_offset = 0,
                                            .logger_name_offset = 0}}),
              Succeeds());
}

CLAUSE_TEST(STOPTRACE_E02, NoRoomForTheEndOfAName) {
  const Handle session = Start();
  EXPECT_THAT(Run(StopTraceW{.handle = session,
                             .properties = {.bytes = 256, .log_file_name_offset = 255}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(StopTraceW{.handle = session,
                             .properties = {.bytes = 121, .log_file_name_offset = 0}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(STOPTRACE_E02, RoomForTheEndOfAName) {
  EXPECT_THAT(Run(StopTraceW{.handle = Start(),
                             .properties = {.bytes = 256, .log_file_name_offset = 254}}),
              Succeeds());
}

CLAUSE_TEST(STOPTRACE_E04, NeitherNameNorHandle) {
  Start();
  EXPECT_THAT(Run(StopTraceW{.handle = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StopTraceA{.handle = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STOPTRACE_E04, HandleAlone) {
  EXPECT_THAT(Run(StopTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(STOPTRACE_E05, HandleOfASessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(StopTraceW{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StopTraceA{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STOPTRACE_E05, HandleOfASessionThatRuns) {
  Stop(Start(u"other"));
  EXPECT_THAT(Run(StopTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(STOPTRACE_U01, NameOfASessionThatHasStopped) {
  Stop(Start(u"etalon"));
  EXPECT_THAT(Run(StopTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(Run(StopTraceA{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

NEAR_MISS(STOPTRACE_U01, NameOfASessionThatRuns) {
  Start(u"etalon");
  EXPECT_THAT(Run(StopTraceA{.name = u"ETALON"}), Succeeds());
}

CLAUSE_TEST(STOPTRACE_E06, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(StopTraceW{.handle = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(STOPTRACE_E06, ThoseWhoMayControlSessions) {
  Needs(Capability::kPrivileges);
  const Token allowed[] = {Token::kAdministrator, Token::kPerformanceLogUser, Token::kLocalSystem,
                           Token::kLocalService, Token::kNetworkService};
  for (const Token token : allowed) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    const Handle session = Start({process.begin(), process.end()});
    EXPECT_THAT(Run(StopTraceW{.handle = session, .on = {.process = process}}), Succeeds());
  }
}

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
