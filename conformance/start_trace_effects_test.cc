// StartTrace: what a session that has been started is like.
#include <string>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::Ne;
using testing::SizeIs;

constexpr Guid kSomeGuid = {0xe7a10000, 0x0005, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr Guid kGlobalLoggerGuid = {
    0xe8908abc, 0xaa84, 0x11d2, {0x9a, 0x93, 0x00, 0x80, 0x5f, 0x85, 0xd7, 0xc6}};
constexpr char kKernelLoggerGuid[] = "9e814aad-3204-11d2-9a82-006008a86939";

constexpr uint32_t kSystem = EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_REAL_TIME_MODE;
constexpr uint32_t kPaged = EVENT_TRACE_USE_PAGED_MEMORY | EVENT_TRACE_REAL_TIME_MODE;

// Writes about so many kilobytes of events, slowly enough for the disk.
std::vector<Op> Kilobytes(const Handle& provider, uint32_t count) {
  std::vector<Op> ops;
  for (uint32_t written = 0; written < count; written += 50) {
    ops.push_back(TraceEvent{.session = provider, .event = {.payload_fill = 1000}, .times = 50});
    ops.push_back(Advance{.ms = 10});
  }
  return ops;
}

// A session that writes to "a.etl" in this mode, up to this size.
Properties File(uint32_t mode, uint32_t maximum_file_size) {
  return {.buffer_size_kb = 64,
          .maximum_file_size = maximum_file_size,
          .log_file_mode = mode,
          .log_file = u"a.etl"};
}

CLAUSE_TEST(STARTTRACE_S01, HandleNameAndSizesComeBack) {
  const Outcome started = Run(StartTraceW{.name = u"etalon"});
  EXPECT_THAT(started, Succeeds());
  ASSERT_THAT(started.handles, SizeIs(1));
  EXPECT_THAT(started, Has("properties", "Wnode.HistoricalContext", started.handle().symbol));
  EXPECT_THAT(started, Has("properties", "LoggerName", "etalon"));
  const Outcome queried = Query(started.handle());
  for (const char* member : {"BufferSize", "MinimumBuffers", "MaximumBuffers"}) {
    EXPECT_THAT(started.Number("properties", member), Ne(0u)) << member;
    EXPECT_THAT(started, Has("properties", member, queried.Number("properties", member)));
  }
}

CLAUSE_TEST(STARTTRACE_S01, AnsiNameComesBack) {
  const Outcome started = Run(StartTraceA{.name = u"\u00e9talon"});
  EXPECT_THAT(started, Has("properties", "LoggerName", "\xc3\xa9talon"));
}

CLAUSE_TEST(STARTTRACE_S02, KernelLoggersNameBringsItsGuid) {
  const Outcome started = Run(StartTraceW{.name = u"nt kernel LOGGER",
                                          .properties = {.guid = kSomeGuid, .enable_flags = 1}});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(started, Has("properties", "Wnode.Guid", kKernelLoggerGuid));
}

CLAUSE_TEST(STARTTRACE_S03, SystemLoggersAreRefusedPagedMemory) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = kSystem | kPaged}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartTraceW{.properties = {.guid = kGlobalLoggerGuid, .log_file_mode = kPaged}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(
      Run(StartTraceW{.name = u"NT Kernel Logger", .properties = {.log_file_mode = kPaged}}),
      Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = kPaged}}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_S03, SystemLoggerKeepsItsFlags) {
  const Handle session = Start(u"etalon", {.log_file_mode = kSystem, .enable_flags = 3});
  EXPECT_THAT(Query(session), Has("properties", "EnableFlags", 3u));
  EXPECT_THAT(Run(UpdateTraceW{
                  .handle = session,
                  .properties = {.log_file_mode = EVENT_TRACE_REAL_TIME_MODE, .enable_flags = 1}}),
              Succeeds());
  EXPECT_THAT(Query(session), Has("properties", "EnableFlags", 1u));
}

CLAUSE_TEST(STARTTRACE_S04, SessionOutlivesItsProcess) {
  Needs(Capability::kProcesses);
  Must(NewProcess{.name = "starter"});
  Must(StartTraceW{.name = u"etalon", .on = {.process = "starter"}});
  Must(ExitProcess{.name = "starter"});
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(STARTTRACE_S04, FullLogFileEndsTheSession) {
  Register();
  const Handle session = Start(u"etalon", File(EVENT_TRACE_FILE_MODE_SEQUENTIAL, 1));
  for (const Op& op : Kilobytes(Enable(session), 1500)) Run(op);
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_S04, CircularLogFileIsNeverFull) {
  Register();
  const Handle session = Start(u"etalon", File(EVENT_TRACE_FILE_MODE_CIRCULAR, 1));
  for (const Op& op : Kilobytes(Enable(session), 1500)) Run(op);
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(STARTTRACE_S04, FullDriveEndsTheSession) {
  Needs(Capability::kFaults);
  Register();
  const Handle provider = Enable(Start(u"etalon", File(EVENT_TRACE_FILE_MODE_SEQUENTIAL, 0)));
  Must(SetDisk{.free_bytes = 0});
  for (const Op& op : Kilobytes(provider, 200)) Run(op);
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_S06, NoModeWritesAFile) {
  Register();
  const Handle session = Start(u"etalon", File(0, 0));
  Must(TraceEvent{.session = Enable(session), .event = {.guid = kClassGuid}});
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"a.etl")), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_S06, RealTimeSessionWritesAFileToo) {
  Register();
  const Handle session = Start(u"etalon", File(EVENT_TRACE_REAL_TIME_MODE, 0));
  Must(TraceEvent{.session = Enable(session), .event = {.guid = kClassGuid}});
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"a.etl")), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_S08, CircularKernelLoggersNameBringsItsGuid) {
  const Outcome started = Run(
      StartTraceW{.name = u"circular kernel CONTEXT logger", .properties = {.guid = kSomeGuid}});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(started, Has("properties", "Wnode.Guid", "54dea73a-ed1f-42a4-af71-3e63d056f174"));
}

CLAUSE_TEST(STARTTRACE_S10, FailureLeavesZeroInTheHandle) {
  const Outcome failed = Run(StartTraceW{.name = u""});
  EXPECT_THAT(failed, Fails(ERROR_INVALID_NAME));
  EXPECT_THAT(failed.handles, SizeIs(0));
  EXPECT_THAT(failed, Has("handle", "value", 0u));
}

CLAUSE_TEST(STARTTRACE_S11, BuffersOf64KilobytesUnlessToldOtherwise) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.buffer_size_kb = 0}}),
              Has("properties", "BufferSize", 64u));
}

CLAUSE_TEST(STARTTRACE_S32, BuffersOf4KilobytesUnlessToldOtherwise) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.buffer_size_kb = 0}}),
              Has("properties", "BufferSize", 4u));
}

CLAUSE_TEST(STARTTRACE_S33, BufferSizeIsBroughtIntoRange) {
  EXPECT_THAT(Run(StartTraceW{.name = u"small", .properties = {.buffer_size_kb = 1}}),
              Has("properties", "BufferSize", 4u));
  EXPECT_THAT(Run(StartTraceA{.name = u"large",
                              .properties = {.buffer_size_kb = 1025, .minimum_buffers = 2}}),
              Has("properties", "BufferSize", 1024u));
}

CLAUSE_TEST(STARTTRACE_S12, BufferSizeIsBroughtIntoRange) {
  EXPECT_THAT(Run(StartTraceW{.name = u"small", .properties = {.buffer_size_kb = 1}}),
              Has("properties", "BufferSize", 4u));
  EXPECT_THAT(Run(StartTraceA{.name = u"large",
                              .properties = {.buffer_size_kb = 20000, .minimum_buffers = 2}}),
              Has("properties", "BufferSize", 16384u));
}

CLAUSE_TEST(STARTTRACE_S13, MaximumIs22MoreThanTheMinimum) {
  const Outcome started = Run(StartTraceW{});
  const uint64_t minimum = started.Number("properties", "MinimumBuffers");
  EXPECT_THAT(minimum, testing::Ge(2u));
  EXPECT_THAT(started, Has("properties", "MaximumBuffers", minimum + 22));
}

// Two processors have four buffers, three have five: two more than there are processors.
CLAUSE_TEST(STARTTRACE_S34, NumbersFollowTheProcessors) {
  const Outcome started = Run(StartTraceW{});
  const uint64_t minimum = started.Number("properties", "MinimumBuffers");
  EXPECT_THAT(minimum, testing::Ge(3u));
  EXPECT_THAT(started, Has("properties", "MaximumBuffers", minimum + 22));
  const Outcome least = Run(StartTraceW{.name = u"least", .properties = {.minimum_buffers = 1}});
  EXPECT_THAT(least, Has("properties", "MinimumBuffers", 2u));
}

CLAUSE_TEST(STARTTRACE_S13, SufficientNumbersAreKept) {
  const Outcome started = Run(StartTraceW{
      .properties = {.buffer_size_kb = 4, .minimum_buffers = 200, .maximum_buffers = 300}});
  EXPECT_THAT(started, Succeeds());
  EXPECT_THAT(started, Leaves("properties", "MinimumBuffers"));
  EXPECT_THAT(started, Leaves("properties", "MaximumBuffers"));
  const Outcome queried = Query(started.handle());
  EXPECT_THAT(queried, Has("properties", "MinimumBuffers", 200u));
  EXPECT_THAT(queried, Has("properties", "MaximumBuffers", 300u));
}

CLAUSE_TEST(STARTTRACE_S13, InsufficientNumbersAreRaised) {
  const Outcome started =
      Run(StartTraceW{.properties = {.minimum_buffers = 1,
                                     .maximum_buffers = 1,
                                     .log_file_mode = EVENT_TRACE_REAL_TIME_MODE |
                                                      EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING}});
  EXPECT_THAT(started, Has("properties", "MinimumBuffers", 2u));
  EXPECT_THAT(started, Has("properties", "MaximumBuffers", 2u));
}

CLAUSE_TEST(STARTTRACE_S14, HeaderIsWrittenAtOnce) {
  const Outcome queried = Query(Start(u"etalon", File(EVENT_TRACE_FILE_MODE_SEQUENTIAL, 0)));
  const uint64_t minimum = queried.Number("properties", "MinimumBuffers");
  EXPECT_THAT(queried, Has("properties", "NumberOfBuffers", minimum));
  EXPECT_THAT(queried, Has("properties", "FreeBuffers", minimum - 1));
  EXPECT_THAT(queried, Has("properties", "BuffersWritten", 1u));
}

CLAUSE_TEST(STARTTRACE_S15, KernelLoggerIs0xFFFF) {
  Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(QueryTraceW{.handle = {.literal = 0xFFFF}}),
              Has("properties", "LoggerName", "NT Kernel Logger"));
}

CLAUSE_TEST(STARTTRACE_S15, OtherLoggersAreSmallNumbers) {
  Start(u"etalon");
  uint32_t found = 0;
  for (uint64_t id = 2; id < 64; ++id) {
    const Outcome queried = Run(QueryTraceW{.handle = {.literal = id}});
    if (queried.Text("properties", "LoggerName") == "etalon") ++found;
  }
  EXPECT_THAT(found, 1u);
}

// ReservedFlags of the TRACE_LOGFILE_HEADER at the head of a log file: its clock, in hexadecimal.
std::string ClockOf(const std::vector<CallbackRecord>& events) {
  if (events.empty()) return "no header";
  const std::string data = events.front().Text("Data");
  constexpr size_t kPointerSize = 44;
  const bool wide = data.size() > 2 * kPointerSize && data.substr(2 * kPointerSize, 2) == "08";
  const size_t reserved_flags = wide ? 272 : 264;
  return data.size() < 2 * (reserved_flags + 4) ? "short header"
                                                : data.substr(2 * reserved_flags, 8);
}

// Of sessions whose Wnode.ClientContext is 0, 1, 2, 3 and 7.
std::vector<StartTraceW> SessionsOfEachClock() {
  std::vector<StartTraceW> sessions;
  for (const uint32_t client_context : {0, 1, 2, 3, 7}) {
    sessions.push_back({.properties = {.client_context = client_context, .log_file = u"clock.etl"}});
  }
  return sessions;
}

CLAUSE_TEST(STARTTRACE_S16, ClientContextChoosesTheClock) {
  std::vector<std::string> clocks;
  for (const StartTraceW& start : SessionsOfEachClock()) {
    Stop(Must(start).handle());
    clocks.push_back(ClockOf(EventsOf(u"clock.etl")));
  }
  EXPECT_THAT(clocks, testing::ElementsAre(InMemory(1, 4), InMemory(1, 4), InMemory(2, 4),
                                           InMemory(3, 4), InMemory(1, 4)));
}

CLAUSE_TEST(STARTTRACE_S35, ClientContextChoosesTheClock) {
  std::vector<std::string> clocks;
  for (const StartTraceW& start : SessionsOfEachClock()) {
    Stop(Must(start).handle());
    clocks.push_back(ClockOf(EventsOf(u"clock.etl")));
  }
  EXPECT_THAT(clocks, testing::ElementsAre(InMemory(2, 4), InMemory(1, 4), InMemory(2, 4),
                                           InMemory(3, 4), InMemory(2, 4)));
}

CLAUSE_TEST(STARTTRACE_S40, HeaderTellsTheWindows) {
  WriteLogFile(u"version.etl");
  const std::vector<CallbackRecord> events = EventsOf(u"version.etl");
  ASSERT_FALSE(events.empty());
  const std::string data = events.front().Text("Data");
  ASSERT_THAT(data, SizeIs(testing::Ge(12u)));
  EXPECT_EQ(data.substr(8, 4), InMemory(windows().first(), 1) + InMemory(windows().second(), 1));
}

CLAUSE_TEST(STARTTRACE_S31, GuidOfAnotherSession) {
  Start(u"first", {.guid = kSomeGuid});
  EXPECT_THAT(Query(Start(u"second", {.guid = kSomeGuid})),
              Has("properties", "Wnode.Guid", ToString(kSomeGuid)));
}

// One event of a session, written before there is a consumer; then one that comes, and the stop.
std::vector<Op> EventBeforeItsConsumer(const Handle& session) {
  return {TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {1}}},
          FlushTraceW{.handle = session}, Advance{.ms = 100}};
}

CLAUSE_TEST(STARTTRACE_S36, EventsWaitForTheFirstConsumer) {
  const Handle session = Start();
  for (const Op& op : EventBeforeItsConsumer(session)) Must(op);
  Consume();
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
              testing::ElementsAre("01"));
}

CLAUSE_TEST(STARTTRACE_S37, EventsDoNotWaitForAConsumer) {
  const Handle session = Start();
  for (const Op& op : EventBeforeItsConsumer(session)) Must(op);
  Consume();
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid, .payload = {2}}});
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
              testing::ElementsAre("02"));
}

CLAUSE_TEST(STARTTRACE_P01, HandleLeadsToTheSession) {
  const Outcome started = Run(StartTraceA{.name = u"etalon"});
  ASSERT_THAT(started.handles, SizeIs(1));
  EXPECT_THAT(Run(QueryTraceW{.handle = started.handle()}),
              Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(StartTraceW{.name = u"other", .handle = Place::kNull}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTTRACE_P02, NamesAreComparedWithoutRegardToCase) {
  Start(u"Etalon");
  EXPECT_THAT(Run(QueryTraceW{.name = u"eTALON"}), Has("properties", "LoggerName", "Etalon"));
  EXPECT_THAT(Run(StartTraceW{.name = u"ETALON"}), Fails(ERROR_ALREADY_EXISTS));
  EXPECT_THAT(Run(StartTraceW{.name = std::u16string(1025, u'n')}), Fails(ERROR_INVALID_NAME));
}

CLAUSE_TEST(STARTTRACE_P03, NameIsCopiedBehindTheStructure) {
  const Outcome started = Run(StartTraceW{
      .name = u"etalon", .properties = {.logger_name_offset = 200, .log_file = u"a.etl"}});
  EXPECT_THAT(started, Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(started, Leaves("properties", "LogFileName"));
  EXPECT_THAT(Run(StartTraceW{.name = u"other", .properties = {.place = Place::kNull}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTTRACE_P04, BufferSizeCountsTheStructureAndBothNames) {
  // 120 bytes, "etalon" and "a.etl" with their ends.
  EXPECT_THAT(Run(StartTraceW{
                  .name = u"etalon",
                  .properties = {.bytes = 146, .log_file_name_offset = 134, .log_file = u"a.etl"}}),
              Succeeds());
  EXPECT_THAT(
      Run(StartTraceW{.name = u"other", .properties = {.bytes = 512, .wnode_buffer_size = 131}}),
      Fails(ERROR_BAD_LENGTH));
  EXPECT_THAT(
      Run(StartTraceW{.name = u"other", .properties = {.bytes = 512, .wnode_buffer_size = 132}}),
      Succeeds());
}

CLAUSE_TEST(STARTTRACE_P05, FlagsContainTracedGuid) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.wnode_flags = 0x00020000}}),
              Has("properties", "LoggerName", "etalon"));
  EXPECT_THAT(Run(StartTraceW{.name = u"other", .properties = {.wnode_flags = 0x00010000}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTTRACE_P06, SessionWithoutGuidGetsOne) {
  const Outcome first = Run(StartTraceW{.name = u"first"});
  const Outcome second = Run(StartTraceA{.name = u"second"});
  EXPECT_THAT(first.Text("properties", "Wnode.Guid"), Ne(""));
  EXPECT_THAT(first.Text("properties", "Wnode.Guid"), Ne(second.Text("properties", "Wnode.Guid")));
}

CLAUSE_TEST(STARTTRACE_P06, GivenGuidIsKept) {
  const Outcome started = Run(StartTraceW{.properties = {.guid = kSomeGuid}});
  EXPECT_THAT(started, Leaves("properties", "Wnode.Guid"));
  EXPECT_THAT(Query(started.handle()), Has("properties", "Wnode.Guid", ToString(kSomeGuid)));
}

CLAUSE_TEST(STARTTRACE_P07, SizeInKilobytes) {
  Register();
  const Handle session = Start(
      u"etalon", File(EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_USE_KBYTES_FOR_SIZE, 512));
  for (const Op& op : Kilobytes(Enable(session), 800)) Run(op);
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_P07, SizeInMegabytes) {
  Register();
  const Handle session = Start(u"etalon", File(EVENT_TRACE_FILE_MODE_SEQUENTIAL, 1));
  for (const Op& op : Kilobytes(Enable(session), 800)) Run(op);
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(STARTTRACE_P07, NoSizeIsNoLimit) {
  Register();
  const Handle session = Start(u"etalon", File(EVENT_TRACE_FILE_MODE_SEQUENTIAL, 0));
  for (const Op& op : Kilobytes(Enable(session), 3000)) Run(op);
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(STARTTRACE_P08, OffsetNamesTheLogFile) {
  EXPECT_THAT(Query(Start(u"without")), Leaves("properties", "LogFileName"));
  const Outcome with = Query(Start(u"with", {.log_file = u"a.etl"}));
  EXPECT_THAT(with.Text("properties", "LogFileName"), testing::EndsWith("a.etl"));
}

CLAUSE_TEST(STARTTRACE_P08, EnvironmentVariablesAreNotExpanded) {
  Needs(Capability::kFiles);
  Stop(Start(u"etalon", {.log_file = u"%OS%.etl"}));
  EXPECT_THAT(Run(GetFile{.path = u"%OS%.etl"}), Succeeds());
}

}  // namespace
}  // namespace etalon
