// ControlTrace INCREMENT_FILE and CONVERT_TO_REALTIME: a session's log file while it runs.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

constexpr uint32_t kRealTime = EVENT_TRACE_REAL_TIME_MODE;
constexpr uint32_t kSequential = EVENT_TRACE_FILE_MODE_SEQUENTIAL;

Properties Numbered() {
  return {.maximum_file_size = 1,
          .log_file_mode = EVENT_TRACE_FILE_MODE_NEWFILE,
          .log_file = u"a%d.etl"};
}

ControlTraceW Increment(const Handle& session) {
  return {.handle = session, .code = ControlCode::kIncrementFile};
}

ControlTraceW Convert(const Handle& session) {
  return {.handle = session, .code = ControlCode::kConvertToRealTime};
}

TraceEvent EventOf(const Handle& session, uint8_t data) {
  return {.session = session, .event = {.guid = kClassGuid, .payload = {data}}};
}

CLAUSE_TEST(CONTROLTRACE_U04, SessionWithOneFile) {
  const Handle session = Start(u"etalon", {.log_file_mode = kSequential, .log_file = u"a.etl"});
  EXPECT_THAT(Run(Increment(session)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "LogFileMode", kSequential));
}

CLAUSE_TEST(CONTROLTRACE_U04, SessionWithoutAFile) {
  const Handle session = Start();
  EXPECT_THAT(Run(Increment(session)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

NEAR_MISS(CONTROLTRACE_U04, SessionWithASeriesOfFiles) {
  EXPECT_THAT(Run(Increment(Start(u"etalon", Numbered()))), Succeeds());
}

CLAUSE_TEST(CONTROLTRACE_E10, FirstFileOfTheNewSeriesIsAnothers) {
  const Handle session = Start(u"etalon", Numbered());
  Start(u"other", {.log_file = u"b1.etl"});
  EXPECT_THAT(
      Run(ControlTraceW{
          .handle = session, .code = ControlCode::kUpdate, .properties = {.log_file = u"b%d.etl"}}),
      Fails(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(CONTROLTRACE_E10, FileOfAnotherThoughNoneCanBeOpened) {
  Needs(Capability::kFaults);
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Start(u"other", {.log_file = u"b.etl"});
  Must(InjectFault{.point = FaultPoint::kFileOpen});
  EXPECT_THAT(
      Run(ControlTraceW{
          .handle = session, .code = ControlCode::kUpdate, .properties = {.log_file = u"b.etl"}}),
      Fails(ERROR_BAD_PATHNAME));
}

CLAUSE_TEST(CONTROLTRACE_E10, NextFileOfTheSeriesIsAnothers) {
  Needs(WindowsVersion(10, 0, 17763));
  const Handle session = Start(u"etalon", Numbered());
  Start(u"other", {.log_file = u"a2.etl"});
  EXPECT_THAT(Run(Increment(session)), Fails(ERROR_BAD_PATHNAME));
  EXPECT_THAT(Query(session), Has("properties", "LoggerName", "etalon"));
}

CLAUSE_TEST(CONTROLTRACE_U10, NextFileOfTheSeriesCannotBeWritten) {
  Needs(WindowsVersion(10, 0, 17763));
  Needs(Capability::kFaults);
  const Handle session = Start(u"etalon", Numbered());
  Must(InjectFault{.point = FaultPoint::kDiskWrite});
  EXPECT_THAT(Run(Increment(session)), Fails(ERROR_DISK_FULL));
  Must(EventOf(session, 1));
  Stop(session);
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"a1.etl")), SizeIs(1));
}

CLAUSE_TEST(CONTROLTRACE_S05, WhatCameBeforeStaysInTheFileBefore) {
  const Handle session = Start(u"etalon", Numbered());
  Must(EventOf(session, 1));
  const Outcome incremented = Run(Increment(session));
  EXPECT_THAT(incremented, Succeeds());
  EXPECT_THAT(incremented, Has("properties", "LoggerName", "etalon"));
  Must(EventOf(session, 2));
  Must(Increment(session));
  Must(EventOf(session, 3));
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a1.etl"))), ElementsAre("01"));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a2.etl"))), ElementsAre("02"));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a3.etl"))), ElementsAre("03"));
}

CLAUSE_TEST(CONTROLTRACE_S05, FromTheFileToTheConsumer) {
  const Handle session = Start(u"etalon", {.log_file_mode = kSequential, .log_file = u"a.etl"});
  Must(EventOf(session, 1));
  const Outcome converted = Run(Convert(session));
  EXPECT_THAT(converted, Succeeds());
  EXPECT_THAT(converted, Has("properties", "LogFileMode", kRealTime));
  EXPECT_THAT(DataOf(OfClass(kClassGuid, EventsOf(u"a.etl"))), ElementsAre("01"));
  Consume();
  Must(EventOf(session, 2));
  Stop(session);
  EXPECT_THAT(DataOf(OfClass(kClassGuid, Must(Await{.of = "consumer"}).callbacks)),
              ElementsAre("02"));
  EXPECT_THAT(OfClass(kClassGuid, EventsOf(u"a.etl")), SizeIs(1));
}

CLAUSE_TEST(CONTROLTRACE_S05, FileIsFreeAfterTheConversion) {
  Must(Convert(Start(u"etalon", {.log_file_mode = kSequential, .log_file = u"a.etl"})));
  EXPECT_THAT(Query(Start(u"other", {.log_file = u"a.etl"})),
              Has("properties", "LoggerName", "other"));
}

CLAUSE_TEST(CONTROLTRACE_U11, NothingToConvert) {
  const Handle session = Start();
  EXPECT_THAT(Run(Convert(session)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "LogFileMode", kRealTime));
}

CLAUSE_TEST(CONTROLTRACE_U11, PrivateSession) {
  const Properties in_process = {
      .guid = kProviderGuid,
      .log_file_mode = EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_PRIVATE_IN_PROC,
      .log_file = u"a.etl"};
  const Handle session = Start(u"etalon", in_process);
  EXPECT_THAT(Run(Convert(session)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session).Text("properties", "LogFileName"), testing::EndsWith("a.etl"));
}

CLAUSE_TEST(CONTROLTRACE_U11, SnapshotIsNoLogFile) {
  const uint32_t ring = EVENT_TRACE_BUFFERING_MODE;
  const Handle session = Start(u"etalon", {.log_file_mode = ring});
  Must(FlushTraceW{.handle = session, .properties = {.log_file = u"snapshot.etl"}});
  EXPECT_THAT(Run(Convert(session)), Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Query(session), Has("properties", "LogFileMode", ring));
}

NEAR_MISS(CONTROLTRACE_U11, SessionWithALogFile) {
  EXPECT_THAT(Run(Convert(Start(u"etalon", {.log_file = u"a.etl"}))), Succeeds());
}

}  // namespace
}  // namespace etalon
