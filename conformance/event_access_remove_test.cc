// EventAccessRemove: back to the default permissions.
#include "conformance/clause_test.h"
#include "conformance/information.h"

namespace etalon {
namespace {

CLAUSE_TEST(ACCREM_U01, NoGuid) {
  EXPECT_THAT(Run(EventAccessRemove{.guid_place = Place::kNull}), Fails(ERROR_INVALID_PARAMETER));
}

NEAR_MISS(ACCREM_U01, GuidWithPermissions) {
  Must(EventAccessControl{.rights = WMIGUID_QUERY});
  EXPECT_THAT(Run(EventAccessRemove{}), Succeeds());
}

CLAUSE_TEST(ACCREM_U02, PlainUser) {
  Needs(Capability::kPrivileges);
  Must(EventAccessControl{.rights = WMIGUID_QUERY});
  const Bytes before = BytesIn(Must(EventAccessQuery{}), "buffer");
  Must(NewProcess{.name = "user", .token = Token::kUser});
  EXPECT_THAT(Run(EventAccessRemove{.on = {.process = "user"}}), Fails(ERROR_ACCESS_DENIED));
  EXPECT_EQ(BytesIn(Must(EventAccessQuery{}), "buffer"), before);
}

NEAR_MISS(ACCREM_U02, LocalSystem) {
  Needs(Capability::kPrivileges);
  Must(EventAccessControl{.rights = WMIGUID_QUERY});
  Must(NewProcess{.name = "system", .token = Token::kLocalSystem});
  EXPECT_THAT(Run(EventAccessRemove{.on = {.process = "system"}}), Succeeds());
}

CLAUSE_TEST(ACCREM_S01, DefaultsApplyAfterwards) {
  const Bytes before = BytesIn(Must(EventAccessQuery{}), "buffer");
  Must(EventAccessControl{.rights = TRACELOG_GUID_ENABLE, .allow = false});
  EXPECT_NE(BytesIn(Must(EventAccessQuery{}), "buffer"), before);
  const Handle session = Start();
  EXPECT_THAT(Run(EnableTrace{.session = session}), Fails(ERROR_ACCESS_DENIED));
  Must(EventAccessRemove{});
  EXPECT_EQ(BytesIn(Must(EventAccessQuery{}), "buffer"), before);
  EXPECT_THAT(Run(EnableTrace{.session = session}), Succeeds());
}

}  // namespace
}  // namespace etalon
