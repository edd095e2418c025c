// StartTrace: which logging modes go together. Every pair stands in a table. Where others may
// accept a pair, the test ends with a session that everybody starts.
#include <string>

#include "conformance/clause_test.h"

namespace etalon {
namespace {

constexpr uint32_t kSequential = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
constexpr uint32_t kCircular = EVENT_TRACE_FILE_MODE_CIRCULAR;
constexpr uint32_t kAppend = EVENT_TRACE_FILE_MODE_APPEND;
constexpr uint32_t kNewFile = EVENT_TRACE_FILE_MODE_NEWFILE;
constexpr uint32_t kPreallocate = EVENT_TRACE_FILE_MODE_PREALLOCATE;
constexpr uint32_t kRealTime = EVENT_TRACE_REAL_TIME_MODE;
constexpr uint32_t kBuffering = EVENT_TRACE_BUFFERING_MODE;
constexpr uint32_t kPrivate = EVENT_TRACE_PRIVATE_LOGGER_MODE;
constexpr uint32_t kInProc = EVENT_TRACE_PRIVATE_IN_PROC;
constexpr uint32_t kSystem = EVENT_TRACE_SYSTEM_LOGGER_MODE;

constexpr Guid kPrivateGuid = {0xe7a10000, 0x0004, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};

// A session in this mode that lacks nothing else: a file with a pattern, a size, a GUID.
StartTraceW InMode(uint32_t mode) {
  Properties properties = {.guid = kPrivateGuid, .maximum_file_size = 1, .log_file_mode = mode};
  if ((mode & kBuffering) == 0) properties.log_file = u"modes%d.etl";
  return {.properties = properties};
}

// The same without a log file.
StartTraceW WithoutFile(uint32_t mode, uint32_t maximum_file_size = 1) {
  return {.properties = {.maximum_file_size = maximum_file_size, .log_file_mode = mode}};
}

CLAUSE_TEST(STARTTRACE_E07, ModesThatExcludeEachOther) {
  const uint32_t pairs[] = {
      kSequential | kCircular,
      kSequential | kBuffering,
      kCircular | kAppend,
      kCircular | kNewFile,
      kCircular | kBuffering,
      kAppend | kRealTime,
      kAppend | kNewFile,
      kAppend | kPrivate,
      kAppend | kBuffering,
      kNewFile | kBuffering,
      kRealTime | kPrivate,
      kSequential | EVENT_TRACE_USE_GLOBAL_SEQUENCE | EVENT_TRACE_USE_LOCAL_SEQUENCE,
      kSequential | kInProc,
  };
  for (const uint32_t mode : pairs) {
    SCOPED_TRACE(DescribeCode(mode));
    EXPECT_THAT(Run(InMode(mode)), Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(STARTTRACE_E07, EachModeAlone) {
  Must(RegisterTraceGuidsW{.guid = kPrivateGuid});  // for the private sessions
  const uint32_t modes[] = {kAppend,  // first: it cannot go on in a file of another clock
                            kSequential,
                            kCircular,
                            kNewFile,
                            kRealTime,
                            kBuffering,
                            kPrivate,
                            kPrivate | kInProc,
                            kSequential | EVENT_TRACE_USE_GLOBAL_SEQUENCE,
                            kSequential | EVENT_TRACE_USE_LOCAL_SEQUENCE};
  for (const uint32_t mode : modes) {
    SCOPED_TRACE(DescribeCode(mode));
    const Outcome started = Run(InMode(mode));
    EXPECT_THAT(started, Succeeds());
    if (started.returns == ERROR_SUCCESS) Stop(started.handle());
  }
}

CLAUSE_TEST(STARTTRACE_U15, PairsThatOnlyThePageExcludes) {
  const uint32_t pairs[] = {kRealTime | kBuffering, kSequential | kNewFile,
                            kPreallocate | kPrivate};
  for (const uint32_t mode : pairs) {
    SCOPED_TRACE(DescribeCode(mode));
    EXPECT_THAT(Run(InMode(mode)), Fails(ERROR_INVALID_PARAMETER));
  }
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

CLAUSE_TEST(STARTTRACE_U15, IndependentPrivateSession) {
  Needs(kWindows8_1);  // which has the mode
  EXPECT_THAT(Run(InMode(kPrivate | EVENT_TRACE_INDEPENDENT_SESSION_MODE)),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTTRACE_U15, IndependentSessionThatIsNotPrivate) {
  EXPECT_THAT(Run(InMode(kSequential | EVENT_TRACE_INDEPENDENT_SESSION_MODE)), Succeeds());
}

CLAUSE_TEST(STARTTRACE_U16, PairsThatNoPageExcludes) {
  const uint32_t pairs[] = {
      kPreallocate | kAppend,
      kPreallocate | kNewFile,
      EVENT_TRACE_RELOG_MODE | kCircular | kPrivate,
      EVENT_TRACE_RELOG_MODE | kAppend,
      EVENT_TRACE_RELOG_MODE | kSequential,
      EVENT_TRACE_ADD_HEADER_MODE | kRealTime,
      EVENT_TRACE_COMPRESSED_MODE | kSequential,
      kSequential | EVENT_TRACE_NONSTOPPABLE_MODE,
  };
  for (const uint32_t mode : pairs) {
    SCOPED_TRACE(DescribeCode(mode));
    EXPECT_THAT(Run(InMode(mode)), Fails(ERROR_INVALID_PARAMETER));
  }
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

CLAUSE_TEST(STARTTRACE_U16, PairsOfModesThatCameWithWindows8) {
  Needs(kWindows8);
  EXPECT_THAT(Run(InMode(kNewFile | kSystem)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(InMode(kSequential | EVENT_TRACE_STOP_ON_HYBRID_SHUTDOWN |
                         EVENT_TRACE_PERSIST_ON_HYBRID_SHUTDOWN)),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

CLAUSE_TEST(STARTTRACE_U16, SizesWithoutALogFile) {
  EXPECT_THAT(Run(WithoutFile(kRealTime | kPreallocate)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(WithoutFile(kRealTime | kNewFile)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(WithoutFile(kRealTime | EVENT_TRACE_USE_KBYTES_FOR_SIZE)),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

CLAUSE_TEST(STARTTRACE_U16, KilobytesWithoutASize) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = EVENT_TRACE_USE_KBYTES_FOR_SIZE,
                                             .log_file = u"a.etl"}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

CLAUSE_TEST(STARTTRACE_U16, MemorySessionWithALogFile) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = kBuffering, .log_file = u"a.etl"}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(Start(u"next")), Has("properties", "LoggerName", "next"));
}

NEAR_MISS(STARTTRACE_U16, KilobytesWithASize) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.maximum_file_size = 512,
                                             .log_file_mode = EVENT_TRACE_USE_KBYTES_FOR_SIZE,
                                             .log_file = u"a.etl"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_U34, NumberedFilesOfAPrivateSession) {
  EXPECT_THAT(Run(InMode(kNewFile | kPrivate)), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_U34, NumberedFiles) {
  EXPECT_THAT(Run(InMode(kNewFile)), Succeeds());
}

CLAUSE_TEST(STARTTRACE_S38, ModesThatCameLaterAreIgnored) {
  const Outcome both = Run(InMode(kSequential | EVENT_TRACE_STOP_ON_HYBRID_SHUTDOWN |
                                  EVENT_TRACE_PERSIST_ON_HYBRID_SHUTDOWN));
  EXPECT_THAT(both, Succeeds());
  EXPECT_THAT(both, Has("properties", "LogFileMode", kSequential));
  Stop(both.handle());
  const Outcome system = Run(InMode(kSequential | kSystem | EVENT_TRACE_INDEPENDENT_SESSION_MODE));
  EXPECT_THAT(system, Has("properties", "LogFileMode", kSequential));
}

CLAUSE_TEST(STARTTRACE_U04, SystemLoggerInPagedMemory) {
  Needs(kWindows8);  // which has the mode
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode =
                                                 kSystem | kRealTime | EVENT_TRACE_USE_PAGED_MEMORY,
                                             .enable_flags = 1}}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(STARTTRACE_U04, KernelLoggerInPagedMemory) {
  EXPECT_THAT(
      Run(StartTraceW{.name = u"NT Kernel Logger",
                      .properties = {.log_file_mode = kRealTime | EVENT_TRACE_USE_PAGED_MEMORY,
                                     .enable_flags = 1}}),
      Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(STARTTRACE_U04, OtherSessionInPagedMemory) {
  EXPECT_THAT(
      Run(StartTraceW{.properties = {.log_file_mode = kRealTime | EVENT_TRACE_USE_PAGED_MEMORY}}),
      Succeeds());
}

CLAUSE_TEST(STARTTRACE_U05, SizeMissing) {
  for (const uint32_t mode : {kPreallocate, kCircular, kNewFile}) {
    SCOPED_TRACE(DescribeCode(mode));
    EXPECT_THAT(Run(StartTraceW{.properties = {.log_file_mode = mode, .log_file = u"sizes%d.etl"}}),
                Fails(ERROR_INVALID_PARAMETER));
  }
}

NEAR_MISS(STARTTRACE_U05, SizeGiven) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.maximum_file_size = 1,
                                             .log_file_mode = kCircular,
                                             .log_file = u"sizes.etl"}}),
              Succeeds());
}

CLAUSE_TEST(STARTTRACE_U06, NewFileWithoutPattern) {
  for (const char16_t* name : {u"plain.etl", u"two%d%d.etl", u"other%s.etl"}) {
    EXPECT_THAT(
        Run(StartTraceW{
            .properties = {.maximum_file_size = 1, .log_file_mode = kNewFile, .log_file = name}}),
        Fails(ERROR_INVALID_NAME));
  }
}

NEAR_MISS(STARTTRACE_U06, NewFileWithPattern) {
  EXPECT_THAT(Run(StartTraceW{.properties = {.maximum_file_size = 1,
                                             .log_file_mode = kNewFile,
                                             .log_file = u"one%d.etl"}}),
              Succeeds());
}

}  // namespace
}  // namespace etalon
