// CreateTraceInstanceId: every class counts 1, 2, 3, ... for itself.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG CreateTraceInstanceId(Machine& machine, HANDLE class_handle, PEVENT_INSTANCE_INFO instance) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanWrite(machine, instance), CREATEINST_U90);
  FAIL_IF(class_handle == nullptr, CREATEINST_E01);
  FAIL_IF(instance == nullptr, CREATEINST_E02);
  RegisteredClass* event_class =
      machine.providers().FindClass(*machine.caller().process, class_handle);
  FAIL_IF(event_class == nullptr, CREATEINST_U01);

  if (++event_class->last_instance_id == 0) event_class->last_instance_id = 1;
  instance->RegHandle = class_handle;
  instance->InstanceId = event_class->last_instance_id;
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
