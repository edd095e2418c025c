// StartHeapTrace: StartTrace with a GUID of its own, for the heap events of some processes.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/flags_extension.h"
#include "sim/api/heap_targets.h"
#include "sim/api/start_trace.h"
#include "sim/kernel/kernel_classes.h"

namespace etalon::sim {
namespace {

ULONG Start(Machine& machine, TRACEHANDLE* handle, EVENT_TRACE_PROPERTIES* properties, LPCWSTR name,
            const ULONG* pids, ULONG pid_count, const STACK_TRACING_EVENT_ID* stack_events,
            ULONG stack_event_count) {
  FAIL_IF(handle == nullptr || properties == nullptr || name == nullptr, STARTHEAP_U02);
  FAIL_IF(pids == nullptr && pid_count != 0, STARTHEAP_U05);
  FAIL_IF(stack_events == nullptr && stack_event_count != 0, STARTHEAP_U05);
  FAIL_IF(stack_event_count > kMaximumStackHooks, STARTHEAP_U04);
  FAIL_IF(HasInvalidFlags(*properties), STARTHEAP_E02);
  FAIL_IF(machine.host().faults.ShouldFail(Fault::kPropertiesMemory), STARTHEAP_E03);

  StartRequest request = {handle, Text(name), {properties, Encoding::kWide}};
  request.heap = MakeHeapTargets(machine, pids, pid_count, stack_events, stack_event_count);
  return StartSession(machine, request);  // and STARTHEAP_E01, among its checks
}

}  // namespace

ULONG StartHeapTrace(Machine& machine, PTRACEHANDLE handle, PEVENT_TRACE_PROPERTIES properties,
                     LPCWSTR name, const ULONG* pids, ULONG pid_count,
                     const STACK_TRACING_EVENT_ID* stack_events, ULONG stack_event_count) {
  FAIL_IF(!CanWrite(machine, handle) || !CanUse(machine, name, properties) ||
              !CanReadTargets(machine, pids, pid_count, stack_events, stack_event_count),
          STARTHEAP_U90);
  const ULONG error =
      Start(machine, handle, properties, name, pids, pid_count, stack_events, stack_event_count);
  if (error != ERROR_SUCCESS && handle != nullptr) *handle = 0;
  return error;
}

}  // namespace etalon::sim
