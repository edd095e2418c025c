// QueryTrace: ControlTrace QUERY by an older name.
#include <string>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

CLAUSE_TEST(QUERYTRACE_E03, NoProperties) {
  const Handle session = Start();
  EXPECT_THAT(Run(QueryTraceW{.handle = session, .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceA{.name = u"etalon", .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYTRACE_E03, PropertiesGiven) {
  EXPECT_THAT(Run(QueryTraceA{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(QUERYTRACE_E01, BlockSmallerThanTheStructure) {
  const Handle session = Start();
  EXPECT_THAT(Run(QueryTraceW{.handle = session, .properties = {.wnode_buffer_size = 0}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(QueryTraceA{.handle = session, .properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(QUERYTRACE_E01, StructureAlone) {
  EXPECT_THAT(Run(QueryTraceW{.handle = Start(),
                              .properties = {.bytes = 120,
                                             .log_file_name_offset = 0,
                                             .logger_name_offset = 0}}),
              Succeeds());
}

CLAUSE_TEST(QUERYTRACE_E02, NoRoomForTheEndOfAName) {
  const Handle session = Start();
  EXPECT_THAT(Run(QueryTraceW{.handle = session,
                              .properties = {.bytes = 256, .log_file_name_offset = 255}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(QueryTraceW{.handle = session,
                              .properties = {.bytes = 121, .log_file_name_offset = 0}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(QUERYTRACE_E02, RoomForTheEndOfAName) {
  EXPECT_THAT(Run(QueryTraceW{.handle = Start(),
                              .properties = {.bytes = 256, .log_file_name_offset = 254}}),
              Succeeds());
}

CLAUSE_TEST(QUERYTRACE_E04, NeitherNameNorHandle) {
  Start();
  EXPECT_THAT(Run(QueryTraceW{.handle = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceA{.handle = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYTRACE_E04, HandleAlone) {
  EXPECT_THAT(Run(QueryTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(QUERYTRACE_E05, HandleOfASessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceA{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(QUERYTRACE_E05, HandleOfASessionThatRuns) {
  Stop(Start(u"other"));
  EXPECT_THAT(Run(QueryTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(QUERYTRACE_E07, NameOfASessionThatHasStopped) {
  Stop(Start(u"etalon"));
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(Run(QueryTraceA{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

NEAR_MISS(QUERYTRACE_E07, NameOfASessionThatRuns) {
  Start(u"etalon");
  EXPECT_THAT(Run(QueryTraceA{.name = u"ETALON"}), Succeeds());
}

CLAUSE_TEST(QUERYTRACE_E06, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(QueryTraceW{.handle = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(QUERYTRACE_E06, ThoseWhoMayControlSessions) {
  Needs(Capability::kPrivileges);
  const Token allowed[] = {Token::kAdministrator, Token::kPerformanceLogUser, Token::kLocalSystem,
                           Token::kLocalService, Token::kNetworkService};
  for (const Token token : allowed) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    const Handle session = Start({process.begin(), process.end()});
    EXPECT_THAT(Run(QueryTraceW{.handle = session, .on = {.process = process}}), Succeeds());
  }
}

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

CLAUSE_TEST(QUERYTRACE_S01, QueryChangesNothing) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  const Outcome first = Run(QueryTraceW{.handle = session});
  EXPECT_THAT(first, Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(QueryTraceW{.handle = session, .properties = {.flush_timer = 9}}),
              Has("properties", "FlushTimer", 0u));
}

}  // namespace
}  // namespace etalon
