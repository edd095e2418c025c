// StartKernelTrace: the NT Kernel Logger, and a session for its rundown.
#include <vector>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

using testing::SizeIs;

constexpr Guid kRundownGuid = {
    0x3b9c9951, 0x3480, 0x4220, {0x93, 0x77, 0x9c, 0x8e, 0x51, 0x84, 0xf5, 0xcd}};
constexpr Guid kProcessGuid = {
    0x3d6fa8d0, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kThreadGuid = {
    0x3d6fa8d1, 0xfe05, 0x11d0, {0x9d, 0xda, 0x00, 0xc0, 0x4f, 0xd7, 0xba, 0x7c}};
constexpr Guid kSomeGuid = {0xe7a10000, 0x0006, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr uint32_t kProcessFlag = 1;

std::vector<StackTracingEvent> StackEvents(size_t count) {
  return std::vector<StackTracingEvent>(count, {.guid = kProcessGuid, .type = 1});
}

Properties Rundown(const std::u16string& name) {
  return {.guid = kRundownGuid, .enable_flags = kProcessFlag, .logger_name = name};
}

CLAUSE_TEST(STARTKERN_U03, RequiredPointerMissing) {
  EXPECT_THAT(Run(StartKernelTrace{.handle = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTKERN_U03, RequiredPointersGiven) {
  EXPECT_THAT(Run(StartKernelTrace{}), Succeeds());
}

CLAUSE_TEST(STARTKERN_U04, CountOfAnArrayThatIsMissing) {
  EXPECT_THAT(Run(StartKernelTrace{.stack_event_count = 1, .stack_events_place = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTKERN_U04, NothingInAnArrayThatIsMissing) {
  EXPECT_THAT(Run(StartKernelTrace{.stack_event_count = 0, .stack_events_place = Place::kNull}),
              Succeeds());
}

CLAUSE_TEST(STARTKERN_E02, Events257WithStacks) {
  EXPECT_THAT(Run(StartKernelTrace{.stack_events = StackEvents(257)}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceW{.name = u"NT Kernel Logger"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

NEAR_MISS(STARTKERN_E02, Events256WithStacks) {
  EXPECT_THAT(Run(StartKernelTrace{.stack_events = StackEvents(256)}), Succeeds());
}

CLAUSE_TEST(STARTKERN_E01, GuidOfAnotherSession) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.guid = kSomeGuid}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.guid = Guid{}}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(QueryTraceW{.name = u"NT Kernel Logger"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

NEAR_MISS(STARTKERN_E01, BothGuids) {
  EXPECT_THAT(Run(StartKernelTrace{}), Succeeds());
  EXPECT_THAT(Run(StartKernelTrace{.properties = Rundown(u"rundown")}), Succeeds());
}

CLAUSE_TEST(STARTKERN_E03, UndefinedFlags) {
  for (const uint32_t flags : {0x00400000u, 0x08000000u, 0x20000000u, 0x40000000u}) {
    EXPECT_THAT(Run(StartKernelTrace{.properties = {.enable_flags = flags}}),
                Fails(ERROR_INVALID_FLAGS));
  }
}

NEAR_MISS(STARTKERN_E03, DefinedFlags) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.enable_flags = 0x17BFFFFF}}), Succeeds());
}

NEAR_MISS(STARTKERN_E03, FlagsInAnExtension) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.extension = {1, 0, 0, 0}}}), Succeeds());
}

CLAUSE_TEST(STARTKERN_E04, NoMemoryForACopyOfTheProperties) {
  Needs(Capability::kFaults);
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
  EXPECT_THAT(Run(StartKernelTrace{}), Fails(ERROR_OUTOFMEMORY));
}

NEAR_MISS(STARTKERN_E04, MemoryForOneCopyOfTheProperties) {
  Needs(Capability::kFaults);
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory, .after = 1});
  EXPECT_THAT(Run(StartKernelTrace{}), Succeeds());
}

CLAUSE_TEST(STARTKERN_E05, KernelLoggerIsRunning) {
  Start(u"NT Kernel Logger", {.enable_flags = kProcessFlag});
  EXPECT_THAT(Run(StartKernelTrace{}), Fails(ERROR_ALREADY_EXISTS));
}

CLAUSE_TEST(STARTKERN_E05, NameOrGuidOfTheRundownIsTaken) {
  Start(u"taken");
  EXPECT_THAT(Run(StartKernelTrace{.properties = Rundown(u"taken")}), Fails(ERROR_ALREADY_EXISTS));
  Must(StartKernelTrace{.properties = Rundown(u"rundown")});
  EXPECT_THAT(Run(StartKernelTrace{.properties = Rundown(u"another")}),
              Fails(ERROR_ALREADY_EXISTS));
}

NEAR_MISS(STARTKERN_E05, KernelLoggerHasBeenStopped) {
  Stop(Start(u"NT Kernel Logger", {.enable_flags = kProcessFlag}));
  Start(u"etalon");
  EXPECT_THAT(Run(StartKernelTrace{}), Succeeds());
}

CLAUSE_TEST(STARTKERN_U01, SeventeenEventsWithStacks) {
  const Outcome started = Run(StartKernelTrace{.stack_events = StackEvents(17)});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(started, Has("properties", "LoggerName", "NT Kernel Logger"));
}

// Its size is looked at before anything that lies behind it.
CLAUSE_TEST(STARTKERN_U02, BlockThatEndsBeforeItsFlags) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.bytes = 48}}), Fails(ERROR_BAD_LENGTH));
}

CLAUSE_TEST(STARTKERN_U02, ErrorsOfStartTraceComeThrough) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.wnode_buffer_size = 119}}),
              Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.log_file_name_offset = 1}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(
      Run(StartKernelTrace{.properties = {.log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL}}),
      Fails(ERROR_BAD_PATHNAME));
  Start(u"other", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.log_file = u"a.etl"}}),
              Fails(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(STARTKERN_U02, RundownWithoutAName) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.guid = kRundownGuid}}),
              Fails(ERROR_INVALID_NAME));
}

CLAUSE_TEST(STARTKERN_U02, CallerWhoMayNot) {
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "user", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(StartKernelTrace{.on = {.process = "user"}}), Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(STARTKERN_S01, StacksOfEventsThatDoNotComeAreIgnored) {
  const Outcome started = Run(StartKernelTrace{
      .properties = {.enable_flags = kProcessFlag},
      .stack_events = {{.guid = kThreadGuid, .type = 1}, {.guid = kSomeGuid, .type = 200}}});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(Query(started.handle()), Has("properties", "EnableFlags", kProcessFlag));
}

CLAUSE_TEST(STARTKERN_S02, NameComesBack) {
  const Outcome started =
      Run(StartKernelTrace{.properties = {.logger_name_offset = 200, .logger_name = u"mine"}});
  EXPECT_THAT(started, Has("properties", "LoggerName", "NT Kernel Logger"));
}

CLAUSE_TEST(STARTKERN_P01, HandleLeadsToTheSession) {
  const Outcome started = Run(StartKernelTrace{});
  ASSERT_THAT(started.handles, SizeIs(1));
  EXPECT_THAT(Query(started.handle()), Has("properties", "LoggerName", "NT Kernel Logger"));
}

CLAUSE_TEST(STARTKERN_P01, FailureLeavesZeroInTheHandle) {
  const Outcome failed = Run(StartKernelTrace{.properties = {.enable_flags = 0x40000000}});
  EXPECT_THAT(failed, Fails(ERROR_INVALID_FLAGS));
  EXPECT_THAT(failed, Has("handle", "value", 0u));
}

CLAUSE_TEST(STARTKERN_P02, ClockIsThatOfTheSession) {
  const Handle session = Must(StartKernelTrace{.properties = {.client_context = 2}}).handle();
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "Wnode.ClientContext", 2u));
  EXPECT_THAT(queried, Has("properties", "Wnode.Guid", ToString(kSystemTraceControlGuid)));
}

CLAUSE_TEST(STARTKERN_P02, FlagsOfTheWnodeAreNeeded) {
  EXPECT_THAT(Run(StartKernelTrace{.properties = {.wnode_flags = 0}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTKERN_P03, KernelLoggerHasItsOwnName) {
  Must(StartKernelTrace{.properties = {.enable_flags = 3, .log_file = u"kernel.etl",
                                       .logger_name = u"mine"}});
  const Outcome queried = Run(QueryTraceW{.name = u"NT Kernel Logger"});
  EXPECT_THAT(queried, Has("properties", "EnableFlags", 3u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), testing::EndsWith("kernel.etl"));
  EXPECT_THAT(Run(QueryTraceW{.name = u"mine"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTKERN_P03, RundownHasTheNameThatItsCallerGives) {
  Must(StartKernelTrace{.properties = Rundown(u"my rundown")});
  const Outcome queried = Run(QueryTraceW{.name = u"my rundown"});
  EXPECT_THAT(queried, Has("properties", "Wnode.Guid", ToString(kRundownGuid)));
  EXPECT_THAT(queried, Has("properties", "EnableFlags", kProcessFlag));
}

CLAUSE_TEST(STARTKERN_P04, NoEventsWithStacks) {
  EXPECT_THAT(Run(StartKernelTrace{.stack_event_count = 0, .stack_events_place = Place::kNull}),
              Has("properties", "LoggerName", "NT Kernel Logger"));
}

CLAUSE_TEST(STARTKERN_P05, AtMost256EventsWithStacks) {
  EXPECT_THAT(Run(StartKernelTrace{.stack_events = StackEvents(257)}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartKernelTrace{.stack_events = StackEvents(256)}),
              Has("properties", "LoggerName", "NT Kernel Logger"));
}

}  // namespace
}  // namespace etalon
