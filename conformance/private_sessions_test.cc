// Private sessions: where they run, what they record, and how they are found.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "sim/include/evntprov.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr uint32_t kPrivate = EVENT_TRACE_PRIVATE_LOGGER_MODE;
constexpr uint32_t kInProcess = kPrivate | EVENT_TRACE_PRIVATE_IN_PROC;
constexpr uint32_t kPids = EVENT_FILTER_TYPE_PID;
constexpr uint32_t kImages = EVENT_FILTER_TYPE_EXECUTABLE_NAME;

Properties Private(uint32_t mode = kPrivate) {
  return {.guid = kProviderGuid, .log_file_mode = mode, .log_file = u"a.etl"};
}

Properties Filtered(std::vector<SessionFilter> filters) {
  Properties properties = Private();
  properties.version = 2;
  properties.filters = std::move(filters);
  return properties;
}

RegisterTraceGuidsW RegisterIn(const std::string& process) {
  return {.callback = {.steps = {GetTraceLoggerHandle{}}}, .on = {.process = process}};
}

TraceEvent EventIn(const std::string& process, const Handle& session, uint8_t data) {
  return {.session = session,
          .event = {.guid = kClassGuid, .payload = {data}},
          .on = {.process = process}};
}

// The name of a private session's log file in a further process, whose id is that of an event.
std::u16string FileOf(const CallbackRecord& event) {
  const std::string name = "a.etl_" + std::to_string(event.Number("ProcessId"));
  return {name.begin(), name.end()};
}

CLAUSE_TEST(STARTTRACE_S18, EachProcessHasAFileOfItsOwn) {
  Needs(Capability::kProcesses);
  for (const char* process : {"one", "two"}) {
    Must(NewProcess{.name = process});
    Must(RegisterIn(process));
  }
  const Handle ordinary = Start(u"ordinary", {.log_file = u"b.etl"});
  Must(EventIn("two", ordinary, 0));
  Stop(ordinary);
  const Handle session = Start(u"etalon", Private());
  const Handle provider = Enable(session);
  Must(EventIn("one", provider, 1));
  Must(EventIn("two", provider, 2));
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("01"));
  const auto ordinary_events = OfClass(kClassGuid, EventsOf(u"b.etl"));
  ASSERT_THAT(ordinary_events, testing::SizeIs(1));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(FileOf(ordinary_events[0])))), ElementsAre("02"));
}

CLAUSE_TEST(STARTTRACE_S18, ProviderThatRegistersLater) {
  Needs(kWindows10_1703);
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  const Handle session = Start(u"etalon", Private());
  Must(EnableTrace{.session = session});
  Must(RegisterIn("one"));
  Must(EventIn("one", session, 1));
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("01"));
}

CLAUSE_TEST(STARTTRACE_S18, RecordsSayWhereTheyComeFrom) {
  Needs(kVista);  // which delivers EVENT_RECORDs
  Must(RegisterIn(""));
  const Handle session = Start(u"etalon", Private(kInProcess));
  Must(EventIn("", session, 1));
  Stop(session);
  const Handle ordinary = Start(u"ordinary", {.log_file = u"b.etl"});
  Must(EventIn("", ordinary, 2));
  Stop(ordinary);
  const auto flags = [&](const std::u16string& file) {
    const auto events = OfClass(kClassGuid, EventsOf(file, PROCESS_TRACE_MODE_EVENT_RECORD));
    return events.empty() ? 0 : events[0].Number("Flags");
  };
  EXPECT_EQ(flags(u"a.etl") & EVENT_HEADER_FLAG_PRIVATE_SESSION, 2u);
  EXPECT_EQ(flags(u"b.etl") & EVENT_HEADER_FLAG_PRIVATE_SESSION, 0u);
}

CLAUSE_TEST(STARTTRACE_S18, EventsOfOtherProcesses) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  Must(NewProcess{.name = "two"});
  Must(RegisterIn("one"));
  const Handle session = Start(u"etalon", Private());
  Must(EventIn("one", session, 1));
  EXPECT_THAT(Run(EventIn("two", session, 2)), Fails(ERROR_INVALID_HANDLE));
  Must(FlushTraceW{.handle = session});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("01"));
}

CLAUSE_TEST(STARTTRACE_S18, SessionInTheProcessEndsWithIt) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  Must(RegisterIn("one"));
  StartTraceW start = {.name = u"etalon", .properties = Private(kInProcess)};
  start.on.process = "one";
  const Handle session = Must(start).handle();
  Must(EventIn("one", session, 1));
  Must(ExitProcess{.name = "one"});
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("01"));
}

CLAUSE_TEST(STARTTRACE_S18, FileOfAProcessIsCompleteWhenItEnds) {
  Needs(Capability::kProcesses);
  for (const char* process : {"one", "two"}) {
    Must(NewProcess{.name = process});
    Must(RegisterIn(process));
  }
  const Handle session = Start(u"etalon", Private());
  Must(EventIn("two", session, 2));
  const Handle ordinary = Start(u"ordinary", {.log_file = u"b.etl"});
  Must(EventIn("two", ordinary, 0));
  Stop(ordinary);
  Must(ExitProcess{.name = "two"});
  const auto ordinary_events = OfClass(kClassGuid, EventsOf(u"b.etl"));
  ASSERT_THAT(ordinary_events, testing::SizeIs(1));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(FileOf(ordinary_events[0])))), ElementsAre("02"));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(STARTTRACE_S18, UpdateGivesEachProcessAnotherFile) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  Must(RegisterIn("one"));
  const Handle session = Start(u"etalon", Private());
  Must(EventIn("one", session, 1));
  Must(FlushTraceW{.handle = session});
  Must(UpdateTraceW{.handle = session,
                    .properties = {.log_file_mode = kPrivate, .log_file = u"b.etl"}});
  Must(EventIn("one", session, 2));
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("01"));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"b.etl"))), ElementsAre("02"));
}

CLAUSE_TEST(STARTTRACE_S07, FilterOfProcesses) {
  Needs(Capability::kProcesses);
  for (const char* process : {"one", "two"}) {
    Must(NewProcess{.name = process});
    Must(RegisterIn(process));
  }
  const Handle session = Start(u"etalon", Filtered({{.type = kPids, .processes = {"two"}}}));
  EXPECT_THAT(Run(EventIn("one", session, 1)), Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(EventIn("two", session, 2)), Succeeds());
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("02"));
}

CLAUSE_TEST(STARTTRACE_S07, FilterOfExecutables) {
  Needs(Capability::kProcesses);
  for (const char* process : {"one.exe", "two.exe"}) {
    Must(NewProcess{.name = process});
    Must(RegisterIn(process));
  }
  const Handle session =
      Start(u"etalon", Filtered({{.type = kImages, .images = u"other.exe;TWO.exe"}}));
  EXPECT_THAT(Run(EventIn("one.exe", session, 1)), Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(EventIn("two.exe", session, 2)), Succeeds());
}

CLAUSE_TEST(STARTTRACE_S07, FiltersOfOtherSessionsMeanNothing) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  Must(NewProcess{.name = "two"});
  const Handle session = Start(
      u"etalon",
      {.log_file = u"a.etl", .version = 2, .filters = {{.type = kPids, .processes = {"two"}}}});
  EXPECT_THAT(Run(EventIn("one", session, 1)), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U21, VersionsThatDoNotExist) {
  for (const uint32_t version : {0u, 1u, 3u}) {
    EXPECT_THAT(Run(StartTraceW{.properties = {.version = version}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTTRACE_U21, VersionTwo) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.version = 2}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_E01, BlockSmallerThanTheSecondVersion) {
  Needs(kWindows10_1703);
  EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_buffer_size = 143, .version = 2}}),
              Fails(ERROR_BAD_LENGTH));
}

CLAUSE_TEST(STARTTRACE_U22, FiltersThatCannotBe) {
  Properties counted = Filtered({});
  counted.filter_count = 1;
  EXPECT_THAT(Run(StartTraceW{.properties = counted}), Fails(ERROR_INVALID_PARAMETER));
  const SessionFilter by_name = {.type = kImages, .images = u"a.exe"};
  EXPECT_THAT(Run(StartTraceW{.properties = Filtered({by_name, by_name})}),
              Fails(ERROR_INVALID_PARAMETER));
  const SessionFilter by_event = {.type = EVENT_FILTER_TYPE_EVENT_ID, .images = u"aa"};
  EXPECT_THAT(Run(StartTraceW{.properties = Filtered({by_event})}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTTRACE_U22, OneOfEachType) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  EXPECT_THAT(Run(StartTraceW{.properties = Filtered({{.type = kPids, .processes = {"one"}},
                                                      {.type = kImages, .images = u"a.exe"}})}),
              Succeeds());
}

NEAR_MISS(STARTTRACE_U22, FiltersOfAnOrdinarySession) {
  for (const uint32_t mode : {EVENT_TRACE_FILE_MODE_SEQUENTIAL, EVENT_TRACE_REAL_TIME_MODE}) {
    Properties counted = Filtered({});
    counted.filter_count = 1;
    counted.log_file_mode = mode;
    EXPECT_THAT(Run(StartTraceW{.properties = counted}), Succeeds());
    Must(StopTraceW{.name = u"etalon"});
  }
}

CLAUSE_TEST(STARTTRACE_U23, ProviderOfAnotherProcess) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  Must(RegisterIn("one"));
  EXPECT_THAT(Run(StartTraceW{.properties = Private(kInProcess)}), Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(STARTTRACE_U23, OrdinarySessionWithTheGuidOfAProvider) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  Must(RegisterIn("one"));
  EXPECT_THAT(Run(StartTraceW{.properties = Private(EVENT_TRACE_FILE_MODE_SEQUENTIAL)}),
              Succeeds());
}

NEAR_MISS(STARTTRACE_U23, ProviderOfBothProcesses) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  Must(RegisterIn("one"));
  Register();
  EXPECT_THAT(Run(StartTraceW{.properties = Private(kInProcess)}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U08, SessionsOfOtherProcessesCountWhereTheyRun) {
  Needs(kWindows10_1703);
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  for (uint16_t i = 0; i < 8; ++i) {
    Guid guid = kProviderGuid;
    guid.data2 = static_cast<uint16_t>(0x2000 + i);
    const std::string name = "session" + std::to_string(i);
    const std::u16string wide(name.begin(), name.end());
    Must(RegisterTraceGuidsW{.guid = guid, .on = {.process = "one"}});
    Start(wide, {.guid = guid, .log_file_mode = kPrivate, .log_file = wide});
  }
  EXPECT_THAT(Run(StartTraceW{.name = u"ninth", .properties = Private()}), Succeeds());
  Guid other = kProviderGuid;
  other.data2 = 0x3000;
  EXPECT_THAT(Run(StartTraceW{
                  .name = u"tenth",
                  .properties = {.guid = other, .log_file_mode = kPrivate, .log_file = u"b.etl"},
                  .on = {.process = "one"}}),
              Fails(ERROR_NO_SYSTEM_RESOURCES));
}

CLAUSE_TEST(STARTTRACE_S18, PlainUsersSessionInOthersProcesses) {
  Needs(kWindows10_1703);
  Needs(Capability::kPrivileges);
  Must(NewProcess{.name = "user", .token = Token::kUser});
  Must(NewProcess{.name = "administrator"});
  Must(RegisterIn("user"));
  Must(RegisterIn("administrator"));
  StartTraceW start = {.name = u"etalon", .properties = Private()};
  start.on.process = "user";
  const Handle session = Must(start).handle();
  EXPECT_THAT(Run(EventIn("user", session, 1)), Succeeds());
  EXPECT_THAT(Run(EventIn("administrator", session, 2)), Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(CONTROLTRACE_U12, NameAlone) {
  Must(RegisterIn(""));
  const Handle session = Start(u"etalon", Private(kInProcess));
  EXPECT_THAT(Run(ControlTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(Run(ControlTraceW{.name = u"etalon",
                                .properties = {.guid = kClassGuid, .log_file_mode = kPrivate}}),
              Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(Run(ControlTraceW{.name = u"etalon",
                                .properties = {.guid = kProviderGuid, .log_file_mode = kPrivate}}),
              Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(ControlTraceW{.handle = session}), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(CLOSETRACE_S03, TracesOfAProcessThatEnds) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "one"});
  const Handle session = Start();
  const Handle trace = Open(OpenTraceW{.logger_name = u"etalon", .on = {.process = "one"}});
  ProcessTrace process = {.handles = {trace}};
  process.on = {.process = "one", .thread = "consumer", .id = "consumer", .start = true};
  Run(process);
  Must(Advance{.ms = 100});
  Must(ExitProcess{.name = "one"});
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

}  // namespace
}  // namespace etalon
