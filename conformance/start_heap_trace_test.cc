// StartHeapTrace: a session for the heap events of some processes.
#include <vector>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

using testing::SizeIs;

constexpr Guid kHeapGuid = {
    0x222962ab, 0x6180, 0x4b88, {0xa8, 0x25, 0x34, 0x6b, 0x75, 0xf2, 0xa2, 0x4a}};
constexpr Guid kSomeGuid = {0xe7a10000, 0x0006, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr uint8_t kHeapAlloc = 0x21;
constexpr uint32_t kNoProcess = 0x7FFFFFFC;

CLAUSE_TEST(STARTHEAP_U02, RequiredPointerMissing) {
  EXPECT_THAT(Run(StartHeapTrace{.handle = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartHeapTrace{.name_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartHeapTrace{.properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTHEAP_U02, RequiredPointersGiven) { EXPECT_THAT(Run(StartHeapTrace{}), Succeeds()); }

CLAUSE_TEST(STARTHEAP_U05, CountOfAnArrayThatIsMissing) {
  EXPECT_THAT(Run(StartHeapTrace{.pid_count = 1, .pids_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartHeapTrace{.stack_event_count = 1, .stack_events_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTHEAP_U05, NothingInArraysThatAreMissing) {
  EXPECT_THAT(Run(StartHeapTrace{.pid_count = 0,
                                 .pids_place = Place::kNull,
                                 .stack_event_count = 0,
                                 .stack_events_place = Place::kNull}),
              Succeeds());
}

CLAUSE_TEST(STARTHEAP_U04, Events257WithStacks) {
  EXPECT_THAT(Run(StartHeapTrace{.stack_events = std::vector<StackTracingEvent>(
                                     257, {.guid = kHeapGuid, .type = kHeapAlloc})}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTHEAP_U04, Events256WithStacks) {
  EXPECT_THAT(Run(StartHeapTrace{.stack_events = std::vector<StackTracingEvent>(
                                     256, {.guid = kHeapGuid, .type = kHeapAlloc})}),
              Succeeds());
}

CLAUSE_TEST(STARTHEAP_E02, UndefinedFlags) {
  for (const uint32_t flags : {0x00400000u, 0x08000000u, 0x20000000u, 0x40000000u}) {
    EXPECT_THAT(Run(StartHeapTrace{.properties = {.enable_flags = flags}}),
                Fails(ERROR_INVALID_FLAGS));
  }
}

NEAR_MISS(STARTHEAP_E02, DefinedFlags) {
  EXPECT_THAT(Run(StartHeapTrace{.properties = {.enable_flags = 0x17BFFFFF}}), Succeeds());
}

CLAUSE_TEST(STARTHEAP_E03, NoMemoryForACopyOfTheProperties) {
  Needs(Capability::kFaults);
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
  EXPECT_THAT(Run(StartHeapTrace{}), Fails(ERROR_OUTOFMEMORY));
}

NEAR_MISS(STARTHEAP_E03, MemoryForOneCopyOfTheProperties) {
  Needs(Capability::kFaults);
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory, .after = 1});
  EXPECT_THAT(Run(StartHeapTrace{}), Succeeds());
}

CLAUSE_TEST(STARTHEAP_E01, SameName) {
  Start(u"etalon-heap");
  EXPECT_THAT(Run(StartHeapTrace{.name = u"etalon-heap"}), Fails(ERROR_ALREADY_EXISTS));
}

CLAUSE_TEST(STARTHEAP_E01, SecondHeapSession) {
  Must(StartHeapTrace{.name = u"first"});
  EXPECT_THAT(Run(StartHeapTrace{.name = u"second"}), Fails(ERROR_ALREADY_EXISTS));
}

NEAR_MISS(STARTHEAP_E01, BesideTheKernelLogger) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(StartHeapTrace{}), Succeeds());
}

// Its size is looked at before anything that lies behind it.
CLAUSE_TEST(STARTHEAP_U01, BlockThatEndsBeforeItsFlags) {
  EXPECT_THAT(Run(StartHeapTrace{.properties = {.bytes = 48}}), Fails(ERROR_BAD_LENGTH));
}

CLAUSE_TEST(STARTHEAP_U01, ErrorsOfStartTraceComeThrough) {
  EXPECT_THAT(Run(StartHeapTrace{.properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(StartHeapTrace{.properties = {.log_file_name_offset = 1}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(
      Run(StartHeapTrace{.properties = {.log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL}}),
      Fails(ERROR_BAD_PATHNAME));
  EXPECT_THAT(Run(StartHeapTrace{.name = u""}), Fails(ERROR_INVALID_NAME));
}

CLAUSE_TEST(STARTHEAP_U01, LogFileOfAnotherSession) {
  Start(u"other", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(StartHeapTrace{.properties = {.log_file = u"a.etl"}}), Fails(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(STARTHEAP_U03, UnknownProcessIsIgnored) {
  const Outcome started = Run(StartHeapTrace{.pids = {kNoProcess}});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(Query(started.handle()), Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_S01, ProcessIsSuspendedUntilTheSessionRuns) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "traced", .suspended = true});
  const Outcome started = Run(StartHeapTrace{.processes = {"traced"}});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(Run(ResumeProcess{.name = "traced"}), Succeeds());
  EXPECT_THAT(Query(started.handle()), Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_S03, StoppedByHandle) {
  const Handle session = Must(StartHeapTrace{}).handle();
  EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = ControlCode::kStop}),
              Has("properties", "LoggerName", "etalon-heap"));
  EXPECT_THAT(Run(UpdateHeapTrace{}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTHEAP_S03, ChangedThenStoppedByName) {
  const Handle session = Must(StartHeapTrace{.properties = {.log_file = u"heap.etl"}}).handle();
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.flush_timer = 9}}), Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "FlushTimer", 9u));
  EXPECT_THAT(Run(ControlTraceA{.name = u"etalon-heap", .code = ControlCode::kStop}), Succeeds());
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon-heap"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTHEAP_U06, StacksOfOtherEventsAreIgnored) {
  const Outcome started = Run(StartHeapTrace{.stack_events = {{.guid = kSomeGuid, .type = 1}}});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(Query(started.handle()), Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_U07, ProcessesAreNamedLater) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "traced"});
  const Outcome started = Run(StartHeapTrace{});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(Run(UpdateHeapTrace{.processes = {"traced"}}),
              Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_P01, HandleLeadsToTheSession) {
  const Outcome started = Run(StartHeapTrace{});
  ASSERT_THAT(started.handles, SizeIs(1));
  EXPECT_THAT(Query(started.handle()), Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_P01, FailureLeavesZeroInTheHandle) {
  const Outcome failed = Run(StartHeapTrace{.properties = {.enable_flags = 0x40000000}});
  EXPECT_THAT(failed, Fails(ERROR_INVALID_FLAGS));
  EXPECT_THAT(failed.handles, SizeIs(0));
}

CLAUSE_TEST(STARTHEAP_P02, HeapGuidTakesThePlaceOfAnyOther) {
  const Outcome started = Run(StartHeapTrace{.properties = {.guid = kSomeGuid}});
  EXPECT_THAT(started, Has("properties", "Wnode.Guid", ToString(kHeapGuid)));
  EXPECT_THAT(Query(started.handle()), Has("properties", "Wnode.Guid", ToString(kHeapGuid)));
}

CLAUSE_TEST(STARTHEAP_P02, SettingsAreThoseOfTheSession) {
  const Handle session =
      Must(StartHeapTrace{.properties = {.buffer_size_kb = 32, .log_file = u"heap.etl"}}).handle();
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "BufferSize", 32u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), testing::EndsWith("heap.etl"));
}

CLAUSE_TEST(STARTHEAP_P03, NameIsThatOfTheSession) {
  const Outcome started = Run(StartHeapTrace{.name = u"my heaps"});
  EXPECT_THAT(started, Has("properties", "LoggerName", "my heaps"));
  EXPECT_THAT(Run(QueryTraceW{.name = u"MY HEAPS"}), Has("properties", "LoggerName", "my heaps"));
}

CLAUSE_TEST(STARTHEAP_P04, ProcessesThatExist) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "first"});
  Must(NewProcess{.name = "second", .bits = 32});
  EXPECT_THAT(Run(StartHeapTrace{.processes = {"first", "second"}}),
              Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_P04, NoProcesses) {
  EXPECT_THAT(Run(StartHeapTrace{.pid_count = 0, .pids_place = Place::kNull}),
              Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_P05, HeapEventsWithStacks) {
  EXPECT_THAT(Run(StartHeapTrace{.stack_events = {{.guid = kHeapGuid, .type = kHeapAlloc},
                                                  {.guid = kHeapGuid, .type = 0x22}}}),
              Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(STARTHEAP_P05, NoEventsWithStacks) {
  EXPECT_THAT(Run(StartHeapTrace{.stack_event_count = 0, .stack_events_place = Place::kNull}),
              Has("properties", "LoggerName", "etalon-heap"));
}

}  // namespace
}  // namespace etalon
