// EventAccessRemove: a provider or session has the default permissions again.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG EventAccessRemove(Machine& machine, LPGUID guid) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, guid), ACCREM_U90);
  FAIL_IF(guid == nullptr, ACCREM_U01);
  FAIL_IF(!IsPrivileged(*machine.caller().process), ACCREM_U02);

  machine.permissions().Remove(*guid);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
