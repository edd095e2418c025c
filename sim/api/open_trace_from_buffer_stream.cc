// OpenTraceFromBufferStream: the buffers come from ProcessTraceAddBufferToBufferStream.
#include <memory>
#include <utility>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/record_trace.h"

namespace etalon::sim {

TRACEHANDLE OpenTraceFromBufferStream(Machine& machine, const ETW_OPEN_TRACE_OPTIONS* options,
                                      PETW_BUFFER_COMPLETION_CALLBACK completion, PVOID context) {
  constexpr TRACEHANDLE kFailure = INVALID_PROCESSTRACE_HANDLE;
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_WITH_LAST_ERROR_IF(!CanRead(machine, options), OPENBS_U90, kFailure);
  FAIL_WITH_LAST_ERROR_IF(options == nullptr, OPENBS_U01, kFailure);
  FAIL_WITH_LAST_ERROR_IF(completion == nullptr, OPENBS_U02, kFailure);

  std::unique_ptr<Trace> trace = MakeRecordTrace(machine, *options);
  trace->stream = std::make_unique<BufferStream>(completion, context);
  return machine.traces().Add(std::move(trace)).handle;
}

}  // namespace etalon::sim
