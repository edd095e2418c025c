// FlushTrace: ControlTrace FLUSH by an older name.
#include <string>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

using AliasW = FlushTraceW;
using AliasA = FlushTraceA;
#define NO_PROPERTIES FLUSHTRACE_E01
#define BLOCK_TOO_SMALL FLUSHTRACE_E04
#define NO_ROOM_FOR_A_NAME FLUSHTRACE_E05
#define NO_SESSION_NAMED FLUSHTRACE_E02
#define HANDLE_OF_NO_SESSION FLUSHTRACE_E03
#define NAME_OF_NO_SESSION FLUSHTRACE_U01
#define NO_PRIVILEGE FLUSHTRACE_E06
#define HANDLE_PARAMETER FLUSHTRACE_P01
#define NAME_PARAMETER FLUSHTRACE_P02
#define PROPERTIES_PARAMETER FLUSHTRACE_P03
#include "conformance/control_alias_tests.inc"

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
  Needs(kVista);  // where CloseTrace ends the consumer
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
    EXPECT_THAT(Run(FlushTraceW{.handle = session, .properties = {.log_file = file}}), Succeeds());
  }
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"first.etl")), SizeIs(1));
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"second.etl")), SizeIs(1));
}

}  // namespace
}  // namespace etalon
