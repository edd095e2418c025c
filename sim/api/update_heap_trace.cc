// UpdateHeapTrace: ControlTrace UPDATE of a heap session, and other processes and stacks.
#include <utility>

#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_request.h"
#include "sim/api/fail_if.h"
#include "sim/api/flags_extension.h"
#include "sim/api/heap_targets.h"
#include "sim/api/session_control.h"
#include "sim/kernel/kernel_classes.h"

namespace etalon::sim {
namespace {

bool IsGuidOfAnother(Machine& machine, const GUID& guid, const Session& session) {
  if (guid == GUID{}) return false;
  const Session* other = machine.sessions().FindByGuid(guid);
  return other != nullptr && other != &session;
}

ULONG Update(Machine& machine, const ControlRequest& request, HeapTargets targets) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const PropertiesBlock& properties = request.properties();
  FAIL_IF(!properties.HoldsStructure(), CONTROLTRACE_E01);
  FAIL_IF(!properties.LogFileNameOffsetIsValid(), CONTROLTRACE_E06);
  FAIL_IF(!properties.LoggerNameOffsetIsValid(), CONTROLTRACE_E07);
  FAIL_IF(!properties.HasRoomForEmptyNames(), CONTROLTRACE_E02);
  FAIL_IF(request.NamesNothing(), CONTROLTRACE_E04);
  Session* session = request.FindRunning(machine);
  FAIL_IF(session == nullptr || !session->settings().heap, UPDHEAP_U01);
  FAIL_IF(!MayControl(machine, session->settings()), CONTROLTRACE_E12);
  FAIL_IF(IsGuidOfAnother(machine, properties->Wnode.Guid, *session), UPDHEAP_E01);
  FAIL_IF(IsLogFileOf(machine, *session, properties.LogFileName()), CONTROLTRACE_U01);

  const ULONG result = UpdateSession(machine, *session, properties);
  const bool is_done = result == ERROR_SUCCESS || result == ERROR_MORE_DATA;
  if (is_done) {
    session->mutable_targets().heap_pids = std::move(targets.pids);
    session->mutable_targets().heap_stack_types = std::move(targets.stack_types);
    machine.heaps().Trace(*session, machine.processes());
  }
  return result;
}

}  // namespace

ULONG UpdateHeapTrace(Machine& machine, PEVENT_TRACE_PROPERTIES properties, LPCWSTR name,
                      const ULONG* pids, ULONG pid_count,
                      const STACK_TRACING_EVENT_ID* stack_events, ULONG stack_event_count) {
  FAIL_IF(!CanUse(machine, name, properties) ||
              !CanReadTargets(machine, pids, pid_count, stack_events, stack_event_count),
          UPDHEAP_U90);
  FAIL_IF(properties == nullptr || name == nullptr, UPDHEAP_U03);
  FAIL_IF(pids == nullptr && pid_count != 0, UPDHEAP_U04);
  FAIL_IF(stack_events == nullptr && stack_event_count != 0, UPDHEAP_U04);
  FAIL_IF(HasInvalidFlags(*properties), UPDHEAP_E02);
  FAIL_IF(machine.host().faults.ShouldFail(Fault::kPropertiesMemory), UPDHEAP_E03);
  return Update(machine, ControlRequest(0, name, properties),
                MakeHeapTargets(machine, pids, pid_count, stack_events, stack_event_count));
}

}  // namespace etalon::sim
