// UpdateHeapTrace: other processes, stacks and settings for a heap session that runs.
#include "conformance/clause_test.h"

namespace etalon {
namespace {

constexpr Guid kHeapGuid = {
    0x222962ab, 0x6180, 0x4b88, {0xa8, 0x25, 0x34, 0x6b, 0x75, 0xf2, 0xa2, 0x4a}};
constexpr Guid kSomeGuid = {0xe7a10000, 0x0006, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

CLAUSE_TEST(UPDHEAP_U03, RequiredPointerMissing) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.name_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(UPDHEAP_U03, RequiredPointersGiven) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{}), Succeeds());
}

CLAUSE_TEST(UPDHEAP_U04, CountOfAnArrayThatIsMissing) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.pid_count = 1, .pids_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(UpdateHeapTrace{.stack_event_count = 1, .stack_events_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(UPDHEAP_U04, NothingInArraysThatAreMissing) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.pid_count = 0,
                                  .pids_place = Place::kNull,
                                  .stack_event_count = 0,
                                  .stack_events_place = Place::kNull}),
              Succeeds());
}

CLAUSE_TEST(UPDHEAP_E02, UndefinedFlags) {
  Must(StartHeapTrace{});
  for (const uint32_t flags : {0x00400000u, 0x08000000u, 0x20000000u, 0x40000000u}) {
    EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.enable_flags = flags}}),
                Fails(ERROR_INVALID_FLAGS));
  }
}

NEAR_MISS(UPDHEAP_E02, NoFlags) {
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.enable_flags = 0}}), Succeeds());
}

CLAUSE_TEST(UPDHEAP_E03, NoMemoryForACopyOfTheProperties) {
  Needs(Capability::kFaults);
  Must(StartHeapTrace{});
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
  EXPECT_THAT(Run(UpdateHeapTrace{}), Fails(ERROR_OUTOFMEMORY));
}

NEAR_MISS(UPDHEAP_E03, MemoryForOneCopyOfTheProperties) {
  Needs(Capability::kFaults);
  Must(StartHeapTrace{});
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory, .after = 1});
  EXPECT_THAT(Run(UpdateHeapTrace{}), Succeeds());
}

CLAUSE_TEST(UPDHEAP_U01, SessionThatHasStopped) {
  Stop(Must(StartHeapTrace{}).handle());
  EXPECT_THAT(Run(UpdateHeapTrace{}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

NEAR_MISS(UPDHEAP_U01, SessionThatHasStartedAgain) {
  Stop(Must(StartHeapTrace{}).handle());
  Must(StartHeapTrace{});
  EXPECT_THAT(Run(UpdateHeapTrace{}), Succeeds());
}

CLAUSE_TEST(UPDHEAP_E01, GuidOfAnotherSession) {
  Must(StartHeapTrace{});
  const Handle other = Start(u"other", {.guid = kSomeGuid});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.guid = kSomeGuid}}), Fails(ERROR_ALREADY_EXISTS));
  EXPECT_THAT(Query(other), Has("properties", "LoggerName", "other"));
}

NEAR_MISS(UPDHEAP_E01, GuidOfItsOwn) {
  Must(StartHeapTrace{});
  Start(u"other", {.guid = kSomeGuid});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.guid = kHeapGuid}}), Succeeds());
}

// Its size is looked at before anything that lies behind it.
CLAUSE_TEST(UPDHEAP_U02, BlockThatEndsBeforeItsFlags) {
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.bytes = 48}}), Fails(ERROR_BAD_LENGTH));
}

CLAUSE_TEST(UPDHEAP_U02, ErrorsOfControlTraceComeThrough) {
  Must(StartHeapTrace{.properties = {.log_file = u"heap.etl"}});
  Start(u"other", {.log_file = u"other.etl"});
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.log_file_name_offset = 1}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL |
                                                                  EVENT_TRACE_FILE_MODE_CIRCULAR}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.log_file = u"other.etl"}}),
              Fails(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(UPDHEAP_S01, SettingsChange) {
  const Handle session = Must(StartHeapTrace{.properties = {.log_file = u"heap.etl"}}).handle();
  EXPECT_THAT(Run(UpdateHeapTrace{.properties = {.maximum_buffers = 200, .flush_timer = 9}}),
              Succeeds());
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 200u));
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 9u));
}

CLAUSE_TEST(UPDHEAP_S01, OtherProcessesAndStacksAreTaken) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "first"});
  Must(NewProcess{.name = "second"});
  Must(StartHeapTrace{.processes = {"first"}, .stack_events = {{.guid = kHeapGuid, .type = 0x21}}});
  EXPECT_THAT(Run(UpdateHeapTrace{.processes = {"second"},
                                  .stack_events = {{.guid = kHeapGuid, .type = 0x22}}}),
              Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(UPDHEAP_P01, MembersOfAnUpdate) {
  const Handle session =
      Must(StartHeapTrace{.properties = {.log_file = u"one.etl"}}).handle();
  Must(UpdateHeapTrace{.properties = {.maximum_buffers = 99,
                                      .log_file_mode = EVENT_TRACE_REAL_TIME_MODE,
                                      .flush_timer = 7,
                                      .log_file = u"two.etl"}});
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 99u));
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 7u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), testing::EndsWith("two.etl"));
}

CLAUSE_TEST(UPDHEAP_P02, NameInAnyCase) {
  Must(StartHeapTrace{.name = u"my heaps"});
  EXPECT_THAT(Run(UpdateHeapTrace{.name = u"MY HEAPS", .properties = {.flush_timer = 5}}),
              Has("properties", "LoggerName", "my heaps"));
}

CLAUSE_TEST(UPDHEAP_P02, NameOfAnotherSession) {
  Must(StartHeapTrace{});
  Start(u"other");
  EXPECT_THAT(Run(UpdateHeapTrace{.name = u"other"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(UPDHEAP_P03, OtherProcesses) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "first"});
  Must(NewProcess{.name = "second"});
  Must(StartHeapTrace{.processes = {"first"}});
  EXPECT_THAT(Run(UpdateHeapTrace{.processes = {"second"}}),
              Has("properties", "LoggerName", "etalon-heap"));
}

CLAUSE_TEST(UPDHEAP_P04, NoEventsWithStacks) {
  Must(StartHeapTrace{.stack_events = {{.guid = kHeapGuid, .type = 0x21}}});
  EXPECT_THAT(Run(UpdateHeapTrace{.stack_event_count = 0, .stack_events_place = Place::kNull}),
              Has("properties", "LoggerName", "etalon-heap"));
}

}  // namespace
}  // namespace etalon
