// ProcessTrace: what it refuses.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"
#include "conformance/script/encodings.h"

namespace etalon {
namespace {

using testing::SizeIs;

constexpr char16_t kFile[] = u"process.etl";
constexpr char16_t kCopy[] = u"copy.etl";

// The bytes of a log file that GetFile brought.
Bytes BytesOf(const Outcome& file) { return FromHex(file.Text("file", "bytes")).value_or(Bytes()); }

CLAUSE_TEST(PROCTRACE_E05, NoArray) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .array = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PROCTRACE_E05, ArrayOfOne) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceA{.log_file = kFile});
  const Outcome processed = Run(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(OfClass(kClassGuid, processed.callbacks), SizeIs(1));
}

CLAUSE_TEST(PROCTRACE_E01, NoHandles) {
  EXPECT_THAT(Run(ProcessTrace{.handles = {}}), Fails(ERROR_BAD_LENGTH));
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .count = 0}), Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(PROCTRACE_E01, OneHandle) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(ProcessTrace{.handles = {Open(OpenTraceW{.log_file = kFile})}, .count = 1}),
              Succeeds());
}

CLAUSE_TEST(PROCTRACE_E02, SixtyFiveHandles) {
  WriteLogFile(kFile);
  std::vector<Handle> traces;
  for (int i = 0; i < 65; ++i) traces.push_back(Open(OpenTraceW{.log_file = kFile}));
  EXPECT_THAT(Run(ProcessTrace{.handles = traces}), Fails(ERROR_BAD_LENGTH));
}

CLAUSE_TEST(PROCTRACE_E02, SixtyFiveWhereNoMoreThanSixtyFourAre) {
  const std::vector<Handle> traces(64, kNoHandle);
  EXPECT_THAT(Run(ProcessTrace{.handles = traces, .count = 65}), Fails(ERROR_BAD_LENGTH));
}

NEAR_MISS(PROCTRACE_E02, SixtyFourHandles) {
  WriteLogFile(kFile);
  std::vector<Handle> traces;
  for (int i = 0; i < 64; ++i) traces.push_back(Open(OpenTraceW{.log_file = kFile}));
  const Outcome processed = Run(ProcessTrace{.handles = traces});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(OfClass(kClassGuid, processed.callbacks), SizeIs(64));
}

CLAUSE_TEST(PROCTRACE_E04, EndBeforeStart) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .start_time = 1001, .end_time = 1000}),
              Fails(ERROR_INVALID_TIME));
}

NEAR_MISS(PROCTRACE_E04, EndAtTheStart) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}, .start_time = 1000, .end_time = 1000}),
              Succeeds());
}

CLAUSE_TEST(PROCTRACE_E03, HandlesThatOpenTraceNeverGave) {
  for (const Handle& handle : {kNoHandle, kAllOnes, Handle{.literal = 0x7777}}) {
    EXPECT_THAT(Run(ProcessTrace{.handles = {handle}}), Fails(ERROR_INVALID_HANDLE));
  }
}

CLAUSE_TEST(PROCTRACE_E03, HandleOfTheSession) {
  EXPECT_THAT(Run(ProcessTrace{.handles = {Start()}}), Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(PROCTRACE_E03, HandleThatHasBeenClosed) {
  WriteLogFile(kFile);
  const Handle open = Open(OpenTraceW{.log_file = kFile});
  const Handle closed = Open(OpenTraceW{.log_file = kFile});
  Must(CloseTrace{.trace = closed});
  EXPECT_THAT(Run(ProcessTrace{.handles = {closed}}), Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(ProcessTrace{.handles = {open, closed}}), Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(PROCTRACE_E03, BesideAHandleThatHasBeenClosed) {
  WriteLogFile(kFile);
  const Handle open = Open(OpenTraceW{.log_file = kFile});
  Must(CloseTrace{.trace = Open(OpenTraceW{.log_file = kFile})});
  EXPECT_THAT(Run(ProcessTrace{.handles = {open}}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_E06, FileAndSession) {
  WriteLogFile(kFile);
  Start();
  const Handle file = Open(OpenTraceW{.log_file = kFile});
  const Handle session = Open(OpenTraceW{.logger_name = u"etalon"});
  EXPECT_THAT(Run(ProcessTrace{.handles = {file, session}}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(ProcessTrace{.handles = {session, file}}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PROCTRACE_E06, TwoFiles) {
  WriteLogFile(kFile);
  WriteLogFile(u"other.etl");
  const Handle first = Open(OpenTraceW{.log_file = kFile});
  const Handle second = Open(OpenTraceA{.log_file = u"other.etl"});
  const Outcome processed = Run(ProcessTrace{.handles = {first, second}});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(OfClass(kClassGuid, processed.callbacks), SizeIs(2));
}

CLAUSE_TEST(PROCTRACE_E07, TwoSessions) {
  Start(u"first");
  Start(u"second");
  const Handle first = Open(OpenTraceW{.logger_name = u"first"});
  const Handle second = Open(OpenTraceW{.logger_name = u"second"});
  EXPECT_THAT(Run(ProcessTrace{.handles = {first, second}}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PROCTRACE_E07, OneOfTwoSessions) {
  const Handle first = Start(u"first");
  Start(u"second");
  Open(OpenTraceW{.logger_name = u"second"});
  Consume(u"first");
  Stop(first);
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_E08, TwoSessions) {
  Start(u"first");
  Start(u"second");
  const Handle first = Open(OpenTraceW{.logger_name = u"first"});
  const Handle second = Open(OpenTraceW{.logger_name = u"second"});
  EXPECT_THAT(Run(ProcessTrace{.handles = {first, second}}), Fails(ERROR_WMI_ALREADY_ENABLED));
}

NEAR_MISS(PROCTRACE_E08, OneOfTwoSessions) {
  const Handle first = Start(u"first");
  Start(u"second");
  Open(OpenTraceW{.logger_name = u"second"});
  Consume(u"first");
  Stop(first);
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_E11, SessionThatHasStopped) {
  const Handle session = Start();
  const Handle trace = Open(OpenTraceW{.logger_name = u"etalon"});
  Stop(session);
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(PROCTRACE_E11, SessionThatIsBeingStopped) {
  Needs(kWindows8);  // where STOP tells the provider
  const Handle session = Start();
  const Handle trace = Open(OpenTraceW{.logger_name = u"etalon"});
  Must(RegisterTraceGuidsW{.callback = {.delay_ms = 500}});
  Must(EnableTrace{.session = session});
  Run(StopTraceW{.handle = session, .on = {.thread = "stopper", .id = "stop", .start = true}});
  Must(Advance{.ms = 100});  // until the provider is being told
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(Run(Await{.of = "stop"}), Succeeds());
}

NEAR_MISS(PROCTRACE_E11, SessionThatStopsMeanwhile) {
  const Handle session = Start();
  Consume();
  Stop(session);
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_E12, SessionWithAFileAlone) {
  Start(u"etalon", {.log_file = u"file.etl"});
  const Handle trace = Open(OpenTraceW{.logger_name = u"etalon"});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

NEAR_MISS(PROCTRACE_E12, SessionWithAFileAndRealTime) {
  const Handle session =
      Start(u"etalon", {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE, .log_file = u"file.etl"});
  Consume();
  Stop(session);
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_E10, BufferCallbackAnswersFalse) {
  WriteLogFile(kFile);
  const Handle wide = Open(OpenTraceW{.log_file = kFile, .buffer_callback = {.false_on_call = 1}});
  EXPECT_THAT(Run(ProcessTrace{.handles = {wide}}), Fails(ERROR_CANCELLED));
  const Handle ansi = Open(OpenTraceA{.log_file = kFile, .buffer_callback = {.false_on_call = 1}});
  EXPECT_THAT(Run(ProcessTrace{.handles = {ansi}}), Fails(ERROR_CANCELLED));
}

NEAR_MISS(PROCTRACE_E10, BufferCallbackAnswersTrue) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile, .buffer_callback = {}});
  const Outcome processed = Run(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_FALSE(CallsOf(processed, "buffer").empty());
}

CLAUSE_TEST(PROCTRACE_E09, EventCallbackFaults) {
  WriteLogFile(kFile);
  const Callback faulty = {.fault = true};
  for (const uint32_t mode : {0u, uint32_t{PROCESS_TRACE_MODE_EVENT_RECORD}}) {
    SCOPED_TRACE(mode);
    const Handle trace =
        Open(OpenTraceW{.log_file = kFile, .mode = mode, .event_callback = faulty});
    const Outcome processed = Run(ProcessTrace{.handles = {trace}});
    EXPECT_THAT(processed, Fails(ERROR_NOACCESS));
    EXPECT_THAT(CallsOf(processed, "event"), SizeIs(1));
    EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
  }
}

CLAUSE_TEST(PROCTRACE_E09, BufferCallbackFaults) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceA{.log_file = kFile, .buffer_callback = {.fault = true}});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Fails(ERROR_NOACCESS));
}

CLAUSE_TEST(PROCTRACE_E09, CallbackOfARealTimeSessionFaults) {
  const Handle session = Start();
  StartProcessing(Open(OpenTraceW{.logger_name = u"etalon", .event_callback = {.fault = true}}));
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid}});
  Stop(session);
  EXPECT_THAT(Run(Await{.of = "consumer"}), Fails(ERROR_NOACCESS));
}

CLAUSE_TEST(PROCTRACE_E09, RawBufferCallbackFaults) {
  WriteLogFile(kFile);
  const OpenTraceOptions faulty = {.buffer_callback = {.fault = true}};
  const Handle trace = Open(OpenTraceFromFile{.log_file = kFile, .options = faulty});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Fails(ERROR_NOACCESS));
}

NEAR_MISS(PROCTRACE_E09, CallbackOfAnotherTraceFaults) {
  WriteLogFile(kFile);
  const Handle faulty = Open(OpenTraceW{.log_file = kFile, .event_callback = {.fault = true}});
  const Handle sound = Open(OpenTraceW{.log_file = kFile});
  Run(ProcessTrace{.handles = {faulty}});
  EXPECT_THAT(Run(ProcessTrace{.handles = {sound}}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_U03, StreamAndFile) {
  WriteLogFile(kFile);
  const Handle stream = Open(OpenTraceFromBufferStream{});
  const Handle file = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(ProcessTrace{.handles = {stream, file}}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PROCTRACE_U03, StreamAlone) {
  const Handle stream = Open(OpenTraceFromBufferStream{});
  StartProcessing(stream);
  EXPECT_THAT(Run(CloseTrace{.trace = stream}), Fails(ERROR_CTX_CLOSE_PENDING));
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_P01, FilesOrOneSession) {
  WriteLogFile(kFile);
  WriteLogFile(kCopy);
  const std::vector<Handle> files = {Open(OpenTraceW{.log_file = kFile}),
                                     Open(OpenTraceW{.log_file = kCopy})};
  const Outcome both = Run(ProcessTrace{.handles = files});
  EXPECT_THAT(both, Succeeds());
  EXPECT_THAT(OfClass(kClassGuid, both.callbacks), SizeIs(2));
  const Handle session = Start();
  Consume();
  Stop(session);
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_P02, AsManyAsAreCounted) {
  WriteLogFile(kFile);
  std::vector<Handle> files;
  for (int i = 0; i < 64; ++i) files.push_back(Open(OpenTraceW{.log_file = kFile}));
  for (const uint32_t count : {1u, 2u, 64u}) {
    const Outcome processed = Run(ProcessTrace{.handles = files, .count = count});
    EXPECT_THAT(processed, Succeeds());
    EXPECT_THAT(OfClass(kClassGuid, processed.callbacks), SizeIs(count));
  }
}

CLAUSE_TEST(PROCTRACE_U01, FileThatIsNoLogFileAnyMore) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  Must(PutFile{.path = kFile, .contents = Bytes()});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(PROCTRACE_U01, FileThatWasReplacedByItsCopy) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Bytes bytes = BytesOf(Must(GetFile{.path = kFile}));
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  Must(PutFile{.path = kFile, .contents = bytes});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Succeeds());
}

CLAUSE_TEST(PROCTRACE_U02, FileThatEndsInTheMiddleOfABuffer) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  Bytes bytes = BytesOf(Must(GetFile{.path = kFile}));
  bytes.resize(bytes.size() - 100);
  Must(PutFile{.path = kCopy, .contents = bytes});
  const Handle trace = Open(OpenTraceW{.log_file = kCopy});
  const Outcome processed = Run(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(processed, Fails(ERROR_INVALID_DATA));
  EXPECT_THAT(processed.callbacks, testing::Not(testing::IsEmpty()));
}

NEAR_MISS(PROCTRACE_U02, FileThatIsWhole) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  Must(PutFile{.path = kCopy, .contents = BytesOf(Must(GetFile{.path = kFile}))});
  const Handle trace = Open(OpenTraceW{.log_file = kCopy});
  EXPECT_THAT(Run(ProcessTrace{.handles = {trace}}), Succeeds());
}

}  // namespace
}  // namespace etalon
