// What ETW passes to the callbacks, and what it makes of their answers.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::Ge;
using testing::Gt;
using testing::IsEmpty;
using testing::Le;
using testing::SizeIs;

constexpr char16_t kFile[] = u"callbacks.etl";

// The request codes of the control callbacks during an operation.
std::vector<uint64_t> RequestsOf(const Outcome& outcome) {
  std::vector<uint64_t> codes;
  for (const CallbackRecord& call : CallsOf(outcome, "control")) {
    codes.push_back(call.Number("RequestCode"));
  }
  return codes;
}

CLAUSE_TEST(CBCONTROL_P01, EnableAndDisable) {
  Must(RegisterTraceGuidsW{});
  const Handle session = Start();
  EXPECT_THAT(RequestsOf(Must(EnableTrace{.session = session})), ElementsAre(WMI_ENABLE_EVENTS));
  EXPECT_THAT(RequestsOf(Must(EnableTrace{.enable = 0, .session = session})),
              ElementsAre(WMI_DISABLE_EVENTS));
}

CLAUSE_TEST(CBCONTROL_P02, BlockAboutTheSession) {
  Register();
  const Handle session = Start(u"etalon", {.log_file = kFile});
  const Outcome enabled = Must(EnableTrace{.flags = 9, .level = 4, .session = session});
  const auto calls = CallsOf(enabled, "control");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_THAT(calls[0].Number("Wnode.BufferSize"), Ge(48u));
  EXPECT_EQ(calls[0].Number("Context"), 1u) << "RequestContext came along";
  ASSERT_THAT(calls[0].steps, SizeIs(1));
  EXPECT_THAT(calls[0].steps[0], Returns(calls[0].Number("Wnode.HistoricalContext")));
  ASSERT_THAT(calls[0].steps[0].handles, SizeIs(1));
  Must(TraceEvent{.session = calls[0].steps[0].handle(), .event = {.guid = kClassGuid}});
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(kFile)), SizeIs(1));
}

CLAUSE_TEST(CBCONTROL_S01, ValueIsIgnored) {
  Must(RegisterTraceGuidsW{.callback = {.returns = ERROR_ACCESS_DENIED}});
  const Handle session = Start();
  const Outcome enabled = Run(EnableTrace{.session = session});
  EXPECT_THAT(enabled, Succeeds());
  EXPECT_THAT(RequestsOf(enabled), ElementsAre(WMI_ENABLE_EVENTS));
  const Outcome disabled = Run(EnableTrace{.enable = 0, .session = session});
  EXPECT_THAT(disabled, Succeeds());
  EXPECT_THAT(RequestsOf(disabled), ElementsAre(WMI_DISABLE_EVENTS));
}

CLAUSE_TEST(CBCONTROL_S01, ValueOfAProviderEnabledBefore) {
  Must(EnableTrace{.session = Start()});
  EXPECT_THAT(Run(RegisterTraceGuidsA{.callback = {.returns = ERROR_ACCESS_DENIED}}),
              Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(CBCONTROL_S02, LevelAndFlagsAreAskedFor) {
  const Steps asking = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}};
  Must(RegisterTraceGuidsW{.callback = {.steps = asking}});
  const auto calls =
      CallsOf(Must(EnableTrace{.flags = 0xCAFE0001, .level = 200, .session = Start()}), "control");
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls[0].steps, SizeIs(3));
  EXPECT_THAT(calls[0].steps[1], Returns(200));
  EXPECT_THAT(calls[0].steps[2], Returns(0xCAFE0001));
}

CLAUSE_TEST(CBCONTROL_S03, LevelOrFlagsChange) {
  Must(RegisterTraceGuidsW{});
  const Handle session = Start();
  const auto enable = ElementsAre(WMI_ENABLE_EVENTS);
  EXPECT_THAT(RequestsOf(Must(EnableTrace{.flags = 1, .level = 1, .session = session})), enable);
  EXPECT_THAT(RequestsOf(Must(EnableTrace{.flags = 1, .level = 2, .session = session})), enable);
  EXPECT_THAT(RequestsOf(Must(EnableTrace{.flags = 3, .level = 2, .session = session})), enable);
}

CLAUSE_TEST(CBCONTROL_S03, NobodyElseIsCalled) {
  Needs(kWindowsXp);  // which remembers what is asked of a provider that has not registered
  Must(RegisterTraceGuidsW{});
  const Guid other = {0xe7a10000, 0x0005, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
  EXPECT_THAT(RequestsOf(Must(EnableTrace{.guid = other, .session = Start()})), IsEmpty());
  EXPECT_THAT(RequestsOf(Must(EnableTrace{.session = Start(u"second")})),
              ElementsAre(WMI_ENABLE_EVENTS));
}

CLAUSE_TEST(CBBUFFER_P01, AboutTheBuffer) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4, .log_file = kFile});
  for (int i = 0; i < 12; ++i) {
    Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload_fill = 952}});
  }
  Stop(session);
  for (const bool wide : {true, false}) {
    SCOPED_TRACE(wide ? "OpenTraceW" : "OpenTraceA");
    const Handle trace = wide ? Open(OpenTraceW{.log_file = kFile, .buffer_callback = {}})
                              : Open(OpenTraceA{.log_file = kFile, .buffer_callback = {}});
    const auto buffers = CallsOf(Must(ProcessTrace{.handles = {trace}}), "buffer");
    ASSERT_THAT(buffers, SizeIs(Ge(3u)));
    uint64_t read = 0;
    for (const CallbackRecord& buffer : buffers) {
      EXPECT_THAT(buffer.Number("BuffersRead"), Gt(read));
      read = buffer.Number("BuffersRead");
      EXPECT_EQ(buffer.Number("BufferSize"), 4096u);
      EXPECT_THAT(buffer.Number("Filled"), Gt(0u));
      EXPECT_THAT(buffer.Number("Filled"), Le(4096u));
    }
  }
}

CLAUSE_TEST(CBBUFFER_S01, AfterTheEventsOfTheBuffer) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 4,
                                           .log_file_mode = EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
                                           .log_file = kFile});
  for (int i = 0; i < 8; ++i) {
    Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload_fill = 952}});
  }
  Stop(session);
  // Four events fill a buffer: the answer FALSE to the second buffer, the first being the header's,
  // comes before the last four.
  const Handle trace = Open(OpenTraceW{.log_file = kFile, .buffer_callback = {.false_on_call = 2}});
  const Outcome processed = Run(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(processed, Fails(ERROR_CANCELLED));
  EXPECT_THAT(OfClass(kClassGuid, processed.callbacks), SizeIs(4));
  const auto buffers = CallsOf(processed, "buffer");
  ASSERT_THAT(buffers, SizeIs(2));
  EXPECT_EQ(buffers[0].returned, 1u);
  EXPECT_EQ(buffers[1].returned, 0u);
}

CLAUSE_TEST(CBEVENT_P01, BothForms) {
  WriteLogFile(kFile);
  const auto traces = OfClass(kClassGuid, EventsOf(kFile));
  const auto records = OfClass(kClassGuid, EventsOf(kFile, PROCESS_TRACE_MODE_EVENT_RECORD));
  ASSERT_THAT(traces, SizeIs(1));
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(traces[0].Number("MofLength"), 1u);
  EXPECT_EQ(records[0].Number("UserDataLength"), 1u);
  EXPECT_NE(records[0].Number("Flags") & EVENT_HEADER_FLAG_CLASSIC_HEADER, 0u);
  for (const char* member : {"Type", "ThreadId", "ProcessId", "TimeStamp"}) {
    EXPECT_EQ(traces[0].Number(member), records[0].Number(member)) << member;
  }
  EXPECT_EQ(traces[0].Text("Data"), "01");
  EXPECT_EQ(records[0].Text("Data"), "01");
}

CLAUSE_TEST(CBEVENT_S01, HeaderThenByTime) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (uint8_t i = 1; i <= 3; ++i) {
    Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {i}}});
    Must(Advance{.ms = 20});
  }
  Stop(session);
  const auto events = EventsOf(kFile);
  ASSERT_THAT(events, SizeIs(4));
  EXPECT_EQ(events[0].Text("Guid"), "68fdd900-4a3e-11d1-84f4-0000f80464e3");
  EXPECT_THAT(DataOf(OfClass(kClassGuid, events)), ElementsAre("01", "02", "03"));
  for (size_t i = 1; i < events.size(); ++i) {
    EXPECT_THAT(events[i].Number("TimeStamp"), Ge(events[i - 1].Number("TimeStamp")));
  }
}

}  // namespace
}  // namespace etalon
