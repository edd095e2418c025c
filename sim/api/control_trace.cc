// ControlTrace: everything that can be done to a session that runs.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_request.h"
#include "sim/api/fail_if.h"
#include "sim/api/session_control.h"

namespace etalon::sim {
namespace {

// UPDATE, FLUSH and their like need a session that still runs; QUERY and STOP find one that stops.
Session* FindFor(ULONG code, Machine& machine, const ControlRequest& request) {
  const bool is_for_any = code == EVENT_TRACE_CONTROL_QUERY || code == EVENT_TRACE_CONTROL_STOP;
  return is_for_any ? request.Find(machine) : request.FindRunning(machine);
}

ULONG Do(ULONG code, Machine& machine, MachineHold& hold, Session& session,
         const PropertiesBlock& properties) {
  switch (code) {
    case EVENT_TRACE_CONTROL_STOP:
      return StopSession(machine, hold, session, properties);
    case EVENT_TRACE_CONTROL_UPDATE:
      FAIL_IF(IsLogFileOf(machine, session, properties.LogFileName()), CONTROLTRACE_U01);
      return UpdateSession(machine, session, properties);
    case EVENT_TRACE_CONTROL_FLUSH:
      return FlushSession(machine, session, properties);
    case EVENT_TRACE_CONTROL_INCREMENT_FILE:
      return IncrementFile(machine, session, properties);
    case EVENT_TRACE_CONTROL_CONVERT_TO_REALTIME:
      return ConvertToRealTime(machine, session, properties);
    default:
      return ReportSession(machine, session, properties);
  }
}

ULONG Control(Machine& machine, const ControlRequest& request, ULONG code) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  const PropertiesBlock& properties = request.properties();
  FAIL_IF(properties.missing(), CONTROLTRACE_E03);
  FAIL_IF(!properties.HoldsStructure(), CONTROLTRACE_E01);
  FAIL_IF(!properties.LogFileNameOffsetIsValid(), CONTROLTRACE_E06);
  FAIL_IF(!properties.LoggerNameOffsetIsValid(), CONTROLTRACE_E07);
  FAIL_IF(!properties.HasRoomForEmptyNames(), CONTROLTRACE_E02);
  FAIL_IF(code > EVENT_TRACE_CONTROL_CONVERT_TO_REALTIME, CONTROLTRACE_U03);
  FAIL_IF(code > EVENT_TRACE_CONTROL_FLUSH, CONTROLTRACE_U31);
  FAIL_IF(request.HasKernelGuidAndOtherName(), CONTROLTRACE_E09);
  FAIL_IF(request.NamesNothing(), CONTROLTRACE_E04);

  Session* session = FindFor(code, machine, request);
  const Process& caller = *machine.caller().process;
  FAIL_IF(session == nullptr && request.IsByHandle(), CONTROLTRACE_E05);
  FAIL_IF(session == nullptr, CONTROLTRACE_E14);
  FAIL_IF(IsKernelLogger(*session) && !IsPrivileged(caller), CONTROLTRACE_E13);
  const bool may = code == EVENT_TRACE_CONTROL_QUERY ? MayQuery(machine, session->settings())
                                                     : MayControl(machine, session->settings());
  FAIL_IF(!may, CONTROLTRACE_E12);
  return Do(code, machine, hold, *session, properties);
}

}  // namespace

ULONG ControlTraceW(Machine& machine, TRACEHANDLE handle, LPCWSTR name,
                    PEVENT_TRACE_PROPERTIES properties, ULONG code) {
  FAIL_IF(!CanUse(machine, name, properties), CONTROLTRACE_U90);
  return Control(machine, ControlRequest(handle, name, properties), code);
}

ULONG ControlTraceA(Machine& machine, TRACEHANDLE handle, LPCSTR name,
                    PEVENT_TRACE_PROPERTIES properties, ULONG code) {
  FAIL_IF(!CanUse(machine, name, properties), CONTROLTRACE_U90);
  return Control(machine, ControlRequest(handle, name, properties), code);
}

}  // namespace etalon::sim
