// EventRegister: who may.
#include "conformance/clause_test.h"

namespace etalon {
namespace {

CLAUSE_TEST(EVTREG_U03, NobodyHasTheRight) {
  Must(
      EventAccessControl{.operation = SecurityOperation::kSetDacl, .rights = TRACELOG_GUID_ENABLE});
  EXPECT_THAT(Run(EventRegister{}), Fails(ERROR_ACCESS_DENIED));
}

NEAR_MISS(EVTREG_U03, EverybodyHasTheRight) {
  Must(EventAccessControl{.operation = SecurityOperation::kSetDacl,
                          .rights = TRACELOG_REGISTER_GUIDS});
  EXPECT_THAT(Run(EventRegister{}), Succeeds());
}

}  // namespace
}  // namespace etalon
