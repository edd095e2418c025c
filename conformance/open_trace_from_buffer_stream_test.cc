// OpenTraceFromBufferStream, and the buffers that ProcessTraceAddBufferToBufferStream adds.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr char16_t kFile[] = u"stream.etl";

// A session whose buffers of 4 KB hold four events of Write each, whichever processor writes them.
Properties SmallBuffers() {
  return {
      .client_context = 1,
      .buffer_size_kb = 4,
      .log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
      .log_file = kFile};
}

TraceEvent Write(const Handle& session, uint8_t type) {
  return {.session = session, .event = {.type = type, .guid = kClassGuid, .payload_fill = 952}};
}

// The buffer of that number in kFile; 0 is the header's.
ProcessTraceAddBufferToBufferStream Add(const Handle& trace, uint32_t index) {
  return {.trace = trace, .buffer = {.log_file = kFile, .index = index}};
}

std::vector<uint64_t> TypesOf(const Outcome& processed) {
  std::vector<uint64_t> types;
  for (const CallbackRecord& event : OfClass(kClassGuid, processed.callbacks)) {
    types.push_back(event.Number("Type"));
  }
  return types;
}

CLAUSE_TEST(OPENBS_U01, NoOptions) {
  EXPECT_THAT(Run(OpenTraceFromBufferStream{.options = {.place = Place::kNull}}),
              FailsWithLastError(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(OPENBS_U01, OptionsWithoutCallbacks) {
  const OpenTraceOptions none = {.event_callback = {.place = Place::kNull}};
  const Handle trace = Open(OpenTraceFromBufferStream{.options = none});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
}

CLAUSE_TEST(OPENBS_U02, NoCompletionCallback) {
  EXPECT_THAT(Run(OpenTraceFromBufferStream{.completion_callback = {.place = Place::kNull}}),
              FailsWithLastError(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(OPENBS_U02, CompletionCallback) {
  const Handle trace = Open(OpenTraceFromBufferStream{});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
}

CLAUSE_TEST(OPENBS_S01, BuffersBeforeAndMeanwhile) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 10; ++i) Must(Write(session, i));
  Stop(session);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  Must(Add(trace, 0));
  Must(Add(trace, 1));
  StartProcessing(trace);
  Must(Add(trace, 2));
  Must(Advance{.ms = 100});
  Must(Add(trace, 3));
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_CTX_CLOSE_PENDING));
  const Outcome processed = Run(Await{.of = "consumer"});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(TypesOf(processed), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  ASSERT_FALSE(processed.callbacks.empty());
  EXPECT_EQ(processed.callbacks.front().Text("Guid"), "68fdd900-4a3e-11d1-84f4-0000f80464e3");
}

CLAUSE_TEST(OPENBS_S01, TheTimesOfTheFile) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 4; ++i) Must(Write(session, i));
  Stop(session);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  StartProcessing(trace);
  Must(Add(trace, 0));
  Must(Add(trace, 1));
  Run(CloseTrace{.trace = trace});
  const auto streamed = OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks);
  const auto read = OfClass(kClassGuid, EventsOf(kFile, PROCESS_TRACE_MODE_EVENT_RECORD));
  ASSERT_THAT(streamed, SizeIs(4));
  ASSERT_THAT(read, SizeIs(4));
  for (size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(streamed[i].Number("TimeStamp"), read[i].Number("TimeStamp"));
  }
}

CLAUSE_TEST(OPENBS_P01, RecordsAndBuffers) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  Must(Write(session, 1));
  Stop(session);
  const Handle trace = Open(OpenTraceFromBufferStream{.options = {.buffer_callback = {}}});
  Must(Add(trace, 0));
  Must(Add(trace, 1));
  StartProcessing(trace);
  Run(CloseTrace{.trace = trace});
  const Outcome processed = Must(Await{.of = "consumer"});
  const auto events = OfClass(kClassGuid, processed.callbacks);
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Number("UserContext"), 1u);
  const auto buffers = CallsOf(processed, "buffer");
  ASSERT_THAT(buffers, SizeIs(2));
  EXPECT_EQ(buffers[1].Number("BufferSize"), 4096u);
  EXPECT_EQ(buffers[1].Number("Context"), 1u);
}

CLAUSE_TEST(OPENBS_P02, OnceForEachBuffer) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 8; ++i) Must(Write(session, i));
  Stop(session);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  for (const uint32_t index : {0u, 1u, 2u}) Must(Add(trace, index));
  StartProcessing(trace);
  Run(CloseTrace{.trace = trace});
  const Outcome processed = Must(Await{.of = "consumer"});
  EXPECT_THAT(CallsOf(processed, "completion"), SizeIs(3));
}

CLAUSE_TEST(OPENBS_P02, BuffersThatNobodyProcesses) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  Must(Add(trace, 0));
  Must(Add(trace, 1));
  const Outcome closed = Must(CloseTrace{.trace = trace});
  EXPECT_THAT(CallsOf(closed, "completion"), SizeIs(2));
}

CLAUSE_TEST(OPENBS_P02, BuffersBehindTheOneThatEndsIt) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 8; ++i) Must(Write(session, i));
  Stop(session);
  const OpenTraceOptions options = {.buffer_callback = {.false_on_call = 2}};
  const Handle trace = Open(OpenTraceFromBufferStream{.options = options});
  for (const uint32_t index : {0u, 1u, 2u}) Must(Add(trace, index));
  const Outcome processed = Run(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(processed, Fails(ERROR_CANCELLED));
  EXPECT_THAT(CallsOf(processed, "buffer"), SizeIs(2));
  EXPECT_THAT(CallsOf(processed, "completion"), SizeIs(3));
}

CLAUSE_TEST(OPENBS_P03, ComesAlong) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  Must(Add(trace, 0));
  const auto completions = CallsOf(Must(CloseTrace{.trace = trace}), "completion");
  ASSERT_THAT(completions, SizeIs(1));
  EXPECT_EQ(completions[0].Number("Context"), 1u);
}

CLAUSE_TEST(PTADD_U01, NoBuffer) {
  const Handle trace = Open(OpenTraceFromBufferStream{});
  EXPECT_THAT(
      Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .buffer = {.place = Place::kNull}}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PTADD_U01, HeaderBuffer) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  EXPECT_THAT(Run(Add(Open(OpenTraceFromBufferStream{}), 0)), Succeeds());
}

CLAUSE_TEST(PTADD_U03, HandlesOfNoStream) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle file = Open(OpenTraceFromFile{.log_file = kFile});
  const Handle closed = Open(OpenTraceFromBufferStream{});
  Must(CloseTrace{.trace = closed});
  for (const Handle& trace : {kNoHandle, kAllOnes, file, closed}) {
    EXPECT_THAT(Run(Add(trace, 0)), Fails(ERROR_INVALID_HANDLE));
  }
}

NEAR_MISS(PTADD_U03, HandleOfAStream) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  EXPECT_THAT(Run(Add(Open(OpenTraceFromBufferStream{}), 0)), Succeeds());
}

CLAUSE_TEST(PTADD_U04, NoWholeBuffer) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  const TraceBuffer whole = {.log_file = kFile};
  const TraceBuffer hollow = {.log_file = kFile, .filled_bytes = 71};
  const TraceBuffer overfull = {.log_file = kFile, .filled_bytes = 1 << 24};
  for (const TraceBuffer& buffer : {hollow, overfull}) {
    EXPECT_THAT(Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .buffer = buffer}),
                Fails(ERROR_INVALID_PARAMETER));
  }
  EXPECT_THAT(Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .buffer = whole, .size = 71}),
              Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PTADD_U04, NoMoreThanWhatIsFilled) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 2; ++i) Must(Write(session, i));
  Stop(session);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  Must(Add(trace, 0));
  constexpr uint32_t kFilled = 72 + 2 * 1000;
  const TraceBuffer buffer = {.log_file = kFile, .index = 1, .bytes = kFilled};
  EXPECT_THAT(Run(ProcessTraceAddBufferToBufferStream{.trace = trace, .buffer = buffer}),
              Succeeds());
}

CLAUSE_TEST(PTADD_U05, FirstBufferWithoutHeader) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  EXPECT_THAT(Run(Add(Open(OpenTraceFromBufferStream{}), 1)), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PTADD_U05, SecondBufferWithoutHeader) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  Must(Add(trace, 0));
  EXPECT_THAT(Run(Add(trace, 1)), Succeeds());
}

CLAUSE_TEST(PTADD_U02, LaterBufferFirst) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 8; ++i) Must(Write(session, i));
  Stop(session);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  Must(Add(trace, 0));
  Must(Add(trace, 2));
  EXPECT_THAT(Run(Add(trace, 1)), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PTADD_U02, AsTheyWereWritten) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 8; ++i) Must(Write(session, i));
  Stop(session);
  const Handle trace = Open(OpenTraceFromBufferStream{});
  for (const uint32_t index : {0u, 1u, 2u}) EXPECT_THAT(Run(Add(trace, index)), Succeeds());
}

CLAUSE_TEST(PTADD_S01, AfterItsEventsAndItsCallback) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceFromBufferStream{.options = {.buffer_callback = {}}});
  Must(Add(trace, 0));
  Must(Add(trace, 1));
  StartProcessing(trace);
  Run(CloseTrace{.trace = trace});
  std::vector<std::string> calls;
  for (const CallbackRecord& call : Must(Await{.of = "consumer"}).callbacks) {
    // Newer versions of Windows have further events behind the header event.
    const bool is_further = call.callback == "event" && !calls.empty() && calls.back() == "event";
    if (!is_further) calls.push_back(call.callback);
  }
  EXPECT_THAT(calls, ElementsAre("event", "buffer", "completion", "event", "buffer", "completion"));
}

CLAUSE_TEST(PTADD_P01, TheTraceThatIsNamed) {
  Needs(Capability::kFiles);
  WriteLogFile(kFile);
  const Handle first = Open(OpenTraceFromBufferStream{});
  const Handle second = Open(OpenTraceFromBufferStream{});
  Must(Add(second, 0));
  EXPECT_THAT(CallsOf(Must(CloseTrace{.trace = first}), "completion"), IsEmpty());
  EXPECT_THAT(CallsOf(Must(CloseTrace{.trace = second}), "completion"), SizeIs(1));
}

CLAUSE_TEST(PTADD_P02, RelayedAsACallbackGotThem) {
  Needs(Capability::kFiles);
  const Handle session = Start(u"etalon", SmallBuffers());
  for (uint8_t i = 1; i <= 8; ++i) Must(Write(session, i));
  Stop(session);
  const Handle source =
      Open(OpenTraceFromFile{.log_file = kFile, .options = {.buffer_callback = {}}});
  const Outcome relayed = Must(ProcessTrace{.handles = {source}});
  const Handle trace = Open(OpenTraceFromBufferStream{.options = {.buffer_callback = {}}});
  for (const uint32_t index : {0u, 1u, 2u}) Must(Add(trace, index));
  StartProcessing(trace);
  Run(CloseTrace{.trace = trace});
  const Outcome processed = Must(Await{.of = "consumer"});
  EXPECT_EQ(TypesOf(processed), TypesOf(relayed));
  const auto sent = CallsOf(relayed, "buffer");
  const auto received = CallsOf(processed, "buffer");
  ASSERT_THAT(sent, Not(IsEmpty()));
  ASSERT_EQ(received.size(), sent.size());
  for (size_t i = 0; i < sent.size(); ++i) {
    EXPECT_EQ(received[i].Number("TimeStamp"), sent[i].Number("TimeStamp"));
    EXPECT_EQ(received[i].Number("FilledBytes"), sent[i].Number("FilledBytes"));
  }
}

}  // namespace
}  // namespace etalon
