// Sessions that the computer starts: the Global Logger and those of the Autologger keys; and what
// else of ETW the registry decides.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::SizeIs;

constexpr char16_t kKey[] = u"Autologger\\etalon";
constexpr char16_t kProviderKey[] = u"Autologger\\etalon\\{e7a10000-0001-4000-8000-000000000001}";
constexpr char16_t kSessionGuid[] = u"{e7a10000-0007-4000-8000-000000000001}";
constexpr uint32_t kRealTime = EVENT_TRACE_REAL_TIME_MODE;
const Handle kGlobalLogger = {.literal = 1};

SetRegistry Number(const std::u16string& key, const std::u16string& value, uint64_t number) {
  return {.key = key, .value = value, .number = number};
}

SetRegistry Text(const std::u16string& key, const std::u16string& value,
                 const std::u16string& text) {
  return {.key = key, .value = value, .text = text};
}

// A key that starts a session; `mode` as LogFileMode.
std::vector<Op> Autologger(uint32_t mode) {
  return {Number(kKey, u"Start", 1), Text(kKey, u"Guid", kSessionGuid),
          Number(kKey, u"LogFileMode", mode)};
}

CLAUSE_TEST(STARTTRACE_S05, GlobalLoggerComesFromTheRegistry) {
  Needs(Capability::kRestart);
  Must(Number(u"GlobalLogger", u"Start", 1));
  Must(Text(u"GlobalLogger", u"FileName", u"global.etl"));
  EXPECT_THAT(Run(QueryTraceW{.handle = kGlobalLogger}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  Must(Restart{});
  EXPECT_THAT(Run(QueryTraceW{.handle = kGlobalLogger}),
              Has("properties", "LoggerName", "GlobalLogger"));
  EXPECT_THAT(Run(QueryTraceW{.name = u"globallogger"}),
              Has("properties", "Wnode.Guid", "e8908abc-aa84-11d2-9a93-00805f85d7c6"));
  Must(TraceEvent{.session = kGlobalLogger, .event = {.guid = kClassGuid, .payload = {5}}});
  EXPECT_THAT(Run(StopTraceW{.handle = kGlobalLogger}), Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"global.etl"))), ElementsAre("05"));
}

// Its handle is the smallest.
std::vector<Op> GlobalLogger() {
  return {Number(u"GlobalLogger", u"Start", 1), Text(u"GlobalLogger", u"FileName", u"global.etl"),
          Restart{}};
}

NEAR_MISS(ENABLETRACE_E02, HandleOfTheGlobalLogger) {
  Needs(Capability::kRestart);
  for (const Op& op : GlobalLogger()) Must(op);
  Register();
  EXPECT_THAT(Run(EnableTrace{.enable = 1, .session = kGlobalLogger}), Succeeds());
}

NEAR_MISS(ENABLEEX_E02, HandleOfTheGlobalLogger) {
  Needs(Capability::kRestart);
  for (const Op& op : GlobalLogger()) Must(op);
  EXPECT_THAT(Run(EnableTraceEx{.session = kGlobalLogger}), Succeeds());
}

NEAR_MISS(ENABLEEX2_E02, HandleOfTheGlobalLogger) {
  Needs(Capability::kRestart);
  for (const Op& op : GlobalLogger()) Must(op);
  EXPECT_THAT(Run(EnableTraceEx2{.session = kGlobalLogger}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_S05, SessionOfItsNameIsNotTheGlobalLogger) {
  Start(u"GlobalLogger");
  EXPECT_THAT(Run(QueryTraceW{.handle = kGlobalLogger}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_S05, GlobalLoggerWithKernelFlags) {
  Needs(Capability::kRestart);
  Must(Number(u"GlobalLogger", u"Start", 1));
  Must(SetRegistry{
      .key = u"GlobalLogger", .value = u"EnableKernelFlags", .bytes = Bytes{3, 0, 0, 0}});
  Must(Restart{});
  const Outcome queried = Run(QueryTraceW{.name = u"NT Kernel Logger"});
  EXPECT_THAT(queried, Has("properties", "EnableFlags", 3u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), EndsWith("GlobalLogger.etl"));
  EXPECT_THAT(Run(QueryTraceW{.handle = kGlobalLogger}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_S05, GlobalLoggerTellsNoProvider) {
  Needs(Capability::kRestart);
  Must(Number(u"GlobalLogger", u"Start", 1));
  Must(Number(u"GlobalLogger\\{e7a10000-0001-4000-8000-000000000001}", u"Enabled", 1));
  Must(Restart{});
  EXPECT_THAT(CallsOf(Register(), "control"), SizeIs(0));
}

CLAUSE_TEST(STARTTRACE_S17, NameDefaultsAndStatus) {
  Needs(Capability::kRestart);
  Must(Number(kKey, u"Start", 1));
  Must(Text(kKey, u"Guid", kSessionGuid));
  Must(Restart{});
  const Outcome queried = Run(QueryTraceW{.name = u"etalon"});
  EXPECT_THAT(queried, Has("properties", "Wnode.Guid", "e7a10000-0007-4000-8000-000000000001"));
  EXPECT_THAT(queried, Has("properties", "Wnode.ClientContext", 1u));
  EXPECT_THAT(queried,
              Has("properties", "LogFileMode", uint32_t{EVENT_TRACE_FILE_MODE_SEQUENTIAL}));
  EXPECT_THAT(queried, Has("properties", "MaximumFileSize", 100u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), EndsWith("LogFiles\\WMI\\etalon.etl"));
  EXPECT_THAT(Run(GetRegistry{.key = kKey, .value = u"Status"}), Has("registry", "number", 0u));
}

CLAUSE_TEST(STARTTRACE_S17, WhatTheKeySays) {
  Needs(Capability::kRestart);
  for (const Op& op : Autologger(EVENT_TRACE_FILE_MODE_CIRCULAR)) Must(op);
  const struct {
    const char16_t* value;
    uint64_t number;
    const char* member;
  } kCases[] = {
      {u"BufferSize", 32, "BufferSize"},         {u"ClockType", 2, "Wnode.ClientContext"},
      {u"FlushTimer", 7, "FlushTimer"},          {u"MaxFileSize", 3, "MaximumFileSize"},
      {u"MinimumBuffers", 40, "MinimumBuffers"}, {u"MaximumBuffers", 50, "MaximumBuffers"}};
  for (const auto& a_case : kCases) Must(Number(kKey, a_case.value, a_case.number));
  Must(Text(kKey, u"FileName", u"C:\\etalon\\auto.etl"));
  Must(Restart{});
  const Outcome queried = Run(QueryTraceW{.name = u"etalon"});
  for (const auto& a_case : kCases) {
    EXPECT_THAT(queried, Has("properties", a_case.member, a_case.number));
  }
  EXPECT_THAT(queried, Has("properties", "LogFileMode", uint32_t{EVENT_TRACE_FILE_MODE_CIRCULAR}));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), EndsWith("auto.etl"));
}

CLAUSE_TEST(STARTTRACE_S17, ProvidersAreEnabledWhenTheyRegister) {
  Needs(Capability::kRestart);
  for (const Op& op : Autologger(kRealTime)) Must(op);
  Must(Number(kProviderKey, u"Enabled", 1));
  Must(Number(kProviderKey, u"EnableLevel", 4));
  Must(Number(kProviderKey, u"EnableFlags", 0x12));
  Must(Restart{});
  const Outcome registered =
      Run(RegisterTraceGuidsW{.callback = {.steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{},
                                                     GetTraceEnableFlags{}}}});
  const auto calls = CallsOf(registered, "control");
  ASSERT_THAT(calls, SizeIs(1));
  ASSERT_THAT(calls[0].steps, SizeIs(3));
  EXPECT_EQ(calls[0].steps[1].returns, 4u);
  EXPECT_EQ(calls[0].steps[2].returns, 0x12u);
}

CLAUSE_TEST(STARTTRACE_S17, ProviderThatIsNotEnabled) {
  Needs(Capability::kRestart);
  for (const Op& op : Autologger(kRealTime)) Must(op);
  Must(Number(kProviderKey, u"Enabled", 0));
  Must(Restart{});
  EXPECT_THAT(CallsOf(Register(), "control"), SizeIs(0));
}

CLAUSE_TEST(STARTTRACE_S17, FilesAreNumberedUpToFileMax) {
  Needs(Capability::kRestart);
  Must(Number(kKey, u"Start", 1));
  Must(Text(kKey, u"Guid", kSessionGuid));
  Must(Text(kKey, u"FileName", u"C:\\etalon\\auto.etl"));
  Must(Number(kKey, u"FileMax", 2));
  for (const char* file : {"auto.etl.0001", "auto.etl.0002", "auto.etl.0001"}) {
    Must(Restart{});
    EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}).Text("properties", "LogFileName"),
                EndsWith(file));
  }
}

CLAUSE_TEST(STARTTRACE_S17, KeyThatDoesNotStart) {
  Needs(Capability::kRestart);
  for (const Op& op : Autologger(kRealTime)) Must(op);
  Must(Number(kKey, u"Start", 0));
  Must(Restart{});
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_S17, FailureIsTheStatus) {
  Needs(Capability::kRestart);
  for (const Op& op : Autologger(EVENT_TRACE_FILE_MODE_SEQUENTIAL)) Must(op);
  Must(Text(kKey, u"FileName", u"C:\\missing\\auto.etl"));
  Must(Restart{});
  EXPECT_THAT(Run(GetRegistry{.key = kKey, .value = u"Status"}),
              Has("registry", "number", uint32_t{ERROR_PATH_NOT_FOUND}));
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_S17, KeyWithoutAGuid) {
  Needs(Capability::kRestart);
  Must(Number(kKey, u"Start", 1));
  Must(Restart{});
  EXPECT_THAT(Run(GetRegistry{.key = kKey, .value = u"Status"}),
              Has("registry", "number", uint32_t{ERROR_INVALID_PARAMETER}));
}

CLAUSE_TEST(STARTTRACE_S04, RestartEndsTheSession) {
  Needs(Capability::kRestart);
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {1}}});
  Must(Restart{});
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("01"));
}

CLAUSE_TEST(CONTROLTRACE_U05, SessionThatCannotBeStopped) {
  Needs(Capability::kRestart);
  for (const Op& op : Autologger(kRealTime | EVENT_TRACE_NONSTOPPABLE_MODE)) Must(op);
  Must(Restart{});
  EXPECT_THAT(Run(ControlTraceW{.name = u"etalon", .code = ControlCode::kStop}),
              Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(StopTraceA{.name = u"etalon"}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(CONTROLTRACE_U05, SessionOfTheRegistryThatCan) {
  Needs(Capability::kRestart);
  for (const Op& op : Autologger(kRealTime)) Must(op);
  Must(Restart{});
  EXPECT_THAT(Run(ControlTraceW{.name = u"etalon", .code = ControlCode::kStop}), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E15, SessionThatCannotBeStoppedEndsByItself) {
  Needs(Capability::kRestart);
  Needs(Capability::kVirtualClock);
  const uint32_t mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_NONSTOPPABLE_MODE;
  for (const Op& op : Autologger(mode)) Must(op);
  Must(Number(kKey, u"MaxFileSize", 1));
  Must(Number(kProviderKey, u"Enabled", 1));
  Must(Restart{});
  const Callback slow = {.steps = {GetTraceLoggerHandle{}}, .delay_ms = 500};
  const auto calls = CallsOf(Must(RegisterTraceGuidsW{.callback = slow}), "control");
  ASSERT_THAT(calls, SizeIs(1));
  const Handle session = calls[0].steps[0].handle();
  for (int i = 0; i < 700; ++i) {
    Run(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload_fill = 2000}});
  }
  Must(Advance{.ms = 100});
  EXPECT_THAT(Run(StopTraceW{.name = u"etalon"}), Fails(ERROR_ACTIVE_CONNECTIONS));
}

std::u16string SessionName(uint32_t number) {
  const std::string name = "session" + std::to_string(number);
  return {name.begin(), name.end()};
}

CLAUSE_TEST(STARTTRACE_E21, MoreThanTheRegistryAllows) {
  Needs(WindowsVersion(10, 0, 16299));
  Needs(Capability::kRestart);
  Must(Number(u"", u"EtwMaxLoggers", 8));  // 32 at least
  Must(Restart{});
  for (uint32_t i = 0; i < 32; ++i) Start(SessionName(i));
  EXPECT_THAT(Run(StartTraceW{.name = u"one too many"}), Fails(ERROR_NO_SYSTEM_RESOURCES));
}

NEAR_MISS(STARTTRACE_E21, AsManyAsTheRegistryAllows) {
  Needs(WindowsVersion(10, 0, 16299));
  Needs(Capability::kRestart);
  Must(Number(u"", u"EtwMaxLoggers", 100));
  Must(Restart{});
  for (uint32_t i = 0; i < 99; ++i) Start(SessionName(i), {.buffer_size_kb = 4});
  EXPECT_THAT(Run(StartTraceW{.name = u"the 100th", .properties = {.buffer_size_kb = 4}}),
              Succeeds());
}

}  // namespace
}  // namespace etalon
