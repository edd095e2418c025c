// FlushTrace: ControlTrace FLUSH by an older name.
#include <string>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

CLAUSE_TEST(FLUSHTRACE_E01, NoProperties) {
  const Handle session = Start();
  EXPECT_THAT(Run(FlushTraceW{.handle = session, .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(FlushTraceA{.name = u"etalon", .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(FLUSHTRACE_E01, PropertiesGiven) {
  EXPECT_THAT(Run(FlushTraceA{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(FLUSHTRACE_E04, BlockSmallerThanTheStructure) {
  const Handle session = Start();
  EXPECT_THAT(Run(FlushTraceW{.handle = session, .properties = {.wnode_buffer_size = 0}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(FlushTraceA{.handle = session, .properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(FLUSHTRACE_E04, StructureAlone) {
  EXPECT_THAT(Run(FlushTraceW{.handle = Start(),
                              .properties = {.bytes = 120,
                                             .log_file_name_offset = 0,
                                             .logger_name_offset = 0}}),
              Succeeds());
}

CLAUSE_TEST(FLUSHTRACE_E05, NoRoomForTheEndOfAName) {
  const Handle session = Start();
  EXPECT_THAT(Run(FlushTraceW{.handle = session,
                              .properties = {.bytes = 256, .log_file_name_offset = 255}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(FlushTraceW{.handle = session,
                              .properties = {.bytes = 121, .log_file_name_offset = 0}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(FLUSHTRACE_E05, RoomForTheEndOfAName) {
  EXPECT_THAT(Run(FlushTraceW{.handle = Start(),
                              .properties = {.bytes = 256, .log_file_name_offset = 254}}),
              Succeeds());
}

CLAUSE_TEST(FLUSHTRACE_E02, NeitherNameNorHandle) {
  Start();
  EXPECT_THAT(Run(FlushTraceW{.handle = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(FlushTraceA{.handle = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(FLUSHTRACE_E02, HandleAlone) {
  EXPECT_THAT(Run(FlushTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(FLUSHTRACE_E03, HandleOfASessionThatHasStopped) {
  const Handle session = Start();
  Stop(session);
  EXPECT_THAT(Run(FlushTraceW{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(FlushTraceA{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(FLUSHTRACE_E03, HandleOfASessionThatRuns) {
  Stop(Start(u"other"));
  EXPECT_THAT(Run(FlushTraceW{.handle = Start()}), Succeeds());
}

CLAUSE_TEST(FLUSHTRACE_U01, NameOfASessionThatHasStopped) {
  Stop(Start(u"etalon"));
  EXPECT_THAT(Run(FlushTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(Run(FlushTraceA{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

NEAR_MISS(FLUSHTRACE_U01, NameOfASessionThatRuns) {
  Start(u"etalon");
  EXPECT_THAT(Run(FlushTraceA{.name = u"ETALON"}), Succeeds());
}

CLAUSE_TEST(FLUSHTRACE_E06, PlainUser) {
  Needs(Capability::kPrivileges);
  const Handle session = Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(FlushTraceW{.handle = session, .on = {.process = "user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(FLUSHTRACE_E06, ThoseWhoMayControlSessions) {
  Needs(Capability::kPrivileges);
  const Token allowed[] = {Token::kAdministrator, Token::kPerformanceLogUser, Token::kLocalSystem,
                           Token::kLocalService, Token::kNetworkService};
  for (const Token token : allowed) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    const Handle session = Start({process.begin(), process.end()});
    EXPECT_THAT(Run(FlushTraceW{.handle = session, .on = {.process = process}}), Succeeds());
  }
}

CLAUSE_TEST(FLUSHTRACE_S01, EventsAreWrittenAtOnce) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(TraceEvent{.session = Enable(session)});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 1u));
  const Outcome flushed = Run(FlushTraceW{.handle = session});
  EXPECT_THAT(flushed, Succeeds());
  EXPECT_THAT(flushed, Has("properties", "LoggerName", "etalon"));
  Must(Advance{.ms = 10});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 2u));
}

CLAUSE_TEST(FLUSHTRACE_S01, EventsReachTheConsumerAtOnce) {
  Needs(Capability::kVirtualClock);
  Register();
  const Handle session = Start(u"etalon", {.flush_timer = 60});
  const Handle trace = Consume(u"etalon");
  Must(TraceEvent{.session = Enable(session), .event = {.guid = kClassGuid}});
  EXPECT_THAT(Run(FlushTraceA{.name = u"etalon"}), Succeeds());
  Must(Advance{.ms = 10});
  Run(CloseTrace{.trace = trace});
  EXPECT_THAT(OfClass(kClassGuid, CallsOf(Run(Await{.of = "consumer"}), "event")), SizeIs(1));
}

CLAUSE_TEST(FLUSHTRACE_S02, FullBuffersAreWritten) {
  Register();
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = u"a.etl"});
  const Handle provider = Enable(session);
  Must(TraceEvent{.session = provider, .event = {.payload_fill = 3000}, .on = {.cpu = 0}});
  Must(Advance{.ms = 10});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 1u));
  Must(TraceEvent{.session = provider, .event = {.payload_fill = 3000}, .on = {.cpu = 0}});
  Must(Advance{.ms = 10});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 2u));
}

CLAUSE_TEST(FLUSHTRACE_S02, TheTimerWritesBuffers) {
  Needs(Capability::kVirtualClock);
  Register();
  const Handle session = Start(u"etalon", {.flush_timer = 5, .log_file = u"a.etl"});
  Must(TraceEvent{.session = Enable(session)});
  Must(Advance{.ms = 4000});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 1u));
  Must(Advance{.ms = 6000});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 2u));
}

CLAUSE_TEST(FLUSHTRACE_S02, TheEndWritesBuffers) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(TraceEvent{.session = Enable(session), .event = {.guid = kClassGuid}});
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"a.etl")), SizeIs(1));
}

CLAUSE_TEST(FLUSHTRACE_S03, MemorySessionWritesItsMemoryAndKeepsIt) {
  Register();
  const Handle session = Start(u"etalon", {.log_file_mode = EVENT_TRACE_BUFFERING_MODE});
  Must(TraceEvent{.session = Enable(session), .event = {.guid = kClassGuid}});
  for (const char16_t* file : {u"first.etl", u"second.etl"}) {
    EXPECT_THAT(Run(FlushTraceW{.handle = session, .properties = {.log_file = file}}),
                Succeeds());
  }
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"first.etl")), SizeIs(1));
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"second.etl")), SizeIs(1));
}

}  // namespace
}  // namespace etalon
