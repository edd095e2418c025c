// ProcessTraceBufferIncrementReference and ProcessTraceBufferDecrementReference.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr char16_t kFile[] = u"held.etl";

// In these tests the session is $1, and the trace of its log file $2.
const Handle kTrace = {.symbol = "$2"};

// A step of a buffer callback: keeps the buffer that it was given, under that name.
ProcessTraceBufferIncrementReference Keep(const std::string& name = "") {
  return {.trace = kTrace, .buffer = {.block = name}};
}

ProcessTraceBufferDecrementReference LetGo(const std::string& name = "") {
  return {.buffer = {.block = name}};
}

// Of kFile; its buffer callback takes these steps.
OpenTraceFromFile OpenFile(const Steps& steps) {
  return {
      .log_file = kFile,
      .options = {.event_callback = {.place = Place::kNull}, .buffer_callback = {.steps = steps}}};
}

// The outcomes of a callback's steps.
std::vector<Outcome> StepsOf(const Outcome& processed) {
  std::vector<Outcome> steps;
  for (const CallbackRecord& call : processed.callbacks) {
    steps.insert(steps.end(), call.steps.begin(), call.steps.end());
  }
  return steps;
}

CLAUSE_TEST(PTINC_E01, OutsideABufferCallback) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenTraceFromFile{.log_file = kFile});
  EXPECT_THAT(Run(Keep()), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(
      Run(ProcessTraceBufferIncrementReference{.trace = trace, .buffer = {.place = Place::kNull}}),
      Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(PTINC_E01, ThoughThereIsNoMemoryEither) {
  Needs(Capability::kFaults);
  Stop(Start(u"etalon", {.log_file = kFile}));
  Open(OpenTraceFromFile{.log_file = kFile});
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
  EXPECT_THAT(Run(Keep()), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PTINC_E01, InsideABufferCallback) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenFile({Keep(), LetGo()}));
  const auto steps = StepsOf(Must(ProcessTrace{.handles = {trace}}));
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_THAT(steps[0], Succeeds());
  EXPECT_THAT(steps[1], Succeeds());
}

CLAUSE_TEST(PTINC_E02, NoMemory) {
  Needs(Capability::kFaults);
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenFile({Keep()}));
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
  const auto steps = StepsOf(Must(ProcessTrace{.handles = {trace}}));
  ASSERT_THAT(steps, SizeIs(1));
  EXPECT_THAT(steps[0], Fails(ERROR_OUTOFMEMORY));
}

NEAR_MISS(PTINC_E02, MemoryAgain) {
  Needs(Capability::kFaults);
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenFile({Keep(), Keep(), LetGo()}));
  Must(InjectFault{.point = FaultPoint::kPropertiesMemory});
  const auto steps = StepsOf(Must(ProcessTrace{.handles = {trace}}));
  ASSERT_THAT(steps, SizeIs(3));
  EXPECT_THAT(steps[1], Succeeds());
}

CLAUSE_TEST(PTINC_S01, ProcessTraceWaitsForTheRelease) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenFile({Keep("kept"), Keep("kept")}));
  StartProcessing(trace);
  EXPECT_THAT(Run(LetGo("kept")), Succeeds());
  Must(Advance{.ms = 100});
  EXPECT_THAT(Run(CloseTrace{.trace = trace}), Fails(ERROR_CTX_CLOSE_PENDING));
  EXPECT_THAT(Run(LetGo("kept")), Succeeds());
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PTINC_S01, StreamsGetTheirBufferBackThen) {
  Needs(Capability::kFiles);
  Stop(Start(u"etalon", {.log_file = kFile}));
  const OpenTraceOptions keeping = {.buffer_callback = {.steps = {Keep("kept")}}};
  const Handle trace = Open(OpenTraceFromBufferStream{.options = keeping});
  Must(ProcessTraceAddBufferToBufferStream{.trace = trace, .buffer = {.log_file = kFile}});
  StartProcessing(trace);
  EXPECT_THAT(CallsOf(Must(LetGo("kept")), "completion"), SizeIs(1));
  Run(CloseTrace{.trace = trace});
  const Outcome processed = Run(Await{.of = "consumer"});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(CallsOf(processed, "completion"), IsEmpty());
}

CLAUSE_TEST(PTINC_P01, NotAfterTheCallback) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  StartProcessing(Open(OpenFile({Keep("kept")})));
  EXPECT_THAT(Run(Keep("kept")), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(LetGo("kept")), Succeeds());
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

CLAUSE_TEST(PTDEC_U01, NobodyHoldsIt) {
  EXPECT_THAT(Run(LetGo()), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(ProcessTraceBufferDecrementReference{.buffer = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenFile({LetGo(), Keep(), LetGo(), LetGo()}));
  const auto steps = StepsOf(Must(ProcessTrace{.handles = {trace}}));
  ASSERT_THAT(steps, SizeIs(4));
  EXPECT_THAT(steps[0], Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(steps[3], Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(PTDEC_U01, SomebodyHoldsIt) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenFile({Keep(), LetGo()}));
  const auto steps = StepsOf(Must(ProcessTrace{.handles = {trace}}));
  ASSERT_THAT(steps, SizeIs(2));
  EXPECT_THAT(steps[1], Succeeds());
}

CLAUSE_TEST(PTDEC_P01, OnceForEachReferenceOnAnyThread) {
  Stop(Start(u"etalon", {.log_file = kFile}));
  const Handle trace = Open(OpenFile({Keep("kept"), Keep("kept")}));
  StartProcessing(trace);
  EXPECT_THAT(Run(LetGo("kept")), Succeeds());
  ProcessTraceBufferDecrementReference last = LetGo("kept");
  last.on.thread = "another";
  EXPECT_THAT(Run(last), Succeeds());
  EXPECT_THAT(Run(LetGo("kept")), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(Await{.of = "consumer"}), Succeeds());
}

}  // namespace
}  // namespace etalon
