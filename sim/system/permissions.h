// The permissions of all providers and sessions, by their GUIDs.
#ifndef ETALON_SIM_SYSTEM_PERMISSIONS_H_
#define ETALON_SIM_SYSTEM_PERMISSIONS_H_

#include <array>
#include <cstdint>
#include <map>

#include "sim/include/windows.h"
#include "sim/system/security_descriptor.h"

namespace etalon::sim {

// What Windows keeps in the registry under Control\WMI\Security. A change holds at once, for
// sessions that run as well. Under the machine's lock.
class Permissions {
 public:
  explicit Permissions(WindowsVersion windows) : installed_(DefaultDescriptor(windows)) {}

  // Those of a provider or session: its own, or else those of DefaultTraceSecurityGuid, or else
  // what Windows is installed with.
  const SecurityDescriptor& Of(const GUID& guid) const;

  // Its own from now on.
  void Set(const GUID& guid, SecurityDescriptor descriptor);

  // Back to the defaults; nothing happens to a GUID without permissions of its own.
  void Remove(const GUID& guid);

  // Whether somebody with this token has all of these rights.
  bool Allow(Token token, const GUID& guid, uint32_t rights) const;

 private:
  using Key = std::array<uint8_t, sizeof(GUID)>;
  static Key KeyOf(const GUID& guid);

  const SecurityDescriptor& installed_;
  std::map<Key, SecurityDescriptor> own_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_PERMISSIONS_H_
