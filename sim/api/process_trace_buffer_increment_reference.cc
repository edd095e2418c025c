// ProcessTraceBufferIncrementReference: a buffer callback keeps its buffer.
#include "sim/api/api.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG ProcessTraceBufferIncrementReference(Machine& machine, TRACEHANDLE handle,
                                           const ETW_BUFFER_HEADER* buffer) {
  MachineHold hold(machine.lock());
  Trace* const trace = machine.traces().Find(handle);
  const bool is_own = trace != nullptr && trace->process == machine.caller().process;
  FAIL_IF(!is_own || !trace->references.IsOnOffer(buffer), PTINC_E01);
  FAIL_IF(machine.host().faults.ShouldFail(Fault::kPropertiesMemory), PTINC_E02);

  trace->references.Add(buffer);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
