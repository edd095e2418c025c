// FlushTrace: ControlTrace FLUSH by an older name, with a page of its own.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_request.h"
#include "sim/api/fail_if.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

ULONG Flush(Machine& machine, const ControlRequest& request) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const PropertiesBlock& properties = request.properties();
  FAIL_IF(properties.missing(), FLUSHTRACE_E01);
  FAIL_IF(!properties.HoldsStructure(), FLUSHTRACE_E04);
  FAIL_IF(!properties.LogFileNameOffsetIsValid(), CONTROLTRACE_E06);
  FAIL_IF(!properties.LoggerNameOffsetIsValid(), CONTROLTRACE_E07);
  FAIL_IF(!properties.HasRoomForEmptyNames(), FLUSHTRACE_E05);
  FAIL_IF(request.HasKernelGuidAndOtherName(), CONTROLTRACE_E09);
  FAIL_IF(request.NamesNothing(), FLUSHTRACE_E02);

  Session* session = request.FindRunning(machine);
  const Process& caller = *machine.caller().process;
  FAIL_IF(session == nullptr && request.IsByHandle(), FLUSHTRACE_E03);
  FAIL_IF(session == nullptr, FLUSHTRACE_U01);
  FAIL_IF(IsKernelLogger(*session) && !IsPrivileged(caller), CONTROLTRACE_E13);
  FAIL_IF(!MayControl(machine, session->settings()), FLUSHTRACE_E06);
  return FlushSession(machine, *session, properties);
}

}  // namespace

ULONG FlushTraceW(Machine& machine, TRACEHANDLE handle, LPCWSTR name,
                  PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), FLUSHTRACE_U90);
  return Flush(machine, ControlRequest(handle, name, properties));
}

ULONG FlushTraceA(Machine& machine, TRACEHANDLE handle, LPCSTR name,
                  PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), FLUSHTRACE_U90);
  return Flush(machine, ControlRequest(handle, name, properties));
}

}  // namespace etalon::sim
