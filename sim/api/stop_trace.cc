// StopTrace: ControlTrace STOP by an older name, with a page of its own.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_request.h"
#include "sim/api/fail_if.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

ULONG Stop(Machine& machine, const ControlRequest& request) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const PropertiesBlock& properties = request.properties();
  FAIL_IF(properties.missing(), STOPTRACE_E03);
  FAIL_IF(!properties.HoldsStructure(), STOPTRACE_E01);
  FAIL_IF(!properties.LogFileNameOffsetIsValid(), CONTROLTRACE_E06);
  FAIL_IF(!properties.LoggerNameOffsetIsValid(), CONTROLTRACE_E07);
  FAIL_IF(!properties.HasRoomForEmptyNames(), STOPTRACE_E02);
  FAIL_IF(request.HasKernelGuidAndOtherName(), CONTROLTRACE_E09);
  FAIL_IF(request.NamesNothing(), STOPTRACE_E04);

  Session* session = request.Find(machine);
  const Process& caller = *machine.caller().process;
  FAIL_IF(session == nullptr && request.IsByHandle(), STOPTRACE_E05);
  FAIL_IF(session == nullptr, STOPTRACE_U01);
  FAIL_IF(IsKernelLogger(*session) && !IsPrivileged(caller), CONTROLTRACE_E13);
  FAIL_IF(!MayControl(machine, session->settings()), STOPTRACE_E06);
  return StopSession(machine, hold, *session, properties);
}

}  // namespace

ULONG StopTraceW(Machine& machine, TRACEHANDLE handle, LPCWSTR name,
                 PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), STOPTRACE_U90);
  return Stop(machine, ControlRequest(handle, name, properties));
}

ULONG StopTraceA(Machine& machine, TRACEHANDLE handle, LPCSTR name,
                 PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), STOPTRACE_U90);
  return Stop(machine, ControlRequest(handle, name, properties));
}

}  // namespace etalon::sim
