// ProcessTraceBufferDecrementReference: at any time, on any thread; the last one gives a stream's
// buffer back to its owner and lets ProcessTrace return.
#include "sim/api/api.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG ProcessTraceBufferDecrementReference(Machine& machine, const ETW_BUFFER_HEADER* buffer) {
  MachineHold hold(machine.lock());
  Trace* const trace = machine.traces().FindHolder(*machine.caller().process, buffer);
  FAIL_IF(trace == nullptr, PTDEC_U01);

  const bool is_done = trace->references.IsLast(buffer);
  if (is_done && trace->stream != nullptr) {
    hold.unlock();  // the trace stays: ProcessTrace waits for this reference
    trace->stream->Complete(machine.lock(), buffer);
    hold.lock();
  }
  trace->references.Release(buffer);
  machine.host().scheduler->Notify();
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
