// CloseTrace: while ProcessTrace runs the answer is ERROR_CTX_CLOSE_PENDING, which is a success:
// the handle is closed as soon as what is queued has been delivered. Before Vista nothing happens.
#include "sim/api/api.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG CloseTrace(Machine& machine, TRACEHANDLE handle) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(handle == 0, CLOSETRACE_E01);
  FAIL_IF(handle == INVALID_PROCESSTRACE_HANDLE, CLOSETRACE_E02);
  Trace* trace = machine.traces().Find(handle);
  const bool is_open =
      trace != nullptr && trace->process == machine.caller().process && !trace->close_pending;
  FAIL_IF(!is_open, CLOSETRACE_E03);
  FAIL_IF(trace->processing, CLOSETRACE_E04);

  const bool is_being_processed = trace->processing;
  if (is_being_processed) {
    trace->close_pending = true;
    machine.host().scheduler->Notify();
  } else {
    machine.traces().Remove(handle);
  }
  FAIL_IF(is_being_processed, CLOSETRACE_E05);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
