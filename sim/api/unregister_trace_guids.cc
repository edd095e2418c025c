// UnregisterTraceGuids: the provider is not told, and stays enabled for whoever registers next.
#include "sim/api/api.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG UnregisterTraceGuids(Machine& machine, TRACEHANDLE handle) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(handle == 0, UNREGGUIDS_E02);
  const Registration* registration = machine.providers().Find(handle);
  const bool is_callers =
      registration != nullptr && registration->process == machine.caller().process;
  FAIL_IF(!is_callers, UNREGGUIDS_E01);

  machine.providers().Remove(handle);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
