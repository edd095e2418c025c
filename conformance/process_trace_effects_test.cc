// ProcessTrace: what it delivers, in which order, and when it ends.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::Ge;
using testing::Not;
using testing::SizeIs;

constexpr Guid kEventTraceGuid = {
    0x68fdd900, 0x4a3e, 0x11d1, {0x84, 0xf4, 0x00, 0x00, 0xf8, 0x04, 0x64, 0xe3}};
constexpr char16_t kFile[] = u"effects.etl";

TraceEvent Write(const Handle& session, uint8_t data) {
  return {.session = session, .event = {.guid = kClassGuid, .payload = {data}}};
}

CLAUSE_TEST(PROCTRACE_S01, EndsWithTheFile) {
  WriteLogFile(kFile);
  const Outcome processed = Run(ProcessTrace{.handles = {Open(OpenTraceW{.log_file = kFile})}});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, processed.callbacks)), ElementsAre("01"));
}

CLAUSE_TEST(PROCTRACE_S01, EndsWithTheSession) {
  const Handle session = Start();
  Consume();
  Must(Write(session, 1));
  Must(FlushTraceW{.handle = session});
  Must(Advance{.ms = 2000});
  Must(Write(session, 2));
  Stop(session);
  const Outcome processed = Run(Await{.of = "consumer"});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, processed.callbacks)), ElementsAre("01", "02"));
}

CLAUSE_TEST(PROCTRACE_S01, EndsWithCloseTrace) {
  Needs(kVista);  // where CloseTrace is not refused meanwhile
  const Handle session = Start();
  const Handle trace = Consume();
  Must(Write(session, 1));
  Must(FlushTraceW{.handle = session});
  Must(Advance{.ms = 2000});
  Run(CloseTrace{.trace = trace});
  const Outcome processed = Run(Await{.of = "consumer"});
  EXPECT_THAT(processed, Succeeds());
  EXPECT_THAT(DataOf(OfClass(kClassGuid, processed.callbacks)), ElementsAre("01"));
  EXPECT_THAT(Run(QueryTraceW{.handle = session}), Succeeds()) << "the session goes on";
}

CLAUSE_TEST(PROCTRACE_S01, EndsWithFalse) {
  const Handle session = Start();
  const Handle trace =
      Open(OpenTraceW{.logger_name = u"etalon", .buffer_callback = {.false_on_call = 1}});
  Run(ProcessTrace{.handles = {trace},
                   .on = {.thread = "consumer", .id = "consumer", .start = true}});
  Must(Advance{.ms = 100});
  Must(Write(session, 1));
  Must(FlushTraceW{.handle = session});
  EXPECT_THAT(Run(Await{.of = "consumer"}), Fails(ERROR_CANCELLED));
}

CLAUSE_TEST(PROCTRACE_S02, TwoFilesByTime) {
  const Handle first = Start(u"first", {.log_file = u"first.etl"});
  const Handle second = Start(u"second", {.log_file = u"second.etl"});
  for (uint8_t i = 1; i <= 6; ++i) {
    Must(Write(i % 2 == 1 ? first : second, i));
    Must(Advance{.ms = 20});
  }
  Stop(first);
  Stop(second);
  const std::vector<Handle> traces = {Open(OpenTraceW{.log_file = u"second.etl"}),
                                      Open(OpenTraceW{.log_file = u"first.etl"})};
  const auto events = OfClass(kClassGuid, Must(ProcessTrace{.handles = traces}).callbacks);
  EXPECT_THAT(DataOf(events), ElementsAre("01", "02", "03", "04", "05", "06"));
  for (size_t i = 1; i < events.size(); ++i) {
    EXPECT_THAT(events[i].Number("TimeStamp"), Ge(events[i - 1].Number("TimeStamp")));
  }
}

CLAUSE_TEST(PROCTRACE_S02, TwoProcessorsByTime) {
  Needs(Capability::kVirtualClock);
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (uint8_t i = 1; i <= 6; ++i) {
    TraceEvent write = Write(session, i);
    write.on.cpu = i % 2;
    Must(write);
    Must(Advance{.ms = 20});
  }
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(kFile))),
              ElementsAre("01", "02", "03", "04", "05", "06"));
}

// When the events of the class were written.
std::vector<int64_t> TimesOf(const std::vector<CallbackRecord>& events) {
  std::vector<int64_t> times;
  for (const CallbackRecord& event : OfClass(kClassGuid, events)) {
    times.push_back(static_cast<int64_t>(event.Number("TimeStamp")));
  }
  return times;
}

CLAUSE_TEST(PROCTRACE_P03, EarlierEventsAreLeftOut) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (uint8_t i = 1; i <= 3; ++i) {
    Must(Write(session, i));
    Must(Advance{.ms = 20});
  }
  Stop(session);
  const std::vector<int64_t> times = TimesOf(EventsOf(kFile));
  ASSERT_THAT(times, SizeIs(3));
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}, .start_time = times[1]});
  EXPECT_THAT(DataOf(OfClass(kClassGuid, processed.callbacks)), ElementsAre("02", "03"));
}

CLAUSE_TEST(PROCTRACE_P04, LaterEventsAreLeftOut) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  for (uint8_t i = 1; i <= 3; ++i) {
    Must(Write(session, i));
    Must(Advance{.ms = 20});
  }
  Stop(session);
  const std::vector<int64_t> times = TimesOf(EventsOf(kFile));
  ASSERT_THAT(times, SizeIs(3));
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}, .end_time = times[1]});
  EXPECT_THAT(DataOf(OfClass(kClassGuid, processed.callbacks)), ElementsAre("01", "02"));
}

// What a consumer whose end time has long passed gets of a session.
std::vector<std::string> DataAfterTheEnd(const Outcome& processed) {
  return DataOf(OfClass(kClassGuid, processed.callbacks));
}

ProcessTrace UntilLongAgo(const Handle& trace) {
  return {.handles = {trace},
          .end_time = 1,
          .on = {.thread = "consumer", .id = "consumer", .start = true}};
}

CLAUSE_TEST(PROCTRACE_S31, EndTimeOfASessionIsIgnored) {
  const Handle session = Start();
  Run(UntilLongAgo(Open(OpenTraceW{.logger_name = u"etalon"})));
  Must(Advance{.ms = 100});
  Must(Write(session, 1));
  Stop(session);
  EXPECT_THAT(DataAfterTheEnd(Must(Await{.of = "consumer"})), ElementsAre("01"));
}

CLAUSE_TEST(PROCTRACE_S32, EndTimeOfASessionHolds) {
  const Handle session = Start();
  Run(UntilLongAgo(Open(OpenTraceW{.logger_name = u"etalon", .buffer_callback = {}})));
  Must(Advance{.ms = 100});
  Must(Write(session, 1));
  Stop(session);
  const Outcome processed = Must(Await{.of = "consumer"});
  EXPECT_THAT(DataAfterTheEnd(processed), ElementsAre());
  EXPECT_THAT(CallsOf(processed, "buffer"), Not(SizeIs(0))) << "the session's buffer was seen";
}

CLAUSE_TEST(PROCTRACE_S03, HeaderFirst) {
  WriteLogFile(kFile);
  for (const uint32_t mode : {0u, uint32_t{PROCESS_TRACE_MODE_EVENT_RECORD}}) {
    SCOPED_TRACE(mode);
    const auto events = EventsOf(kFile, mode);
    ASSERT_THAT(events, SizeIs(2));
    EXPECT_EQ(events[0].Text("Guid"), ToString(kEventTraceGuid));
    EXPECT_EQ(events[0].Number("Type"), 0u);
    EXPECT_THAT(events[0].Text("Data"), SizeIs(Ge(2u * 272))) << "TRACE_LOGFILE_HEADER";
    EXPECT_EQ(events[1].Text("Guid"), ToString(kClassGuid));
  }
}

CLAUSE_TEST(PROCTRACE_S03, HeaderBeforeTheStartTime) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome processed =
      Must(ProcessTrace{.handles = {trace}, .start_time = 0x7000000000000000});
  const auto events = CallsOf(processed, "event");
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].Text("Guid"), ToString(kEventTraceGuid));
  EXPECT_EQ(events[0].Number("Type"), 0u);
}

// A log file's header event and the one event of its class, by its clock and as times.
struct Stamps {
  int64_t raw_header, raw, time;
};

Stamps StampsOf(const std::vector<CallbackRecord>& raw, const std::vector<CallbackRecord>& times) {
  if (raw.size() != 2 || times.size() != 2) return {};
  return {static_cast<int64_t>(raw[0].Number("TimeStamp")),
          static_cast<int64_t>(raw[1].Number("TimeStamp")),
          static_cast<int64_t>(times[1].Number("TimeStamp"))};
}

constexpr uint32_t kRaw = PROCESS_TRACE_MODE_RAW_TIMESTAMP;
constexpr uint32_t kRecord = PROCESS_TRACE_MODE_EVENT_RECORD;

CLAUSE_TEST(PROCTRACE_S05, PerformanceCounter) {
  const Handle session = Start(u"etalon", {.client_context = 1, .log_file = kFile});
  Must(Advance{.ms = 300});
  Must(Write(session, 1));
  Stop(session);
  const Outcome opened = Run(OpenTraceW{.log_file = kFile});
  const auto start = static_cast<int64_t>(opened.Number("logfile", "LogfileHeader.StartTime"));
  const auto frequency = static_cast<int64_t>(opened.Number("logfile", "LogfileHeader.PerfFreq"));
  ASSERT_GT(frequency, 0);
  for (const uint32_t form : {0u, kRecord}) {
    const Stamps stamps = StampsOf(EventsOf(kFile, form | kRaw), EventsOf(kFile, form));
    const int64_t passed = (stamps.raw - stamps.raw_header) * 10000000 / frequency;
    EXPECT_GE(passed, 3000000);
    EXPECT_NEAR(static_cast<double>(stamps.time - start), static_cast<double>(passed), 10);
  }
}

CLAUSE_TEST(PROCTRACE_S05, SystemTime) {
  const Handle session = Start(u"etalon", {.client_context = 2, .log_file = kFile});
  Must(Write(session, 1));
  Stop(session);
  for (const uint32_t form : {0u, kRecord}) {
    const Stamps stamps = StampsOf(EventsOf(kFile, form | kRaw), EventsOf(kFile, form));
    EXPECT_NE(stamps.time, 0);
    EXPECT_EQ(stamps.raw, stamps.time);
  }
}

CLAUSE_TEST(PROCTRACE_S05, CpuCycles) {
  const Handle session = Start(u"etalon", {.client_context = 3, .log_file = kFile});
  Must(Advance{.ms = 300});
  Must(Write(session, 1));
  Stop(session);
  const Outcome opened = Run(OpenTraceW{.log_file = kFile});
  const auto start = static_cast<int64_t>(opened.Number("logfile", "LogfileHeader.StartTime"));
  const auto mhz = static_cast<int64_t>(opened.Number("logfile", "LogfileHeader.CpuSpeedInMHz"));
  ASSERT_GT(mhz, 0);
  for (const uint32_t form : {0u, kRecord}) {
    const Stamps stamps = StampsOf(EventsOf(kFile, form | kRaw), EventsOf(kFile, form));
    const int64_t passed = (stamps.raw - stamps.raw_header) * 10 / mhz;
    EXPECT_GE(passed, 3000000);
    EXPECT_NEAR(static_cast<double>(stamps.time - start), static_cast<double>(passed), 10);
  }
}

CLAUSE_TEST(PROCTRACE_S05, InRealTime) {
  const Handle session = Start(u"etalon", {.client_context = 1});
  Consume();
  Must(Write(session, 1));
  Stop(session);
  const auto events = OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks);
  ASSERT_THAT(events, SizeIs(1));
  constexpr uint64_t kYear2000 = 125911584000000000;
  EXPECT_THAT(events[0].Number("TimeStamp"), Ge(kYear2000));
}

CLAUSE_TEST(PROCTRACE_S04, BufferAfterItsEvents) {
  WriteLogFile(kFile);
  const Handle trace = Open(OpenTraceW{.log_file = kFile, .buffer_callback = {}});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  ASSERT_THAT(processed.callbacks, SizeIs(Ge(3u)));
  EXPECT_EQ(processed.callbacks.front().callback, "event");
  EXPECT_EQ(processed.callbacks.back().callback, "buffer");
  EXPECT_THAT(CallsOf(processed, "event"), SizeIs(2));
}

}  // namespace
}  // namespace etalon
