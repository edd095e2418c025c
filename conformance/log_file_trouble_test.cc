// Log files that cannot be had although their names and folders are right.
#include "conformance/clause_test.h"

namespace etalon {
namespace {

CLAUSE_TEST(STARTTRACE_E19, FileThatCannotBeOpened) {
  Needs(Capability::kFaults);
  Must(InjectFault{.point = FaultPoint::kFileOpen});
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"a.etl"}}), Fails(ERROR_ACCESS_DENIED));
}

CLAUSE_TEST(STARTTRACE_E16, FileThatCannotBeWritten) {
  Needs(Capability::kFaults);
  Must(InjectFault{.point = FaultPoint::kDiskWrite});
  EXPECT_THAT(Run(StartTraceW{.properties = {.log_file = u"a.etl"}}), Fails(ERROR_DISK_FULL));
}

CLAUSE_TEST(CONTROLTRACE_U09, FileThatCannotBeOpened) {
  Needs(Capability::kFaults);
  const Handle session = Start(u"etalon", {.log_file = u"a.etl"});
  Must(InjectFault{.point = FaultPoint::kFileOpen});
  EXPECT_THAT(Run(UpdateTraceW{.handle = session, .properties = {.log_file = u"b.etl"}}),
              Fails(ERROR_ACCESS_DENIED));
  EXPECT_THAT(Query(session).Text("properties", "LogFileName"), testing::EndsWith("a.etl"));
}

CLAUSE_TEST(CONTROLTRACE_U10, SnapshotThatCannotBeWritten) {
  Needs(Capability::kFaults);
  const Handle session = Start(u"etalon", {.log_file_mode = EVENT_TRACE_BUFFERING_MODE});
  Must(InjectFault{.point = FaultPoint::kDiskWrite});
  EXPECT_THAT(Run(FlushTraceW{.handle = session, .properties = {.log_file = u"snapshot.etl"}}),
              Fails(ERROR_DISK_FULL));
}

}  // namespace
}  // namespace etalon
