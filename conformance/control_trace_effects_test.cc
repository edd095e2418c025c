// ControlTrace: what QUERY, STOP, UPDATE and FLUSH do.
#include <string>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::EndsWith;
using testing::SizeIs;

constexpr uint32_t kSequential = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
constexpr uint32_t kRealTime = EVENT_TRACE_REAL_TIME_MODE;
constexpr uint32_t kBuffering = EVENT_TRACE_BUFFERING_MODE;
constexpr uint64_t kDisableEvents = 5;

Properties ToFile() { return {.log_file_mode = kSequential, .log_file = u"a.etl"}; }

ControlTraceW Update(const Handle& session, const Properties& properties) {
  return {.handle = session, .code = ControlCode::kUpdate, .properties = properties};
}

ControlTraceW Flush(const Handle& session, const Properties& properties = {}) {
  return {.handle = session, .code = ControlCode::kFlush, .properties = properties};
}

TraceEvent EventFor(const Handle& provider) {
  return {.session = provider, .event = {.guid = kClassGuid}};
}

CLAUSE_TEST(CONTROLTRACE_U06, UpdateLeavesOtherMembersAlone) {
  const Handle session = Start(u"etalon", {.client_context = 1,
                                           .buffer_size_kb = 32,
                                           .minimum_buffers = 64,
                                           .maximum_buffers = 100,
                                           .maximum_file_size = 10,
                                           .log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.client_context = 2,
                                   .buffer_size_kb = 16,
                                   .minimum_buffers = 70,
                                   .maximum_file_size = 20,
                                   .flush_timer = 9})),
              Succeeds());
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "Wnode.ClientContext", 1u));
  EXPECT_THAT(queried, Has("properties", "BufferSize", 32u));
  EXPECT_THAT(queried, Has("properties", "MinimumBuffers", 64u));
  EXPECT_THAT(queried, Has("properties", "MaximumFileSize", 10u));
}

CLAUSE_TEST(CONTROLTRACE_S01, QueryTellsSettingsHandleAndNames) {
  const Handle session = Start(u"etalon", {.buffer_size_kb = 32,
                                           .maximum_file_size = 10,
                                           .log_file_mode = kSequential,
                                           .flush_timer = 3,
                                           .log_file = u"a.etl"});
  const Outcome queried = Run(ControlTraceW{.name = u"etalon", .code = ControlCode::kQuery});
  EXPECT_THAT(queried, Succeeds());
  EXPECT_THAT(queried, Has("properties", "Wnode.HistoricalContext", session.symbol));
  EXPECT_THAT(queried, Has("properties", "BufferSize", 32u));
  EXPECT_THAT(queried, Has("properties", "MaximumFileSize", 10u));
  EXPECT_THAT(queried, Has("properties", "LogFileMode", kSequential));
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 3u));
  EXPECT_THAT(queried, Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), EndsWith("a.etl"));
}

CLAUSE_TEST(CONTROLTRACE_S01, QueryTellsStatistics) {
  Needs(Capability::kFaults);
  const Handle session = StartOnStalledDisk();
  Register();
  Must(TraceEvent{.session = Enable(session), .event = {.payload_fill = 1000 - 48}, .times = 8});
  Run(TraceEvent{.session = session, .event = {.payload_fill = 1000 - 48}, .times = 3});
  const Outcome queried = Run(ControlTraceA{.handle = session});
  EXPECT_THAT(queried, Has("properties", "EventsLost", 3u));
  EXPECT_THAT(queried, Has("properties", "NumberOfBuffers", 2u));
  EXPECT_THAT(queried, Has("properties", "LoggerName", "stalled"));
}

CLAUSE_TEST(CONTROLTRACE_S02, StopWritesWhatIsInTheBuffers) {
  Register();
  const Handle session = Start(u"etalon", ToFile());
  Must(EventFor(Enable(session)));
  const Outcome stopped = Run(ControlTraceW{.handle = session, .code = ControlCode::kStop});
  EXPECT_THAT(stopped, Succeeds());
  EXPECT_THAT(stopped, Has("properties", "BuffersWritten", 2u));
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"a.etl")), SizeIs(1));
}

CLAUSE_TEST(CONTROLTRACE_S02, StopEndsTheHandleAndTheName) {
  const Handle session = Start(u"etalon");
  EXPECT_THAT(Run(ControlTraceA{.name = u"etalon", .code = ControlCode::kStop}), Succeeds());
  EXPECT_THAT(Run(ControlTraceW{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(ControlTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(CONTROLTRACE_S02, StopLetsTheLogFileGo) {
  Must(ControlTraceW{.handle = Start(u"first", ToFile()), .code = ControlCode::kStop});
  EXPECT_THAT(Query(Start(u"second", ToFile())), Has("properties", "LoggerName", "second"));
}

CLAUSE_TEST(CONTROLTRACE_S02, StopCutsAPreallocatedFile) {
  Needs(Capability::kFiles);
  const Handle session =
      Start(u"etalon", {.maximum_file_size = 4,
                        .log_file_mode = kSequential | EVENT_TRACE_FILE_MODE_PREALLOCATE,
                        .log_file = u"a.etl"});
  Must(ControlTraceW{.handle = session, .code = ControlCode::kStop});
  const std::string bytes = Must(GetFile{.path = u"a.etl"}).Text("file", "bytes");
  EXPECT_THAT(bytes, SizeIs(testing::Gt(0u)));
  EXPECT_THAT(bytes, SizeIs(testing::Lt(2u * 1024 * 1024)));
}

CLAUSE_TEST(CONTROLTRACE_S31, StopTellsTheProviders) {
  Register();
  const Handle session = Start();
  Enable(session);
  const Outcome stopped = Run(ControlTraceW{.handle = session, .code = ControlCode::kStop});
  const std::vector<CallbackRecord> calls = CallsOf(stopped, "control");
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_THAT(calls.front().Number("RequestCode"), kDisableEvents);
}

CLAUSE_TEST(CONTROLTRACE_S32, StopTellsNoClassicProvider) {
  Register();
  const Handle session = Start();
  Enable(session);
  const Outcome stopped = Run(ControlTraceW{.handle = session, .code = ControlCode::kStop});
  EXPECT_THAT(stopped, Succeeds());
  EXPECT_THAT(CallsOf(stopped, "control"), SizeIs(0));
  // It is disabled all the same: the next session tells it nothing but its own.
  const Outcome enabled = Run(EnableTrace{.session = Start(u"next")});
  EXPECT_THAT(CallsOf(enabled, "control"), SizeIs(1));
}

CLAUSE_TEST(CONTROLTRACE_S03, ZeroesLeaveSettingsAlone) {
  const Handle session = Start(
      u"etalon",
      {.minimum_buffers = 64, .maximum_buffers = 100, .flush_timer = 3, .log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {})), Succeeds());
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 3u));
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 100u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), EndsWith("a.etl"));
}

CLAUSE_TEST(CONTROLTRACE_S03, ZeroDisablesAllSystemProviders) {
  const Handle session = Start(u"NT Kernel Logger", {.enable_flags = 3});
  EXPECT_THAT(Run(Update(session, {.log_file_mode = kRealTime, .enable_flags = 0})), Succeeds());
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "LoggerName", "NT Kernel Logger"));
  EXPECT_THAT(queried, Leaves("properties", "EnableFlags"));
}

CLAUSE_TEST(CONTROLTRACE_S03, ModeSwitchesRealTimeOnAndOff) {
  const Handle session = Start(u"etalon", ToFile());
  Must(Update(session, {.log_file_mode = kRealTime}));
  EXPECT_THAT(Query(session), Has("properties", "LogFileMode", kSequential | kRealTime));
  Must(Update(session, {.log_file_mode = 0}));
  EXPECT_THAT(Query(session), Has("properties", "LogFileMode", kSequential));
}

CLAUSE_TEST(CONTROLTRACE_S03, UpdateTellsTheNewSettings) {
  const Handle session = Start(u"etalon", ToFile());
  const Outcome updated = Run(Update(session, {.maximum_buffers = 99, .flush_timer = 9}));
  EXPECT_THAT(updated, Has("properties", "Wnode.HistoricalContext", session.symbol));
  EXPECT_THAT(updated, Leaves("properties", "MaximumBuffers"));
  EXPECT_THAT(updated, Leaves("properties", "FlushTimer"));
  EXPECT_THAT(updated, Has("properties", "LogFileMode", kSequential));
  EXPECT_THAT(updated, Has("properties", "BuffersWritten", 1u));
}

CLAUSE_TEST(CONTROLTRACE_S04, FlushWritesBuffersAtOnce) {
  Register();
  const Handle session = Start(u"etalon", ToFile());
  Must(EventFor(Enable(session)));
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 1u));
  EXPECT_THAT(Run(Flush(session)), Succeeds());
  Must(Advance{.ms = 10});
  EXPECT_THAT(Query(session), Has("properties", "BuffersWritten", 2u));
}

CLAUSE_TEST(CONTROLTRACE_S04, FlushOfAMemorySessionWritesASnapshotAndKeepsTheMemory) {
  Register();
  const Handle session = Start(u"etalon", {.log_file_mode = kBuffering});
  const Handle provider = Enable(session);
  Must(EventFor(provider));
  EXPECT_THAT(Run(Flush(session, {.log_file = u"first.etl"})), Succeeds());
  Must(EventFor(provider));
  EXPECT_THAT(Run(Flush(session, {.log_file = u"second.etl"})), Succeeds());
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"first.etl")), SizeIs(1));
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"second.etl")), SizeIs(2));
}

CLAUSE_TEST(CONTROLTRACE_S06, NameWinsOverHandle) {
  const Handle other = Start(u"other");
  Start(u"etalon");
  EXPECT_THAT(Run(ControlTraceW{.handle = other, .name = u"etalon"}),
              Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(ControlTraceA{.handle = kAllOnes, .name = u"etalon"}),
              Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(ControlTraceW{.handle = other, .name = u"missing"}),
              Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(CONTROLTRACE_P01, HandleMayBeZeroBesideAName) {
  Start(u"etalon");
  EXPECT_THAT(Run(ControlTraceW{.handle = kNoHandle, .name = u"etalon"}),
              Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(ControlTraceW{.handle = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CONTROLTRACE_P02, HandleStandsForTheName) {
  const Handle session = Start(u"etalon");
  EXPECT_THAT(Run(ControlTraceW{.handle = session}), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(CONTROLTRACE_P02, KernelLoggerByItsName) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(ControlTraceA{.name = u"nt kernel logger"}),
              Has("properties", "Wnode.Guid", "9e814aad-3204-11d2-9a82-006008a86939"));
}

CLAUSE_TEST(CONTROLTRACE_P03, SizesAndOffsetsAreEnough) {
  const Properties bare = {.bytes = 120 + 4 * 1024,
                           .wnode_flags = 0,
                           .log_file_name_offset = 120 + 2 * 1024,
                           .logger_name_offset = 120};
  const std::u16string name(1023, u'n');
  const Handle session = Start(name, ToFile());
  EXPECT_THAT(Run(ControlTraceW{.handle = session, .properties = bare}),
              Has("properties", "LoggerName", std::string(1023, 'n')));
  EXPECT_THAT(Run(Flush(session, bare)), Has("properties", "LogFileMode", kSequential));
  EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = ControlCode::kStop, .properties = bare}),
              Has("properties", "BuffersWritten", 1u));
}

CLAUSE_TEST(CONTROLTRACE_P04, UpdateTakesTimerMaximumAndFile) {
  const Handle session = Start(u"etalon", ToFile());
  EXPECT_THAT(
      Run(Update(session, {.maximum_buffers = 200, .flush_timer = 9, .log_file = u"b.etl"})),
      Succeeds());
  const Outcome queried = Query(session);
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 200u));
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 9u));
  EXPECT_THAT(queried.Text("properties", "LogFileName"), EndsWith("b.etl"));
}

CLAUSE_TEST(CONTROLTRACE_P04, EventsGoToTheNewFile) {
  Register();
  const Handle session = Start(u"etalon", ToFile());
  const Handle provider = Enable(session);
  Must(EventFor(provider));
  Must(Flush(session));
  Must(Advance{.ms = 10});
  Must(Update(session, {.log_file = u"b.etl"}));
  Must(EventFor(provider));
  Must(EventFor(provider));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"a.etl")), SizeIs(1));
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"b.etl")), SizeIs(2));
}

CLAUSE_TEST(CONTROLTRACE_P04, SystemLoggerTakesFlags) {
  const Handle session = Start(u"NT Kernel Logger", {.enable_flags = 1});
  Must(Update(session, {.log_file_mode = kRealTime, .enable_flags = 3}));
  EXPECT_THAT(Query(session), Has("properties", "EnableFlags", 3u));
}

CLAUSE_TEST(CONTROLTRACE_P04, PrivateSessionTakesTheTimerAlone) {
  Register();  // the provider that it is for
  const Properties private_session = {
      .guid = kProviderGuid,
      .minimum_buffers = 64,
      .maximum_buffers = 100,
      .log_file_mode = EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_PRIVATE_IN_PROC,
      .log_file = u"a.etl"};
  const Handle session = Start(u"etalon", private_session);
  Properties changed = {.guid = kProviderGuid,
                        .maximum_buffers = 200,
                        .log_file_mode = private_session.log_file_mode,
                        .flush_timer = 9};
  EXPECT_THAT(Run(Update(session, changed)), Succeeds());
  const Outcome queried = Run(ControlTraceW{
      .handle = session,
      .properties = {.guid = kProviderGuid, .log_file_mode = private_session.log_file_mode}});
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 100u));
  EXPECT_THAT(queried, Has("properties", "FlushTimer", 9u));
}

CLAUSE_TEST(CONTROLTRACE_P05, CodesAreTheNumbers0To3) {
  const auto code = [](uint32_t number) { return static_cast<ControlCode>(number); };
  const Handle session = Start(u"etalon", ToFile());
  EXPECT_THAT(Run(ControlTraceW{.handle = session, .code = code(0)}),
              Has("properties", "LoggerName", "etalon"));
  Must(ControlTraceW{.handle = session, .code = code(2), .properties = {.flush_timer = 9}});
  EXPECT_THAT(Query(session), Has("properties", "FlushTimer", 9u));
  Must(ControlTraceW{.handle = session, .code = code(3)});
  Must(ControlTraceW{.handle = session, .code = code(1)});
  EXPECT_THAT(Run(ControlTraceW{.handle = session}), Fails(ERROR_INVALID_PARAMETER));
}

}  // namespace
}  // namespace etalon
