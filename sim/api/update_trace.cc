// UpdateTrace: ControlTrace UPDATE by an older name, with a page of its own.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_request.h"
#include "sim/api/fail_if.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

ULONG Update(Machine& machine, const ControlRequest& request) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const PropertiesBlock& properties = request.properties();
  FAIL_IF(properties.missing(), UPDATETRACE_E02);
  FAIL_IF(!properties.HoldsStructure(), UPDATETRACE_E01);
  FAIL_IF(!properties.LogFileNameOffsetIsValid(), UPDATETRACE_E05);
  FAIL_IF(!properties.LoggerNameOffsetIsValid(), UPDATETRACE_E06);
  FAIL_IF(!properties.HasRoomForEmptyNames(), CONTROLTRACE_E02);
  FAIL_IF(request.HasKernelGuidAndOtherName(), UPDATETRACE_E07);
  FAIL_IF(request.NamesNothing(), UPDATETRACE_E03);

  Session* session = request.FindRunning(machine);
  const Process& caller = *machine.caller().process;
  FAIL_IF(session == nullptr && request.IsByHandle(), UPDATETRACE_E04);
  FAIL_IF(session == nullptr, UPDATETRACE_U02);
  FAIL_IF(IsKernelLogger(*session) && !IsPrivileged(caller), CONTROLTRACE_E13);
  FAIL_IF(!MayControl(machine, session->settings()), UPDATETRACE_E08);
  FAIL_IF(IsLogFileOf(machine, *session, properties.LogFileName()), UPDATETRACE_U01);
  return UpdateSession(machine, *session, properties);
}

}  // namespace

ULONG UpdateTraceW(Machine& machine, TRACEHANDLE handle, LPCWSTR name,
                   PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), UPDATETRACE_U90);
  return Update(machine, ControlRequest(handle, name, properties));
}

ULONG UpdateTraceA(Machine& machine, TRACEHANDLE handle, LPCSTR name,
                   PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), UPDATETRACE_U90);
  return Update(machine, ControlRequest(handle, name, properties));
}

}  // namespace etalon::sim
