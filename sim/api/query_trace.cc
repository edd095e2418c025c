// QueryTrace: ControlTrace QUERY by an older name, with a page of its own.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_request.h"
#include "sim/api/fail_if.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

ULONG Query(Machine& machine, const ControlRequest& request) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const PropertiesBlock& properties = request.properties();
  FAIL_IF(properties.missing(), QUERYTRACE_E03);
  FAIL_IF(!properties.HoldsStructure(), QUERYTRACE_E01);
  FAIL_IF(!properties.LogFileNameOffsetIsValid(), CONTROLTRACE_E06);
  FAIL_IF(!properties.LoggerNameOffsetIsValid(), CONTROLTRACE_E07);
  FAIL_IF(!properties.HasRoomForEmptyNames(), QUERYTRACE_E02);
  FAIL_IF(request.HasKernelGuidAndOtherName(), CONTROLTRACE_E09);
  FAIL_IF(request.NamesNothing(), QUERYTRACE_E04);

  Session* session = request.Find(machine);
  const Process& caller = *machine.caller().process;
  FAIL_IF(session == nullptr && request.IsByHandle(), QUERYTRACE_E05);
  FAIL_IF(session == nullptr, QUERYTRACE_E07);
  FAIL_IF(IsKernelLogger(*session) && !IsPrivileged(caller), CONTROLTRACE_E13);
  FAIL_IF(!MayQuery(machine, session->settings()), QUERYTRACE_E06);
  return ReportSession(machine, *session, properties);
}

}  // namespace

ULONG QueryTraceW(Machine& machine, TRACEHANDLE handle, LPCWSTR name,
                  PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), QUERYTRACE_U90);
  return Query(machine, ControlRequest(handle, name, properties));
}

ULONG QueryTraceA(Machine& machine, TRACEHANDLE handle, LPCSTR name,
                  PEVENT_TRACE_PROPERTIES properties) {
  FAIL_IF(!CanUse(machine, name, properties), QUERYTRACE_U90);
  return Query(machine, ControlRequest(handle, name, properties));
}

}  // namespace etalon::sim
