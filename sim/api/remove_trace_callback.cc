// RemoveTraceCallback.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG RemoveTraceCallback(Machine& machine, LPCGUID class_guid) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, class_guid), REMCB_U90);
  FAIL_IF(class_guid == nullptr, REMCB_E01);
  ClassCallbacks& callbacks = machine.traces().class_callbacks();
  const Process& process = *machine.caller().process;
  FAIL_IF(callbacks.Find(process, *class_guid) == nullptr, REMCB_E02);

  callbacks.Remove(process, *class_guid);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
