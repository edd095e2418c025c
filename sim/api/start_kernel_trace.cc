// StartKernelTrace: StartTrace of the NT Kernel Logger, or of a session for its rundown, with
// events that carry stacks.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/flags_extension.h"
#include "sim/api/start_trace.h"
#include "sim/include/kernel_guids.h"
#include "sim/kernel/kernel_classes.h"

namespace etalon::sim {
namespace {

// Where the name of the session is to be read; "" none.
std::u16string GivenName(const PropertiesBlock& properties) {
  const bool is_there = properties.HoldsStructure() && properties.LoggerNameOffsetIsValid();
  return is_there ? properties.SessionName() : u"";
}

ULONG Start(Machine& machine, TRACEHANDLE* handle, EVENT_TRACE_PROPERTIES* properties,
            const STACK_TRACING_EVENT_ID* stack_events, ULONG stack_event_count) {
  FAIL_IF(handle == nullptr || properties == nullptr, STARTKERN_U03);
  FAIL_IF(stack_events == nullptr && stack_event_count != 0, STARTKERN_U04);
  FAIL_IF(stack_event_count > kMaximumStackHooks, STARTKERN_E02);
  const bool is_kernel_logger = properties->Wnode.Guid == SystemTraceControlGuid;
  FAIL_IF(!is_kernel_logger && properties->Wnode.Guid != KernelRundownGuid, STARTKERN_E01);
  FAIL_IF(HasInvalidFlags(*properties), STARTKERN_E03);
  FAIL_IF(machine.host().faults.ShouldFail(Fault::kPropertiesMemory), STARTKERN_E04);

  StartRequest request = {handle, u"NT Kernel Logger", {properties, Encoding::kWide}};
  if (!is_kernel_logger) request.name = GivenName(request.properties);
  request.is_kernel_trace = true;
  for (ULONG i = 0; i < stack_event_count; ++i) {
    request.stack_events.push_back({stack_events[i].EventGuid, stack_events[i].Type});
  }
  return StartSession(machine, request);  // and STARTKERN_E05, among its checks
}

}  // namespace

ULONG StartKernelTrace(Machine& machine, PTRACEHANDLE handle, PEVENT_TRACE_PROPERTIES properties,
                       const STACK_TRACING_EVENT_ID* stack_events, ULONG stack_event_count) {
  FAIL_IF(!CanWrite(machine, handle) || !CanUse(machine, properties) ||
              !CanRead(machine, stack_events, stack_event_count),
          STARTKERN_U90);
  const ULONG error = Start(machine, handle, properties, stack_events, stack_event_count);
  if (error != ERROR_SUCCESS && handle != nullptr) *handle = 0;
  return error;
}

}  // namespace etalon::sim
