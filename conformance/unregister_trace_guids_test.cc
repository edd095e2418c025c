// UnregisterTraceGuids.
#include "conformance/clause_test.h"
#include "conformance/delivered.h"

namespace etalon {
namespace {

using testing::SizeIs;

CLAUSE_TEST(UNREGGUIDS_E02, HandleZero) {
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = kNoHandle}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(UNREGGUIDS_E02, HandleOfARegistration) {
  const Handle registration = Must(RegisterTraceGuidsW{}).handle();
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = registration}), Succeeds());
}

CLAUSE_TEST(UNREGGUIDS_E01, HandleOfNobody) {
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = {.literal = 0x13371337}}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = kAllOnes}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(UNREGGUIDS_E01, EachOfTwoRegistrations) {
  const Handle first = Must(RegisterTraceGuidsW{}).handle();
  const Handle second = Must(RegisterTraceGuidsA{}).handle();
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = first}), Succeeds());
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = second}), Succeeds());
}

CLAUSE_TEST(UNREGGUIDS_S01, Twice) {
  const Handle registration = Register().handle();
  const Handle session = Start();
  EXPECT_THAT(CallsOf(Must(EnableTrace{.session = session}), "control"), SizeIs(1));
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = registration}), Succeeds());
  EXPECT_THAT(CallsOf(Must(EnableTrace{.enable = 0, .session = session}), "control"), SizeIs(0));
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = registration}),
              Fails(ERROR_INVALID_PARAMETER));
}

CLAUSE_TEST(UNREGGUIDS_P01, RegistrationAndNotAClassOfIt) {
  const Outcome registered = Register();
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = registered.handles.at(1)}),
              Fails(ERROR_INVALID_PARAMETER));
  EXPECT_THAT(Run(UnregisterTraceGuids{.registration = registered.handles.at(0)}), Succeeds());
}

}  // namespace
}  // namespace etalon
