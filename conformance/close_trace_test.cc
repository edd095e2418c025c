// CloseTrace.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr char16_t kFile[] = u"close.etl";

CLAUSE_TEST(CLOSETRACE_E01, HandleZero) {
  EXPECT_THAT(Run(CloseTrace{.trace = kNoHandle}), Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(CLOSETRACE_E01, HandleOfAFile) {
  WriteLogFile(kFile);
  EXPECT_THAT(Run(CloseTrace{.trace = Open(OpenTraceW{.log_file = kFile})}), Succeeds());
}

CLAUSE_TEST(CLOSETRACE_E02, HandleOfAFailure) {
  EXPECT_THAT(Run(OpenTraceW{}), FailsWithLastError(ERROR_BAD_PATHNAME));
  EXPECT_THAT(Run(CloseTrace{.trace = kAllOnes}), Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(CLOSETRACE_E02, HandleOfASession) {
  Start();
  EXPECT_THAT(Run(CloseTrace{.trace = Open(OpenTraceA{.logger_name = u"etalon"})}), Succeeds());
}

CLAUSE_TEST(CLOSETRACE_E03, Twice) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(CLOSETRACE_E03, HandlesThatOpenTraceNeverGave) {
  EXPECT_THAT(Run(CloseTrace{.trace = {.literal = 0x7777}}), Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(CloseTrace{.trace = Start()}), Fails(ERROR_INVALID_HANDLE));
}

NEAR_MISS(CLOSETRACE_E03, OtherHandleOfTheSameFile) {
  WriteLogFile(kFile);
  const Handle first = Open(OpenTraceW{.log_file = kFile});
  const Handle second = Open(OpenTraceW{.log_file = kFile});
  Must(CloseTrace{.trace = first});
  EXPECT_THAT(Run(CloseTrace{.trace = second}), Succeeds());
}

CLAUSE_TEST(CLOSETRACE_E04, WhileProcessing) {
  const Handle session = Start();
  const Handle trace = Consume();
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_BUSY));
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {6}}});
  Stop(session);
  const Outcome processed = Must(Await{.of = "consumer"});
  EXPECT_THAT(DataOf(OfClass(kClassGuid, processed.callbacks)), ElementsAre("06"));
}

NEAR_MISS(CLOSETRACE_E04, AfterProcessing) {
  const Handle session = Start();
  const Handle trace = Consume();
  Run(CloseTrace{.trace = trace});
  Stop(session);
  Must(Await{.of = "consumer"});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
}

CLAUSE_TEST(CLOSETRACE_E05, WhileProcessing) {
  const Handle session = Start();
  const Handle trace = Consume();
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_CTX_CLOSE_PENDING));
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_INVALID_HANDLE));
  Stop(session);
}

NEAR_MISS(CLOSETRACE_E05, AfterProcessing) {
  const Handle session = Start();
  const Handle trace = Consume();
  Stop(session);
  Must(Await{.of = "consumer"});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
}

CLAUSE_TEST(CLOSETRACE_S01, FromTheEventCallback) {
  WriteLogFile(kFile);  // the session's handle is $1
  const Callback closing = {.steps = {CloseTrace{.trace = {.symbol = "$2"}}}};
  const Handle trace = Open(OpenTraceW{.log_file = kFile, .event_callback = closing});
  const Outcome processed = Run(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(processed, Succeeds());
  const auto events = CallsOf(processed, "event");
  ASSERT_FALSE(events.empty());
  ASSERT_THAT(events[0].steps, SizeIs(1));
  EXPECT_THAT(events[0].steps[0], Fails(ERROR_CTX_CLOSE_PENDING));
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_INVALID_HANDLE));
}

CLAUSE_TEST(CLOSETRACE_S01, FromTheBufferCallback) {
  const Handle session = Start();  // its handle is $1
  const Callback closing = {.steps = {CloseTrace{.trace = {.symbol = "$2"}}}};
  const Handle trace = Open(OpenTraceW{.logger_name = u"etalon", .buffer_callback = closing});
  Run(ProcessTrace{.handles = {trace},
                   .on = {.thread = "consumer", .id = "consumer", .start = true}});
  Must(Advance{.ms = 100});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {6}}});
  Must(FlushTraceW{.handle = session});
  const Outcome processed = Run(Await{.of = "consumer"});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, processed.callbacks)), ElementsAre("06"));
  const auto buffers = CallsOf(processed, "buffer");
  ASSERT_FALSE(buffers.empty());
  ASSERT_THAT(buffers[0].steps, SizeIs(1));
  EXPECT_THAT(buffers[0].steps[0], Fails(ERROR_CTX_CLOSE_PENDING));
}

CLAUSE_TEST(CLOSETRACE_P01, NotASession) {
  const Handle session = Start();
  EXPECT_THAT(Run(CloseTrace{.trace = session}), Fails(ERROR_INVALID_HANDLE));
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Succeeds());
}

CLAUSE_TEST(CLOSETRACE_P01, TracesOfTheWholeFamily) {
  Start();
  WriteLogFile(kFile);
  const Handle traces[] = {Open(OpenTraceW{.log_file = kFile}),
                           Open(OpenTraceFromFile{.log_file = kFile}),
                           Open(OpenTraceFromRealTimeLogger{.logger_name = u"etalon"}),
                           Open(OpenTraceFromBufferStream{})};
  for (const Handle& trace : traces) {
    EXPECT_THAT(Run(CloseTrace{.trace = trace}), Succeeds());
    EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_INVALID_HANDLE));
  }
}

}  // namespace
}  // namespace etalon
