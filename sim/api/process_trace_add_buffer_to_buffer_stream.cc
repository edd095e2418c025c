// ProcessTraceAddBufferToBufferStream: may be called before ProcessTrace and while that runs.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {
namespace {

BufferStream* FindStream(Machine& machine, TRACEHANDLE handle) {
  const Trace* trace = machine.traces().Find(handle);
  const bool is_open =
      trace != nullptr && trace->process == machine.caller().process && !trace->close_pending;
  return is_open ? trace->stream.get() : nullptr;
}

}  // namespace

ULONG ProcessTraceAddBufferToBufferStream(Machine& machine, TRACEHANDLE handle,
                                          const ETW_BUFFER_HEADER* buffer, ULONG size) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, static_cast<const void*>(buffer), size, alignof(ETW_BUFFER_HEADER)),
          PTADD_U90);
  FAIL_IF(buffer == nullptr, PTADD_U01);
  BufferStream* const stream = FindStream(machine, handle);
  FAIL_IF(stream == nullptr, PTADD_U03);
  const BufferStream::Answer answer = stream->Add({reinterpret_cast<const uint8_t*>(buffer), size});
  FAIL_IF(answer == BufferStream::Answer::kMalformed, PTADD_U04);
  FAIL_IF(answer == BufferStream::Answer::kNoHeader, PTADD_U05);
  FAIL_IF(answer == BufferStream::Answer::kTooEarly, PTADD_U02);

  machine.host().scheduler->Notify();
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
