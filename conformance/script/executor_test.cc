#include "conformance/script/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <thread>

#include "conformance/script/host_world.h"
#include "sim/include/evntcons.h"

namespace etalon {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

thread_local DWORD last_error = 0;
DWORD WINAPI FakeGetLastError() { return last_error; }
void WINAPI FakeSetLastError(DWORD error) { last_error = error; }

ULONG WINAPI Start(TRACEHANDLE* handle, LPCWSTR name, PEVENT_TRACE_PROPERTIES properties) {
  *handle = 77;
  properties->Wnode.HistoricalContext = 77;
  properties->BufferSize = 64;
  auto* const to = reinterpret_cast<char16_t*>(reinterpret_cast<char*>(properties) +
                                               properties->LoggerNameOffset);
  size_t i = 0;
  do to[i] = static_cast<char16_t>(name[i]);
  while (name[i++] != 0);
  return 0;
}

// This implementation does wrong on purpose: the guard is to catch it, not a sanitizer.
#define ON_PURPOSE __attribute__((no_sanitize("undefined")))

// The header, and the bytes behind it that Size promises.
ON_PURPOSE uint32_t Checksum(const EVENT_TRACE_HEADER* event) {
  uint32_t sum = 0;
  for (size_t i = 0; i < event->Size; ++i)
    sum += reinterpret_cast<const volatile uint8_t*>(event)[i];
  return sum;
}

ULONG WINAPI ReadEvent(TRACEHANDLE, PEVENT_TRACE_HEADER event) {
  return Checksum(event) == 0 ? 1 : 0;
}
ON_PURPOSE ULONG WINAPI WriteEvent(TRACEHANDLE, PEVENT_TRACE_HEADER event) {
  event->ThreadId = 5;
  const_cast<volatile uint8_t*>(reinterpret_cast<uint8_t*>(event))[event->Size] = 1;
  return 0;
}
ULONG WINAPI AbortEvent(TRACEHANDLE, PEVENT_TRACE_HEADER) { std::abort(); }
ULONG WINAPI FailEveryOther(TRACEHANDLE, PEVENT_TRACE_HEADER) {
  static int calls = 0;
  return ++calls % 2 == 1 ? 8 : 0;
}

WMIDPREQUEST control_function = nullptr;
void* control_context = nullptr;
ULONG WINAPI Register(WMIDPREQUEST callback, PVOID context, LPCGUID, ULONG count,
                      PTRACE_GUID_REGISTRATION classes, LPCWSTR, LPCWSTR,
                      TRACEHANDLE* registration) {
  control_function = callback;
  control_context = context;
  for (ULONG i = 0; i < count; ++i)
    classes[i].RegHandle = reinterpret_cast<HANDLE>(uintptr_t{100} + i);
  *registration = 9;
  return 0;
}
ULONG WINAPI Enable(ULONG, ULONG, ULONG, LPCGUID, TRACEHANDLE) {
  WNODE_HEADER wnode = {};
  wnode.BufferSize = sizeof wnode;
  wnode.HistoricalContext = 0x1234;
  ULONG size = 0;
  return control_function(WMI_ENABLE_EVENTS, control_context, &size, &wnode);
}
TRACEHANDLE WINAPI LoggerHandle(PVOID buffer) {
  return static_cast<WNODE_HEADER*>(buffer)->HistoricalContext;
}
UCHAR WINAPI Level(TRACEHANDLE session) {
  if (session != 0x1234) FakeSetLastError(87);
  return session == 0x1234 ? 4 : 0;
}

std::string message;
ULONG WINAPI MessageVa(TRACEHANDLE, ULONG, LPCGUID, USHORT, va_list arguments) {
  message.clear();
  while (const char* const data = va_arg(arguments, const char*))
    message.append(data, va_arg(arguments, size_t));
  return 0;
}
ULONG __cdecl Message(TRACEHANDLE, ULONG, LPCGUID, USHORT number, ...) {
  va_list arguments;
  va_start(arguments, number);
  message.clear();
  while (const char* const data = va_arg(arguments, const char*))
    message.append(data, va_arg(arguments, size_t));
  va_end(arguments);
  return 0;
}

EVENT_TRACE_LOGFILEW opened = {};
TRACEHANDLE WINAPI Open(PEVENT_TRACE_LOGFILEW logfile) {
  opened = *logfile;
  return 50;
}
ULONG WINAPI Process(PTRACEHANDLE, ULONG, LPFILETIME, LPFILETIME) {
  EVENT_TRACE event = {};
  event.Header.Class.Type = 3;
  uint8_t payload[] = {1, 2};
  event.MofData = payload;
  event.MofLength = 2;
  opened.EventCallback(&event);
  return opened.BufferCallback(&opened) ? 0 : 1223;
}

class ExecutorTest : public testing::Test {
 protected:
  ExecutorTest() {
    api_.GetLastError = FakeGetLastError;
    api_.SetLastError = FakeSetLastError;
  }

  Outcome Run(const Op& op) { return executor_.Run(op); }

  EtwApi api_;
  HostWorld world_;
  Executor executor_{api_, world_};
};

TEST_F(ExecutorTest, MissingFunctionIsNotImplemented) {
  const Outcome outcome = Run(StartTraceW{});
  EXPECT_EQ(outcome.ending, Ending::kNotImplemented);
  EXPECT_EQ(outcome.detail, "StartTraceW");
}

TEST_F(ExecutorTest, HandlesAreBornAndChangesAreToldByMember) {
  api_.StartTraceW = Start;
  const Outcome outcome = Run(StartTraceW{.name = u"mine"});
  EXPECT_EQ(outcome.ending, Ending::kReturned) << outcome.detail;
  EXPECT_EQ(outcome.handle().symbol, "$1");
  EXPECT_EQ(outcome.Number("properties", "BufferSize"), 64u);
  EXPECT_EQ(outcome.Text("properties", "LoggerName"), "mine");
  EXPECT_EQ(outcome.Text("properties", "Wnode.HistoricalContext"), "$1");
  EXPECT_EQ(outcome.changes.size(), 3u);
}

TEST_F(ExecutorTest, WhereOnlyReportsAreToldTheRestIsNot) {
  api_.StartTraceW = Start;
  Executor executor(api_, world_, Telling::kReports);
  const Outcome outcome = executor.Run(StartTraceW{.name = u"s"});
  EXPECT_EQ(outcome.handle().symbol, "$1");
  ASSERT_EQ(outcome.changes.size(), 1u);
  EXPECT_EQ(outcome.Text("properties", "Wnode.HistoricalContext"), "$1");
}

// Where threads cost too much, ETW may call it on the caller's own.
TEST_F(ExecutorTest, ACallbackNeverWaitsThatOnlyAsks) {
  api_.RegisterTraceGuidsW = Register;
  const auto never_waits = [this](const Callback& callback) {
    executor_.Run(RegisterTraceGuidsW{.callback = callback});
    return executor_.NeverWaits(control_context);
  };
  EXPECT_TRUE(never_waits({}));
  EXPECT_TRUE(never_waits({.steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}}}));
  EXPECT_FALSE(never_waits({.steps = {GetTraceLoggerHandle{}, StopTraceW{.name = u"s"}}}));
  EXPECT_FALSE(never_waits({.delay_ms = 1}));
  EXPECT_FALSE(never_waits({.fault = true}));
  int stranger = 0;
  EXPECT_FALSE(executor_.NeverWaits(&stranger));
  EXPECT_FALSE(executor_.NeverWaits(nullptr));
}

TEST_F(ExecutorTest, NamedBlocksKeepTheirContents) {
  api_.StartTraceW = Start;
  EXPECT_EQ(Run(StartTraceW{.name = u"a", .properties = {.block = "p"}}).Number("p", "BufferSize"),
            64u);
  EXPECT_EQ(Run(StartTraceW{.name = u"a", .properties = {.block = "p"}}).Find("p", "BufferSize"),
            nullptr);
  EXPECT_EQ(Run(StartTraceW{.properties = {.block = "p", .bytes = 120}}).ending,
            Ending::kHarnessFault);
}

TEST_F(ExecutorTest, OverReadIsACrash) {
  api_.TraceEvent = ReadEvent;
  EXPECT_EQ(Run(TraceEvent{.event = {.payload = {1, 2, 3, 4, 5, 6, 7, 8}}}).ending,
            Ending::kReturned);
  const Outcome outcome =
      Run(TraceEvent{.event = {.size = uint16_t{57}, .payload = {1, 2, 3, 4, 5, 6, 7, 8}}});
  EXPECT_EQ(outcome.ending, Ending::kCrashed);
  EXPECT_THAT(outcome.detail, HasSubstr("read 1 byte past block event"));
}

TEST_F(ExecutorTest, OverWriteIsACrash) {
  api_.TraceEvent = WriteEvent;
  const Outcome at_page = Run(TraceEvent{.event = {.payload = {1, 2, 3, 4, 5, 6, 7, 8}}});
  EXPECT_EQ(at_page.ending, Ending::kCrashed);
  EXPECT_THAT(at_page.detail, HasSubstr("write 1 byte past block event"));
}

TEST_F(ExecutorTest, WriteIntoTheSlackIsACrash) {
  api_.TraceEvent = WriteEvent;
  const Outcome outcome = Run(TraceEvent{.event = {.payload = {1, 2, 3}}});
  EXPECT_EQ(outcome.ending, Ending::kCrashed);
  EXPECT_EQ(outcome.detail, "wrote past the end of block event");
}

TEST_F(ExecutorTest, BadPointersAreTold) {
  api_.TraceEvent = ReadEvent;
  EXPECT_THAT(Run(TraceEvent{.event = {.place = Place::kNull}}).detail, HasSubstr("read at NULL"));
  EXPECT_THAT(Run(TraceEvent{.event = {.place = Place::kUnmapped}}).detail,
              HasSubstr("read through an unmapped pointer"));
  api_.TraceEvent = WriteEvent;
  EXPECT_THAT(Run(TraceEvent{.event = {.place = Place::kReadOnly}}).detail,
              HasSubstr("write at byte 8 of block event"));
}

TEST_F(ExecutorTest, AbortIsACrash) {
  api_.TraceEvent = AbortEvent;
  EXPECT_EQ(Run(TraceEvent{}).ending, Ending::kCrashed);
}

TEST_F(ExecutorTest, RepeatedCallsCountFailures) {
  api_.TraceEvent = FailEveryOther;
  const Outcome outcome = Run(TraceEvent{.times = 4});
  EXPECT_EQ(outcome.failures, 2u);
  EXPECT_EQ(outcome.returns, 0u);
}

TEST_F(ExecutorTest, ControlCallbackRunsItsScript) {
  api_.RegisterTraceGuidsW = Register;
  api_.EnableTrace = Enable;
  api_.GetTraceLoggerHandle = LoggerHandle;
  api_.GetTraceEnableLevel = Level;
  const Outcome registered = Run(RegisterTraceGuidsW{
      .callback = {.steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}}, .returns = 3},
      .classes = {kClassGuid, kOtherClassGuid}});
  ASSERT_EQ(registered.handles.size(), 3u);
  const Outcome enabled = Run(EnableTrace{});
  EXPECT_EQ(enabled.returns, 3u);
  ASSERT_EQ(enabled.callbacks.size(), 1u);
  const CallbackRecord& record = enabled.callbacks.front();
  EXPECT_EQ(record.callback, "control");
  EXPECT_EQ(record.Number("RequestCode"), uint64_t{WMI_ENABLE_EVENTS});
  ASSERT_EQ(record.steps.size(), 2u);
  EXPECT_EQ(record.steps[0].handle().symbol, "$4");
  EXPECT_EQ(record.steps[1].returns, 4u);
  EXPECT_EQ(Run(GetTraceEnableLevel{.session = kNoHandle}).last_error, 87u);
}

TEST_F(ExecutorTest, MessageArgumentsArrive) {
  api_.TraceMessageVa = MessageVa;
  api_.TraceMessage = Message;
  const std::vector<Argument> arguments = {{.data = {'a', 'b'}}, {.data = {'c', 'd'}, .size = 1}};
  EXPECT_EQ(Run(TraceMessageVa{.arguments = arguments}).returns, 0u);
  EXPECT_EQ(message, "abc");
  message.clear();
  EXPECT_EQ(Run(TraceMessage{.arguments = arguments}).returns, 0u);
  EXPECT_EQ(message, "abc");
}

TEST_F(ExecutorTest, EventsAndBuffersAreRecorded) {
  api_.OpenTraceW = Open;
  api_.ProcessTrace = Process;
  const Outcome trace =
      Run(OpenTraceW{.log_file = u"a.etl", .buffer_callback = {.false_on_call = 1}});
  EXPECT_EQ(trace.returns, 50u);
  const Outcome processed = Run(ProcessTrace{.handles = {trace.handle()}});
  EXPECT_EQ(processed.returns, 1223u);
  ASSERT_EQ(processed.callbacks.size(), 2u);
  EXPECT_EQ(processed.callbacks[0].Number("Type"), 3u);
  EXPECT_EQ(processed.callbacks[0].Text("Data"), "0102");
  EXPECT_EQ(processed.callbacks[1].callback, "buffer");
  EXPECT_EQ(processed.callbacks[1].Number("Context"), 1u);
}

TEST_F(ExecutorTest, StartedCallIsAwaited) {
  api_.OpenTraceW = Open;
  api_.ProcessTrace = Process;
  Run(OpenTraceW{.buffer_callback = {}});
  EXPECT_EQ(Run(ProcessTrace{.on = {.id = "c", .start = true}}).ending, Ending::kStarted);
  const Outcome outcome = Run(Await{.of = "c"});
  EXPECT_EQ(outcome.ending, Ending::kReturned);
  EXPECT_EQ(outcome.id, "c");
  EXPECT_EQ(outcome.callbacks.size(), 2u);
}

TEST_F(ExecutorTest, ThreadsHaveNames) {
  api_.TraceEvent = [](TRACEHANDLE, PEVENT_TRACE_HEADER event) -> ULONG {
    event->ThreadId = static_cast<ULONG>(std::hash<std::thread::id>()(std::this_thread::get_id()));
    return 0;
  };
  const auto thread = [&](const char* name) {
    return Run(TraceEvent{.on = {.thread = name}}).Number("event", "ThreadId");
  };
  EXPECT_EQ(thread("a"), thread("a"));
  EXPECT_NE(thread("a"), thread("b"));
  EXPECT_NE(thread("a"), thread(""));
}

TEST_F(ExecutorTest, CapabilitiesThatLackMakeAnOperationNotApplicable) {
  EXPECT_EQ(Run(InjectFault{}).ending, Ending::kNotApplicable);
  EXPECT_EQ(Run(NewProcess{.name = "p"}).detail, "processes");
  EXPECT_EQ(Run(TraceEvent{.on = {.process = "p"}}).ending, Ending::kNotApplicable);
}

TEST_F(ExecutorTest, FilesAreOfTheWorld) {
  EXPECT_EQ(Run(GetFile{.path = u"folder/f"}).returns, 2u);
  EXPECT_EQ(Run(PutFile{.path = u"folder/f", .contents = Bytes{1, 255}}).ending, Ending::kReturned);
  EXPECT_EQ(Run(GetFile{.path = u"folder/f"}).Text("file", "bytes"), "01ff");
}

TEST_F(ExecutorTest, UnknownSymbolIsOurFault) {
  api_.TraceEvent = ReadEvent;
  const Outcome outcome = Run(TraceEvent{.session = {.symbol = "$7"}});
  EXPECT_EQ(outcome.ending, Ending::kHarnessFault);
  EXPECT_THAT(outcome.detail, StartsWith("no handle $7"));
}

}  // namespace
}  // namespace etalon
