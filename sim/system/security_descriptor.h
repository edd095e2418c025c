// Who may do what with a provider or a session.
#ifndef ETALON_SIM_SYSTEM_SECURITY_DESCRIPTOR_H_
#define ETALON_SIM_SYSTEM_SECURITY_DESCRIPTOR_H_

#include <cstdint>
#include <vector>

#include "sim/system/sid.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

// One access control entry.
struct AccessEntry {
  enum class Kind : uint8_t { kAllow = 0, kDeny = 1, kAudit = 2 };

  Kind kind = Kind::kAllow;
  uint32_t rights = 0;  // WMIGUID_*, TRACELOG_* (wmistr.h)
  Sid sid;

  friend bool operator==(const AccessEntry&, const AccessEntry&) = default;
};

struct SecurityDescriptor {
  Sid owner;
  Sid group;
  std::vector<AccessEntry> dacl;   // in order: it is walked from the front
  std::vector<AccessEntry> audit;  // the SACL; empty: there is none

  // Whether the DACL gives somebody with these SIDs all of `rights`: entries are walked in order,
  // and a right is decided by the first that speaks of it. Rights that none speaks of are refused.
  bool Grants(const std::vector<Sid>& sids, uint32_t rights) const;

  // SECURITY_DESCRIPTOR_RELATIVE, and behind it SACL, DACL, owner and group.
  std::vector<uint8_t> SelfRelative() const;
};

// What Windows is installed with, for all providers and sessions without permissions of their own:
// everyone may register providers; the administrators, LocalSystem, LocalService and NetworkService
// may do everything, members of Performance Log Users all that tracing needs. Before Vista only the
// administrators and LocalSystem may do more than register and write events.
const SecurityDescriptor& DefaultDescriptor(WindowsVersion windows);

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_SECURITY_DESCRIPTOR_H_
