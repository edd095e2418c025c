#include "sim/system/permissions.h"

#include <gtest/gtest.h>

#include "sim/include/evntrace.h"
#include "sim/include/wmistr.h"

namespace etalon::sim {
namespace {

using Kind = AccessEntry::Kind;

constexpr GUID kGuid = {1, 2, 3, {4, 5, 6, 7, 8, 9, 10, 11}};
constexpr Token kTracers[] = {Token::kAdministrator, Token::kPerformanceLogUser,
                              Token::kLocalSystem, Token::kLocalService, Token::kNetworkService};

SecurityDescriptor WithDacl(std::vector<AccessEntry> dacl) {
  return {
      .owner = Administrators(), .group = Administrators(), .dacl = std::move(dacl), .audit = {}};
}

TEST(Permissions, ByDefaultWhoeverMayTraceMayDoAllOfIt) {
  const Permissions permissions(kNewest);
  for (const Token token : kTracers) {
    EXPECT_TRUE(permissions.Allow(
        token, kGuid,
        WMIGUID_QUERY | TRACELOG_CREATE_REALTIME | TRACELOG_CREATE_ONDISK | TRACELOG_GUID_ENABLE |
            TRACELOG_LOG_EVENT | TRACELOG_ACCESS_REALTIME | TRACELOG_REGISTER_GUIDS));
  }
}

TEST(Permissions, ByDefaultAPlainUserMayRegisterAndNothingElse) {
  const Permissions permissions(kNewest);
  EXPECT_TRUE(permissions.Allow(Token::kUser, kGuid, TRACELOG_REGISTER_GUIDS));
  for (uint32_t right = 1; right < TRACELOG_REGISTER_GUIDS; right <<= 1) {
    EXPECT_FALSE(permissions.Allow(Token::kUser, kGuid, right)) << right;
  }
}

TEST(Permissions, BeforeVistaAdministratorsAloneControl) {
  const Permissions permissions(kServer2003);
  EXPECT_TRUE(permissions.Allow(Token::kAdministrator, kGuid, TRACELOG_CREATE_ONDISK));
  EXPECT_TRUE(permissions.Allow(Token::kUser, kGuid, TRACELOG_LOG_EVENT));
  EXPECT_FALSE(permissions.Allow(Token::kPerformanceLogUser, kGuid, TRACELOG_CREATE_ONDISK));
}

TEST(Permissions, OwnPermissionsReplaceTheDefaults) {
  Permissions permissions(kNewest);
  permissions.Set(kGuid, WithDacl({{Kind::kAllow, WMIGUID_QUERY, AccountOf(Token::kUser)}}));
  EXPECT_TRUE(permissions.Allow(Token::kUser, kGuid, WMIGUID_QUERY));
  EXPECT_FALSE(permissions.Allow(Token::kUser, kGuid, WMIGUID_QUERY | TRACELOG_REGISTER_GUIDS));
  EXPECT_FALSE(permissions.Allow(Token::kAdministrator, kGuid, WMIGUID_QUERY));
  permissions.Remove(kGuid);
  EXPECT_FALSE(permissions.Allow(Token::kUser, kGuid, WMIGUID_QUERY));
  EXPECT_TRUE(permissions.Allow(Token::kAdministrator, kGuid, WMIGUID_QUERY));
}

TEST(Permissions, TheDefaultsCanBeReplacedToo) {
  Permissions permissions(kNewest);
  permissions.Set(DefaultTraceSecurityGuid, WithDacl({{Kind::kAllow, WMIGUID_QUERY, Everyone()}}));
  EXPECT_TRUE(permissions.Allow(Token::kUser, kGuid, WMIGUID_QUERY));
  EXPECT_FALSE(permissions.Allow(Token::kAdministrator, kGuid, TRACELOG_GUID_ENABLE));
}

TEST(SecurityDescriptor, TheFirstEntryThatSpeaksOfARightDecides) {
  const AccessEntry deny = {Kind::kDeny, WMIGUID_QUERY, Users()};
  const AccessEntry allow = {Kind::kAllow, WMIGUID_QUERY | TRACELOG_LOG_EVENT, Everyone()};
  const std::vector<Sid> sids = SidsOf(Token::kUser);
  EXPECT_FALSE(WithDacl({deny, allow}).Grants(sids, WMIGUID_QUERY));
  EXPECT_TRUE(WithDacl({deny, allow}).Grants(sids, TRACELOG_LOG_EVENT));
  EXPECT_TRUE(WithDacl({allow, deny}).Grants(sids, WMIGUID_QUERY));
  EXPECT_FALSE(WithDacl({}).Grants(sids, WMIGUID_QUERY));
}

TEST(SecurityDescriptor, LiesInMemoryAsWindowsLaysItOut) {
  const SecurityDescriptor descriptor = {.owner = LocalSystem(),
                                         .group = Everyone(),
                                         .dacl = {{Kind::kDeny, 0x480, Everyone()}},
                                         .audit = {{Kind::kAudit, 1, LocalSystem()}}};
  const std::vector<uint8_t> expected = {
      1, 0,    0x14, 0x80, 76,   0, 0, 0, 88, 0, 0, 0, 20, 0, 0, 0, 48, 0, 0, 0,  // header
      2, 0,    28,   0,    1,    0, 0, 0,                                         // SACL
      2, 0xC0, 20,   0,    1,    0, 0, 0, 1,  1, 0, 0, 0,  0, 0, 5, 18, 0, 0, 0,  //
      2, 0,    28,   0,    1,    0, 0, 0,                                         // DACL
      1, 0,    20,   0,    0x80, 4, 0, 0, 1,  1, 0, 0, 0,  0, 0, 1, 0,  0, 0, 0,  //
      1, 1,    0,    0,    0,    0, 0, 5, 18, 0, 0, 0,                            // owner
      1, 1,    0,    0,    0,    0, 0, 1, 0,  0, 0, 0};                           // group
  EXPECT_EQ(descriptor.SelfRelative(), expected);
}

TEST(Sid, IsReadAsItIsWritten) {
  std::vector<uint8_t> bytes = BytesOf(PerformanceLogUsers());
  EXPECT_EQ(bytes, (std::vector<uint8_t>{1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x2F, 2, 0, 0}));
  EXPECT_EQ(ReadSid(bytes.data()), PerformanceLogUsers());
  bytes[0] = 2;
  EXPECT_EQ(ReadSid(bytes.data()), std::nullopt);
  bytes[0] = 1;
  bytes[1] = 16;
  EXPECT_EQ(ReadSid(bytes.data()), std::nullopt);
  EXPECT_EQ(ReadSid(nullptr), std::nullopt);
}

}  // namespace
}  // namespace etalon::sim
