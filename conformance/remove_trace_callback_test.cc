// RemoveTraceCallback.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr char16_t kFile[] = u"removed.etl";

CLAUSE_TEST(REMCB_E01, NoClass) {
  EXPECT_THAT(Run(RemoveTraceCallback{.guid_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(REMCB_E01, ClassWithACallback) {
  Must(SetTraceCallback{});
  EXPECT_THAT(Run(RemoveTraceCallback{}), Succeeds());
}

CLAUSE_TEST(REMCB_E02, ClassWithoutACallback) {
  EXPECT_THAT(Run(RemoveTraceCallback{}), Fails(ERROR_WMI_GUID_NOT_FOUND));
  Must(SetTraceCallback{.guid = kClassGuid});
  EXPECT_THAT(Run(RemoveTraceCallback{.guid = kOtherClassGuid}), Fails(ERROR_WMI_GUID_NOT_FOUND));
}

CLAUSE_TEST(REMCB_E02, RemovedBefore) {
  Must(SetTraceCallback{});
  Must(RemoveTraceCallback{});
  EXPECT_THAT(Run(RemoveTraceCallback{}), Fails(ERROR_WMI_GUID_NOT_FOUND));
}

NEAR_MISS(REMCB_E02, SetAgain) {
  Must(SetTraceCallback{});
  Must(RemoveTraceCallback{});
  Must(SetTraceCallback{});
  EXPECT_THAT(Run(RemoveTraceCallback{}), Succeeds());
}

CLAUSE_TEST(REMCB_P01, ThatClassAlone) {
  const Handle session = Start(u"etalon", {.log_file = kFile});
  Must(TraceEvent{.session = session, .event = {.guid = kClassGuid}});
  Must(TraceEvent{.session = session, .event = {.guid = kOtherClassGuid}});
  Stop(session);
  Must(SetTraceCallback{.guid = kClassGuid, .callback = {.name = "removed"}});
  Must(SetTraceCallback{.guid = kOtherClassGuid, .callback = {.name = "kept"}});
  Must(RemoveTraceCallback{.guid = kClassGuid});
  const Handle trace = Open(OpenTraceW{.log_file = kFile});
  const Outcome processed = Must(ProcessTrace{.handles = {trace}});
  EXPECT_THAT(CallsOf(processed, "removed"), IsEmpty());
  EXPECT_THAT(CallsOf(processed, "kept"), SizeIs(1));
}

}  // namespace
}  // namespace etalon
