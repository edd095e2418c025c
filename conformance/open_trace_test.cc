// OpenTrace.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

CLAUSE_TEST(OPENTRACE_E01, NoLogfile) {
  EXPECT_THAT(Run(OpenTraceW{.place = Place::kNull}), FailsWithLastError(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(OpenTraceA{.place = Place::kNull}), FailsWithLastError(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(OPENTRACE_E01, LogfileGiven) {
  Start();
  const Outcome opened = Run(OpenTraceA{.logger_name = u"etalon"});
  EXPECT_THAT(opened.handles, SizeIs(1));
  EXPECT_THAT(Run(CloseTrace{.trace = opened.handle()}), Succeeds());
}

CLAUSE_TEST(OPENTRACE_U01, FileAndSession) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE, .log_file = u"both.etl"});
  Stop(session);
  Start();
  EXPECT_THAT(Run(OpenTraceW{.logger_name = u"etalon", .log_file = u"both.etl"}),
              FailsWithLastError(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(OpenTraceA{.logger_name = u"etalon", .log_file = u"both.etl", .mode = 0}),
              FailsWithLastError(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(OPENTRACE_U01, FileAndThenSession) {
  Stop(Start(u"first", {.log_file = u"alone.etl"}));
  Start();
  EXPECT_THAT(Run(OpenTraceW{.log_file = u"alone.etl"}).handles, SizeIs(1));
  EXPECT_THAT(Run(OpenTraceW{.logger_name = u"etalon"}).handles, SizeIs(1));
}

CLAUSE_TEST(OPENTRACE_E02, NeitherFileNorSession) {
  EXPECT_THAT(Run(OpenTraceW{}), FailsWithLastError(ERROR_BAD_PATHNAME));
  EXPECT_THAT(Run(OpenTraceA{}), FailsWithLastError(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(OPENTRACE_E02, NamesThatNoFileCanHave) {
  for (const char16_t* name : {u"", u"bad|name.etl", u"what?.etl"}) {
    EXPECT_THAT(Run(OpenTraceW{.log_file = name}), FailsWithLastError(ERROR_BAD_PATHNAME));
    EXPECT_THAT(Run(OpenTraceA{.log_file = name}), FailsWithLastError(ERROR_BAD_PATHNAME));
  }
}

NEAR_MISS(OPENTRACE_E02, FileThatIsThere) {
  Stop(Start(u"etalon", {.log_file = u"good \u00e9.etl"}));
  EXPECT_THAT(Run(OpenTraceW{.log_file = u"good \u00e9.etl"}).handles, SizeIs(1));
  EXPECT_THAT(Run(OpenTraceA{.log_file = u"good \u00e9.etl"}).handles, SizeIs(1));
}

CLAUSE_TEST(OPENTRACE_E03, PlainUser) {
  Needs(Capability::kPrivileges);
  Start();
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(OpenTraceW{.logger_name = u"etalon", .on = {.process = "user"}}),
              FailsWithLastError(ERROR_ACCESS_DENIED));
}

NEAR_MISS(OPENTRACE_E03, ThoseWhoMayConsume) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  Start();
  for (const Token token : Controllers()) {
    const std::string process = "process" + std::to_string(static_cast<int>(token));
    Must(NewProcess{.name = process, .token = token});
    EXPECT_THAT(Run(OpenTraceW{.logger_name = u"etalon", .on = {.process = process}}).handles,
                SizeIs(1));
  }
}

NEAR_MISS(OPENTRACE_E03, FileForAPlainUser) {
  Needs(Capability::kPrivileges);
  Stop(Start(u"etalon", {.log_file = u"public.etl"}));
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(OpenTraceW{.log_file = u"public.etl", .on = {.process = "user"}}).handles,
              SizeIs(1));
}

CLAUSE_TEST(OPENTRACE_U02, FileThatIsNotThere) {
  EXPECT_THAT(Run(OpenTraceW{.log_file = u"absent.etl"}), FailsWithLastError(ERROR_FILE_NOT_FOUND));
  EXPECT_THAT(Run(OpenTraceA{.log_file = u"absent.etl"}), FailsWithLastError(ERROR_FILE_NOT_FOUND));
}

NEAR_MISS(OPENTRACE_U02, FileOfASessionThatHasStopped) {
  Stop(Start(u"etalon", {.log_file = u"present.etl"}));
  EXPECT_THAT(Run(OpenTraceW{.log_file = u"present.etl"}).handles, SizeIs(1));
}

CLAUSE_TEST(OPENTRACE_U04, NoEventTraceLog) {
  Needs(Capability::kFiles);
  const std::string text = "not an event trace log";
  const Bytes contents[] = {{}, Bytes(text.begin(), text.end()), Bytes(65536, 0xFF)};
  for (const Bytes& bytes : contents) {
    Must(PutFile{.path = u"junk.etl", .contents = bytes});
    EXPECT_THAT(Run(OpenTraceW{.log_file = u"junk.etl"}), FailsWithLastError(ERROR_BAD_PATHNAME));
    EXPECT_THAT(Run(OpenTraceA{.log_file = u"junk.etl"}), FailsWithLastError(ERROR_BAD_PATHNAME));
  }
}

NEAR_MISS(OPENTRACE_U04, FileWithoutEvents) {
  Stop(Start(u"etalon", {.log_file = u"empty.etl"}));
  EXPECT_THAT(Run(OpenTraceW{.log_file = u"empty.etl"}).handles, SizeIs(1));
}

CLAUSE_TEST(OPENTRACE_U03, SessionThatIsNotRunning) {
  const Outcome opened = Run(OpenTraceW{.logger_name = u"etalon"});
  ASSERT_THAT(opened.handles, SizeIs(1));
  EXPECT_THAT(Run(ProcessTrace{.handles = {opened.handle()}}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(Run(CloseTrace{.trace = opened.handle()}), Succeeds());
}

CLAUSE_TEST(OPENTRACE_U03, SessionThatIsStartedMeanwhile) {
  const Outcome opened = Run(OpenTraceA{.logger_name = u"etalon"});
  ASSERT_THAT(opened.handles, SizeIs(1));
  const Handle session = Start();
  Run(ProcessTrace{.handles = {opened.handle()},
                   .on = {.thread = "consumer", .id = "consumer", .start = true}});
  Must(Advance{.ms = 100});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {5}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
              ElementsAre("05"));
}

CLAUSE_TEST(OPENTRACE_S01, ValueThatMeansFailure) {
  const auto invalid = AnyOf(Returns(0xFFFFFFFFFFFFFFFF), Returns(0xFFFFFFFF));
  EXPECT_THAT(Run(OpenTraceW{.place = Place::kNull}), invalid);
  EXPECT_THAT(Run(OpenTraceA{}), invalid);
  WriteLogFile(u"good.etl");  // an implementation that always answers so says nothing
  EXPECT_THAT(Run(OpenTraceW{.log_file = u"good.etl"}), Not(invalid));
}

CLAUSE_TEST(OPENTRACE_S02, HeaderOfTheFile) {
  Stop(Start(u"etalon", {.client_context = 1, .buffer_size_kb = 16, .log_file = u"header.etl"}));
  const Outcome opened = Run(OpenTraceW{.log_file = u"header.etl"});
  ASSERT_THAT(opened.handles, SizeIs(1));
  EXPECT_THAT(opened, Has("logfile", "LogfileHeader.BufferSize", 16 * 1024));
  EXPECT_THAT(opened, Has("logfile", "LogfileHeader.ReservedFlags", 1));
  EXPECT_THAT(opened, Has("logfile", "BufferSize", 16 * 1024));
  EXPECT_NE(opened.Number("logfile", "LogfileHeader.NumberOfProcessors"), 0u);
  EXPECT_NE(opened.Number("logfile", "LogfileHeader.StartTime"), 0u);
  EXPECT_NE(opened.Number("logfile", "LogfileHeader.PerfFreq"), 0u);
  EXPECT_THAT(opened, Leaves("logfile", "IsKernelTrace"));
}

CLAUSE_TEST(OPENTRACE_S02, FileOfTheKernelLogger) {
  Stop(Start(u"NT Kernel Logger", {.enable_flags = 1, .log_file = u"kernel.etl"}));
  EXPECT_THAT(Run(OpenTraceA{.log_file = u"kernel.etl"}), Has("logfile", "IsKernelTrace", 1));
}

CLAUSE_TEST(OPENTRACE_P01, MembersThatAreZero) {
  WriteLogFile(u"plain.etl");
  const Callback none = {.place = Place::kNull};
  const Outcome opened =
      Run(OpenTraceW{.log_file = u"plain.etl", .event_callback = none, .buffer_callback = none});
  ASSERT_THAT(opened.handles, SizeIs(1));
  const Outcome processed = Run(ProcessTrace{.handles = {opened.handle()}});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(processed.callbacks, IsEmpty());
  EXPECT_THAT(EventsOf(u"plain.etl"), SizeIs(2)) << "what there would have been to deliver";
}

CLAUSE_TEST(OPENTRACE_P02, OneOfTheTwoNames) {
  const Handle session = Start();
  WriteLogFile(u"named.etl");
  const Handle file = Open(OpenTraceA{.log_file = u"named.etl"});
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(ProcessTrace{.handles = {file}}).callbacks)),
              ElementsAre("01"));
  StartProcessing(Open(OpenTraceA{.logger_name = u"etalon"}));
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {2}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
              ElementsAre("02"));
}

CLAUSE_TEST(OPENTRACE_P03, RecordsOrNot) {
  WriteLogFile(u"modes.etl");
  const auto plain = OfClass(kClassGuid, EventsOf(u"modes.etl"));
  const auto records = OfClass(kClassGuid, EventsOf(u"modes.etl", PROCESS_TRACE_MODE_EVENT_RECORD));
  ASSERT_THAT(plain, SizeIs(1));
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(plain[0].Number("MofLength"), 1u) << "a member of EVENT_TRACE alone";
  EXPECT_EQ(records[0].Number("UserDataLength"), 1u) << "a member of EVENT_RECORD alone";
  EXPECT_EQ(records[0].Number("UserContext"), 1u);
}

CLAUSE_TEST(OPENTRACE_P03, RawTimeStamps) {
  const Handle session = Start(u"etalon", {.client_context = 1, .log_file = u"raw.etl"});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid}});
  Stop(session);
  const auto times = OfClass(kClassGuid, EventsOf(u"raw.etl"));
  const auto stamps = OfClass(kClassGuid, EventsOf(u"raw.etl", PROCESS_TRACE_MODE_RAW_TIMESTAMP));
  ASSERT_THAT(times, SizeIs(1));
  ASSERT_THAT(stamps, SizeIs(1));
  EXPECT_LT(stamps[0].Number("TimeStamp"), times[0].Number("TimeStamp"));
}

}  // namespace
}  // namespace etalon
