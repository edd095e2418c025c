// StartTrace: log files that are there already, memory, and what modes become.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

constexpr uint32_t kSequential = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
constexpr uint32_t kAppend = EVENT_TRACE_FILE_MODE_APPEND;
constexpr uint32_t kNewFile = EVENT_TRACE_FILE_MODE_NEWFILE;
constexpr uint32_t kOneStream = EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
constexpr uint32_t kSystemTime = 2;

// To "a.etl", in buffers of 64 KB by the system time.
Properties File(uint32_t mode) {
  return {.client_context = kSystemTime,
          .buffer_size_kb = 64,
          .log_file_mode = mode,
          .log_file = u"a.etl"};
}

CLAUSE_TEST(STARTTRACE_U18, OtherSizeOfBuffers) {
  Stop(Start(u"first", File(kSequential)));
  Properties other = File(kAppend);
  other.buffer_size_kb = 32;
  EXPECT_THAT(Run(StartTraceW{.properties = other}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(EventsOf(u"a.etl"), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_U18, OtherClock) {
  Properties by_counter = File(kSequential);
  by_counter.client_context = 1;
  Stop(Start(u"first", by_counter));
  EXPECT_THAT(Run(StartTraceW{.properties = File(kAppend)}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(EventsOf(u"a.etl"), SizeIs(1));
}

CLAUSE_TEST(STARTTRACE_U18, OtherNumberOfStreams) {
  Needs(kWindows7);  // which has the mode of one stream
  Stop(Start(u"first", File(kSequential | kOneStream)));
  EXPECT_THAT(Run(StartTraceW{.properties = File(kAppend)}), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(EventsOf(u"a.etl"), SizeIs(1));
}

NEAR_MISS(STARTTRACE_U18, FileOfTheSameKind) {
  Stop(Start(u"first", File(kSequential)));
  EXPECT_THAT(Run(StartTraceW{.properties = File(kAppend)}), Succeeds());
}

NEAR_MISS(STARTTRACE_U18, NoFileYet) {
  EXPECT_THAT(Run(StartTraceW{.properties = File(kAppend)}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U19, MemoryFailsOnce) {
  Needs(Capability::kFaults);
  Must(InjectFault{.point = FaultPoint::kBufferMemory});
  EXPECT_THAT(Run(StartTraceW{}), Fails(ERROR_NOT_ENOUGH_MEMORY));
  EXPECT_THAT(Run(StartTraceW{}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U19, MemoryThatOtherSessionsHave) {
  Needs(Capability::kFaults);
  const Properties megabytes = {.buffer_size_kb = 1024, .minimum_buffers = 8, .maximum_buffers = 8};
  Must(SetMachine{.memory_bytes = uint64_t{15} << 20});
  const Handle first = Start(u"first", megabytes);
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = megabytes}),
              Fails(ERROR_NOT_ENOUGH_MEMORY));
  Stop(first);
  EXPECT_THAT(Run(StartTraceW{.name = u"second", .properties = megabytes}), Succeeds());
}

// No faults: more than any computer has, 160 terabytes.
CLAUSE_TEST(STARTTRACE_U19, MemoryThatNoComputerHas) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.buffer_size_kb = 16384,
                                             .minimum_buffers = 10'000'000,
                                             .maximum_buffers = 10'000'000}}),
              Fails(ERROR_NOT_ENOUGH_MEMORY));
  EXPECT_THAT(Run(QueryTraceW{.name = u"etalon"}), Fails(ERROR_WMI_INSTANCE_NOT_FOUND));
}

CLAUSE_TEST(STARTTRACE_U19, LeavesTheLogFileThatIsThere) {
  Stop(Start(u"first", File(kSequential)));
  Properties more = File(kSequential);
  more.buffer_size_kb = 16384;
  more.minimum_buffers = more.maximum_buffers = 10'000'000;
  EXPECT_THAT(Run(StartTraceW{.properties = more}), Fails(ERROR_NOT_ENOUGH_MEMORY));
  EXPECT_THAT(EventsOf(u"a.etl"), SizeIs(1));
}

NEAR_MISS(STARTTRACE_U19, MemoryThatJustSuffices) {
  Needs(Capability::kFaults);
  Must(SetMachine{.memory_bytes = uint64_t{8} << 20});
  EXPECT_THAT(
      Run(StartTraceW{
          .properties = {.buffer_size_kb = 1024, .minimum_buffers = 8, .maximum_buffers = 8}}),
      Succeeds());
}

NEAR_MISS(STARTTRACE_U19, MemoryThatAStartWithoutAFileGaveBack) {
  Needs(Capability::kFaults);
  Properties all = File(kSequential);
  all.buffer_size_kb = 1024;
  all.minimum_buffers = all.maximum_buffers = 8;
  Must(SetMachine{.memory_bytes = uint64_t{8} << 20});
  Must(InjectFault{.point = FaultPoint::kFileOpen});
  EXPECT_THAT(Run(StartTraceW{.properties = all}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(StartTraceW{.properties = all}), Succeeds());
}

// No faults: two petabytes.
CLAUSE_TEST(STARTTRACE_E14, LogFileThatNoDriveHolds) {
  EXPECT_THAT(
      Run(StartTraceW{.properties = {.maximum_file_size = 0x7FFFFFFF, .log_file = u"a.etl"}}),
      Fails(ERROR_DISK_FULL));
}

CLAUSE_TEST(STARTTRACE_S09, AppendAndNewFileAreSequential) {
  EXPECT_THAT(Query(Start(u"append", File(kAppend))),
              Has("properties", "LogFileMode", kAppend | kSequential));
  const Handle numbered = Start(
      u"numbered", {.maximum_file_size = 1, .log_file_mode = kNewFile, .log_file = u"b%d.etl"});
  EXPECT_THAT(Query(numbered), Has("properties", "LogFileMode", kNewFile | kSequential));
}

CLAUSE_TEST(STARTTRACE_U03, SystemLoggersInAContainer) {
  Needs(Capability::kFaults);
  Must(SetMachine{.container = true});
  EXPECT_THAT(Run(StartTraceW{.name = u"NT Kernel Logger", .properties = {.enable_flags = 1}}),
              Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = EVENT_TRACE_SYSTEM_LOGGER_MODE |
                                                              EVENT_TRACE_REAL_TIME_MODE}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(STARTTRACE_U03, OrdinarySessionInAContainer) {
  Needs(Capability::kFaults);
  Must(SetMachine{.container = true});
  EXPECT_THAT(Run(StartTraceW{}), Succeeds());
}

CLAUSE_TEST(STARTTRACE_S19, CapitalsOfOtherAlphabets) {
  Start(u"\u044d\u0442\u0430\u043b\u043e\u043d \u03c9\u03c2 \u0142\u00ff");
  EXPECT_THAT(
      Run(StartTraceW{.name = u"\u042d\u0422\u0410\u041b\u041e\u041d \u03a9\u03a3 \u0141\u0178"}),
      Fails(ERROR_ALREADY_EXISTS));
}

CLAUSE_TEST(STARTTRACE_S19, OneCapitalForOneLetter) {
  Start(u"stra\u00dfe");
  EXPECT_THAT(Query(Start(u"STRASSE")), Has("properties", "LoggerName", "STRASSE"));
}

CLAUSE_TEST(STARTTRACE_S19, AnsiIsWindows1252) {
  Start(u"\u20ac\u017e\u00e9");
  EXPECT_THAT(Run(QueryTraceA{.name = u"\u20ac\u017d\u00c9"}),
              Has("properties", "LoggerName", "\xe2\x82\xac\xc5\xbe\xc3\xa9"));
}

}  // namespace
}  // namespace etalon
