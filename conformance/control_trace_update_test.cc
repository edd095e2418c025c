// ControlTrace UPDATE and FLUSH: what they refuse because of the session and of the files.
#include "conformance/clause_test.h"

namespace etalon {
namespace {

constexpr uint32_t kSequential = EVENT_TRACE_FILE_MODE_SEQUENTIAL;
constexpr uint32_t kCircular = EVENT_TRACE_FILE_MODE_CIRCULAR;
constexpr uint32_t kAppend = EVENT_TRACE_FILE_MODE_APPEND;
constexpr uint32_t kRealTime = EVENT_TRACE_REAL_TIME_MODE;
constexpr uint32_t kBuffering = EVENT_TRACE_BUFFERING_MODE;

ControlTraceW Update(const Handle& session, const Properties& properties) {
  return {.handle = session, .code = ControlCode::kUpdate, .properties = properties};
}

CLAUSE_TEST(CONTROLTRACE_E08, ModesThatExcludeEachOther) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file_mode = kSequential | kCircular})),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(Update(session, {.log_file_mode = kAppend | kRealTime})),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(CONTROLTRACE_E08, RealTimeForASessionThatAppends) {
  const Handle session = Start(u"etalon", {.log_file_mode = kAppend, .log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file_mode = kRealTime})), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CONTROLTRACE_E08, RealTimeForASequentialSession) {
  const Handle session = Start(u"etalon", {.log_file_mode = kSequential, .log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file_mode = kRealTime})), Succeeds());
}

// StartTrace makes it SEQUENTIAL as well, which nobody has asked for.
NEAR_MISS(CONTROLTRACE_E08, AnUpdateOfANewFileSession) {
  const Handle session = Start(u"etalon", {.maximum_file_size = 1,
                                           .log_file_mode = EVENT_TRACE_FILE_MODE_NEWFILE,
                                           .log_file = u"a%d.etl"});
  EXPECT_THAT(Run(Update(session, {.maximum_buffers = 40})), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U02, FlagsForAnOrdinarySession) {
  const Handle session = Start();
  EXPECT_THAT(Run(Update(session, {.log_file_mode = kRealTime, .enable_flags = 1})),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(CONTROLTRACE_U02, FlagsForTheKernelLogger) {
  const Handle session = Start(u"NT Kernel Logger", {.enable_flags = 1});
  EXPECT_THAT(Run(Update(session, {.log_file_mode = kRealTime, .enable_flags = 3})), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U01, FileThatTheSessionWritesAlready) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file = u"a.etl"})), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(Update(session, {.log_file = u".\\A.ETL"})), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(CONTROLTRACE_U01, AnotherFile) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file = u"b.etl"})), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E10, FileOfAnotherSession) {
  Start(u"other", {.log_file = u"b.etl"});
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file = u"b.etl"})), Fails(ERROR_BAD_PATHNAME));
}

NEAR_MISS(CONTROLTRACE_E10, FileOfASessionThatHasStopped) {
  Stop(Start(u"other", {.log_file = u"b.etl"}));
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file = u"b.etl"})), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U08, FolderMissing) {
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file = u"missing\\b.etl"})), Fails(ERROR_PATH_NOT_FOUND));
}

CLAUSE_TEST(CONTROLTRACE_U08, FolderOfTheSnapshotMissing) {
  const Handle session = Start(u"etalon", {.log_file_mode = kBuffering});
  EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                .code = ControlCode::kFlush,
                                .properties = {.log_file = u"missing\\b.etl"}}),
              Fails(ERROR_PATH_NOT_FOUND));
}

NEAR_MISS(CONTROLTRACE_U08, FolderThere) {
  Needs(Capability::kFiles);
  Must(PutFile{.path = u"there"});
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  EXPECT_THAT(Run(Update(session, {.log_file = u"there\\b.etl"})), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U09, FileThatCannotBeCreated) {
  Needs(Capability::kPrivileges);
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(NewProcess{.name = "log user", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(Run(UpdateTraceW{.handle = session,
                               .properties = {.log_file = u"C:\\Windows\\b.etl"},
                               .on = {.process = "log user"}}),
              Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(CONTROLTRACE_U09, FileInTheCallersFolder) {
  Needs(kVista);
  Needs(Capability::kPrivileges);
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(NewProcess{.name = "log user", .token = Token::kPerformanceLogUser});
  EXPECT_THAT(
      Run(UpdateTraceW{
          .handle = session, .properties = {.log_file = u"b.etl"}, .on = {.process = "log user"}}),
      Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U10, FileThatCannotBeWritten) {
  Needs(Capability::kFaults);
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(SetDisk{.drive = "D:", .free_bytes = 0});
  EXPECT_THAT(Run(Update(session, {.log_file = u"D:\\b.etl"})), Fails(ERROR_DISK_FULL));
}

NEAR_MISS(CONTROLTRACE_U10, FileThatCanBeWritten) {
  Needs(Capability::kFaults);
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(SetDisk{.drive = "D:", .free_bytes = uint64_t{1} << 30});
  EXPECT_THAT(Run(Update(session, {.log_file = u"D:\\b.etl"})), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_U07, SnapshotWithoutAFile) {
  const Handle session = Start(u"etalon", {.log_file_mode = kBuffering});
  EXPECT_THAT(Run(ControlTraceW{.handle = session,
                                .code = ControlCode::kFlush,
                                .properties = {.log_file_name_offset = 0}}),
              Fails(ERROR_BAD_PATHNAME));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(CONTROLTRACE_U07, SnapshotWithAFile) {
  const Handle session = Start(u"etalon", {.log_file_mode = kBuffering});
  EXPECT_THAT(Run(ControlTraceA{.handle = session,
                                .code = ControlCode::kFlush,
                                .properties = {.log_file = u"snapshot.etl"}}),
              Succeeds());
}

}  // namespace
}  // namespace etalon
