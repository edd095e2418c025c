// EnableTraceEx: EnableTraceEx2 by an older form of its arguments, with clauses of its own.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/enable_provider.h"
#include "sim/api/fail_if.h"
#include "sim/api/filter_descriptors.h"

namespace etalon::sim {

ULONG EnableTraceEx(Machine& machine, LPCGUID provider, LPCGUID source_id,
                    TRACEHANDLE session_handle, ULONG is_enabled, UCHAR level, ULONGLONG match_any,
                    ULONGLONG match_all, ULONG properties, PEVENT_FILTER_DESCRIPTOR filter) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, provider) || !CanRead(machine, source_id) ||
              !CanReadFilters(machine, filter, 1),
          ENABLEEX_U90);
  FAIL_IF(provider == nullptr, ENABLEEX_E01);
  FAIL_IF(session_handle == 0, ENABLEEX_E02);
  FAIL_IF(is_enabled > 1, ENABLEEX_U01);
  EventFilters filters;
  const ULONG error = ReadFilters(filter, filter == nullptr ? 0 : 1, &filters);
  if (error != ERROR_SUCCESS) return error;
  Session* const session = machine.sessions().FindByHandle(session_handle);
  const bool is_running = session != nullptr && session->state() == Session::State::kRunning;
  FAIL_IF(!is_running, ENABLEEX_U02);
  FAIL_IF(!MayEnable(machine, *provider, session->settings()), ENABLEEX_E05);

  const GUID guid = *provider;
  const GUID source = source_id == nullptr ? GUID{} : *source_id;
  if (is_enabled == 0) {
    DisableProvider(machine, hold, guid, *session, source, 0);
    return ERROR_SUCCESS;
  }
  const SessionRequest request = {.session = session,
                                  .level = level,
                                  .match_any = match_any,
                                  .match_all = match_all,
                                  .properties = properties,
                                  .source_id = source,
                                  .filters = machine.providers().Keep(filters)};
  const Configured configured = EnableProvider(machine, hold, guid, request, 0);
  FAIL_IF(configured == Configured::kTooManySessions, ENABLEEX_E04);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
