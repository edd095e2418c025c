// EnableTraceEx2: a session asks a provider for its events, whether or not it has registered. Every
// call replaces all that the session asked before.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/enable_provider.h"
#include "sim/api/fail_if.h"
#include "sim/api/filter_descriptors.h"

namespace etalon::sim {
namespace {

bool HasUnknownVersion(const ENABLE_TRACE_PARAMETERS* parameters) {
  return parameters != nullptr && parameters->Version != ENABLE_TRACE_PARAMETERS_VERSION &&
         parameters->Version != ENABLE_TRACE_PARAMETERS_VERSION_2;
}

// The first version ends before FilterDescCount.
ULONG FilterCount(const ENABLE_TRACE_PARAMETERS& parameters) {
  if (parameters.Version != ENABLE_TRACE_PARAMETERS_VERSION) return parameters.FilterDescCount;
  return parameters.EnableFilterDesc == nullptr ? 0 : 1;
}

ULONG ReadParameters(Machine& machine, const ENABLE_TRACE_PARAMETERS* parameters,
                     SessionRequest* request) {
  if (parameters == nullptr) return ERROR_SUCCESS;
  EventFilters filters;
  const ULONG error = ReadFilters(parameters->EnableFilterDesc, FilterCount(*parameters), &filters);
  if (error != ERROR_SUCCESS) return error;
  request->properties = parameters->EnableProperty;
  request->source_id = parameters->SourceId;
  request->filters = machine.providers().Keep(filters);
  return ERROR_SUCCESS;
}

Configured Configure(Machine& machine, MachineHold& hold, const GUID& guid, ULONG control_code,
                     const SessionRequest& request, Timeout timeout) {
  switch (control_code) {
    case EVENT_CONTROL_CODE_DISABLE_PROVIDER:
      return DisableProvider(machine, hold, guid, *request.session, request.source_id, timeout);
    case EVENT_CONTROL_CODE_CAPTURE_STATE:
      return CaptureState(machine, hold, guid, request, timeout);
    default:
      return EnableProvider(machine, hold, guid, request, timeout);
  }
}

}  // namespace

ULONG EnableTraceEx2(Machine& machine, TRACEHANDLE session_handle, LPCGUID provider,
                     ULONG control_code, UCHAR level, ULONGLONG match_any, ULONGLONG match_all,
                     ULONG timeout, PENABLE_TRACE_PARAMETERS parameters) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, provider) || !CanReadParameters(machine, parameters), ENABLEEX2_U90);
  FAIL_IF(provider == nullptr, ENABLEEX2_E01);
  FAIL_IF(session_handle == 0, ENABLEEX2_E02);
  FAIL_IF(control_code > EVENT_CONTROL_CODE_CAPTURE_STATE, ENABLEEX2_E03);
  FAIL_IF(HasUnknownVersion(parameters), ENABLEEX2_U02);
  SessionRequest request = {.level = level, .match_any = match_any, .match_all = match_all};
  const ULONG error = ReadParameters(machine, parameters, &request);
  if (error != ERROR_SUCCESS) return error;
  request.session = machine.sessions().FindByHandle(session_handle);
  const bool is_running =
      request.session != nullptr && request.session->state() == Session::State::kRunning;
  FAIL_IF(!is_running, ENABLEEX2_U04);
  FAIL_IF(!MayEnable(machine, *provider, request.session->settings()), ENABLEEX2_E07);

  const GUID guid = *provider;
  FAIL_IF(guid == SystemTraceControlGuid, ENABLEEX2_U03);
  const Configured configured = Configure(machine, hold, guid, control_code, request, timeout);
  FAIL_IF(configured == Configured::kTooManySessions, ENABLEEX2_E06);
  FAIL_IF(configured == Configured::kTimedOut, ENABLEEX2_E04);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
