// SetTraceCallback: for all traces of the process that deliver EVENT_TRACE.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG SetTraceCallback(Machine& machine, LPCGUID class_guid, PEVENT_CALLBACK callback) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, class_guid), SETCB_U90);
  FAIL_IF(class_guid == nullptr, SETCB_E01);
  FAIL_IF(callback == nullptr, SETCB_E02);

  machine.traces().class_callbacks().Set(*machine.caller().process, *class_guid, callback);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
