// EventAccessControl: one entry more in the permissions of a provider or session, or the only one.
#include <algorithm>
#include <utility>

#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {
namespace {

using Kind = AccessEntry::Kind;

bool IsForAudit(ULONG operation) {
  return operation == EventSecuritySetSACL || operation == EventSecurityAddSACL;
}

// Denials stand before what is granted, as Windows' own editors keep them: else they would be
// without effect for somebody to whom an earlier entry grants the right.
void AddTo(std::vector<AccessEntry>* entries, AccessEntry entry) {
  const auto place = entry.kind == Kind::kDeny ? entries->begin() : entries->end();
  entries->insert(place, std::move(entry));
}

// Its head, and as many parts as that says.
bool CanReadSid(Machine& machine, PSID sid) {
  constexpr size_t kHeadBytes = 8;
  if (sid == nullptr || !machine.guards_memory()) return true;
  if (!CanRead(machine, sid, kHeadBytes)) return false;
  const size_t parts =
      std::min<size_t>(static_cast<const uint8_t*>(sid)[1], SID_MAX_SUB_AUTHORITIES);
  return CanRead(machine, sid, kHeadBytes + parts * sizeof(ULONG));
}

}  // namespace

ULONG EventAccessControl(Machine& machine, LPGUID guid, ULONG operation, PSID sid, ULONG rights,
                         BOOLEAN allow) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, guid) || !CanReadSid(machine, sid), ACCCTL_U90);
  FAIL_IF(guid == nullptr, ACCCTL_U01);
  FAIL_IF(operation >= EventSecurityMax, ACCCTL_U02);
  const std::optional<Sid> whose = ReadSid(sid);
  FAIL_IF(!whose, ACCCTL_U03);
  FAIL_IF(!IsPrivileged(*machine.caller().process), ACCCTL_U04);

  SecurityDescriptor descriptor = machine.permissions().Of(*guid);
  const bool is_audit = IsForAudit(operation);
  std::vector<AccessEntry>& entries = is_audit ? descriptor.audit : descriptor.dacl;
  if (operation == EventSecuritySetDACL || operation == EventSecuritySetSACL) entries.clear();
  const Kind granted = allow != 0 ? Kind::kAllow : Kind::kDeny;
  AddTo(&entries, {is_audit ? Kind::kAudit : granted, rights, whose.value_or(Sid{})});
  machine.permissions().Set(*guid, std::move(descriptor));
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
