#include "sim/system/permissions.h"

#include <cstring>
#include <utility>

#include "sim/include/evntrace.h"

namespace etalon::sim {

Permissions::Key Permissions::KeyOf(const GUID& guid) {
  Key key;
  std::memcpy(key.data(), &guid, sizeof guid);
  return key;
}

const SecurityDescriptor& Permissions::Of(const GUID& guid) const {
  for (const GUID& candidate : {guid, DefaultTraceSecurityGuid}) {
    const auto found = own_.find(KeyOf(candidate));
    if (found != own_.end()) return found->second;
  }
  return installed_;
}

void Permissions::Set(const GUID& guid, SecurityDescriptor descriptor) {
  own_.insert_or_assign(KeyOf(guid), std::move(descriptor));
}

void Permissions::Remove(const GUID& guid) { own_.erase(KeyOf(guid)); }

bool Permissions::Allow(Token token, const GUID& guid, uint32_t rights) const {
  return Of(guid).Grants(SidsOf(token), rights);
}

}  // namespace etalon::sim
