#include "sim/system/security_descriptor.h"

#include <algorithm>

#include "sim/include/wmistr.h"

namespace etalon::sim {
namespace {

// What WMIGUID_ALL_ACCESS was before TRACELOG_JOIN_GROUP came.
constexpr uint32_t kEverything = 0x120FFF;
constexpr uint32_t kForTracing =
    WMIGUID_QUERY | WMIGUID_NOTIFICATION | TRACELOG_CREATE_REALTIME | TRACELOG_CREATE_ONDISK |
    TRACELOG_GUID_ENABLE | TRACELOG_LOG_EVENT | TRACELOG_ACCESS_REALTIME | TRACELOG_REGISTER_GUIDS;

void Append(std::vector<uint8_t>* out, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) out->push_back(static_cast<uint8_t>(value >> (8 * i)));
}

void Append(std::vector<uint8_t>* out, const std::vector<uint8_t>& bytes) {
  out->insert(out->end(), bytes.begin(), bytes.end());
}

// Audits tell of success and of failure.
uint8_t AceFlags(const AccessEntry& entry) {
  return entry.kind == AccessEntry::Kind::kAudit
             ? SUCCESSFUL_ACCESS_ACE_FLAG | FAILED_ACCESS_ACE_FLAG
             : 0;
}

std::vector<uint8_t> AclBytes(const std::vector<AccessEntry>& entries) {
  std::vector<uint8_t> aces;
  for (const AccessEntry& entry : entries) {
    const std::vector<uint8_t> sid = BytesOf(entry.sid);
    aces.push_back(static_cast<uint8_t>(entry.kind));
    aces.push_back(AceFlags(entry));
    Append(&aces, sizeof(ACE_HEADER) + sizeof(ACCESS_MASK) + sid.size(), 2);
    Append(&aces, entry.rights, 4);
    Append(&aces, sid);
  }
  std::vector<uint8_t> acl = {ACL_REVISION, 0};
  Append(&acl, sizeof(ACL) + aces.size(), 2);
  Append(&acl, entries.size(), 2);
  Append(&acl, 0, 2);
  Append(&acl, aces);
  return acl;
}

constexpr AccessEntry::Kind kAllow = AccessEntry::Kind::kAllow;

SecurityDescriptor OfAdministrators(std::vector<AccessEntry> entries) {
  return {.owner = Administrators(),
          .group = Administrators(),
          .dacl = std::move(entries),
          .audit = {}};
}

// Since Vista. `join`: what everyone may do with provider groups.
SecurityDescriptor ForPerformanceUsers(uint32_t join) {
  return OfAdministrators({{kAllow, TRACELOG_REGISTER_GUIDS | join, Everyone()},
                           {kAllow, kEverything, LocalSystem()},
                           {kAllow, kEverything, LocalService()},
                           {kAllow, kEverything, NetworkService()},
                           {kAllow, kEverything, Administrators()},
                           {kAllow, kForTracing, PerformanceLogUsers()},
                           {kAllow, WMIGUID_NOTIFICATION, PerformanceMonitors()}});
}

}  // namespace

bool SecurityDescriptor::Grants(const std::vector<Sid>& sids, uint32_t rights) const {
  uint32_t missing = rights;
  for (const AccessEntry& entry : dacl) {
    if (std::find(sids.begin(), sids.end(), entry.sid) == sids.end()) continue;
    if (entry.kind == AccessEntry::Kind::kDeny && (entry.rights & missing) != 0) return false;
    if (entry.kind == AccessEntry::Kind::kAllow) missing &= ~entry.rights;
  }
  return missing == 0;
}

std::vector<uint8_t> SecurityDescriptor::SelfRelative() const {
  const bool has_sacl = !audit.empty();
  const std::vector<uint8_t> sacl = has_sacl ? AclBytes(audit) : std::vector<uint8_t>{};
  const std::vector<uint8_t> acl = AclBytes(dacl);
  const std::vector<uint8_t> owner_bytes = BytesOf(owner);
  const size_t sacl_at = sizeof(SECURITY_DESCRIPTOR_RELATIVE);
  const size_t dacl_at = sacl_at + sacl.size();
  const size_t owner_at = dacl_at + acl.size();
  std::vector<uint8_t> bytes = {SECURITY_DESCRIPTOR_REVISION, 0};
  Append(&bytes, SE_SELF_RELATIVE | SE_DACL_PRESENT | (has_sacl ? SE_SACL_PRESENT : 0), 2);
  Append(&bytes, owner_at, 4);
  Append(&bytes, owner_at + owner_bytes.size(), 4);
  Append(&bytes, has_sacl ? sacl_at : 0, 4);
  Append(&bytes, dacl_at, 4);
  Append(&bytes, sacl);
  Append(&bytes, acl);
  Append(&bytes, owner_bytes);
  Append(&bytes, BytesOf(group));
  return bytes;
}

const SecurityDescriptor& DefaultDescriptor(WindowsVersion windows) {
  if (windows < kServer2003) {
    static const SecurityDescriptor kForEveryone =
        OfAdministrators({{kAllow, kEverything, Everyone()}});
    return kForEveryone;
  }
  if (windows < kVista) {
    static const SecurityDescriptor kForAdministrators =
        OfAdministrators({{kAllow, TRACELOG_REGISTER_GUIDS | TRACELOG_LOG_EVENT, Everyone()},
                          {kAllow, kEverything, LocalSystem()},
                          {kAllow, kEverything, Administrators()}});
    return kForAdministrators;
  }
  static const SecurityDescriptor kWithoutGroups = ForPerformanceUsers(0);
  static const SecurityDescriptor kWithGroups = ForPerformanceUsers(TRACELOG_JOIN_GROUP);
  return windows < kWindows10_1607 ? kWithoutGroups : kWithGroups;
}

}  // namespace etalon::sim
