// CloseTrace: while ProcessTrace runs the answer is ERROR_CTX_CLOSE_PENDING, which is a success:
// the handle is closed as soon as what is queued has been delivered. Before Vista nothing happens.
#include "sim/api/api.h"
#include "sim/api/close.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

void Close(Machine& machine, MachineHold& hold, Trace& trace) {
  if (trace.stream != nullptr) {
    trace.close_pending = true;  // nobody else shall use it meanwhile
    hold.unlock();
    trace.stream->CompleteQueued(machine.lock());
    hold.lock();
  }
  machine.traces().Remove(trace.handle);
}

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
    Close(machine, hold, *trace);
  }
  FAIL_IF(is_being_processed, CLOSETRACE_E05);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
