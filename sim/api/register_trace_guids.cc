// RegisterTraceGuids: a provider that was enabled before it registered has its callback called in
// here, and what that returns is returned; the registration is in force all the same.
#include <algorithm>
#include <vector>

#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/control_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/private_sessions.h"

namespace etalon::sim {
namespace {

constexpr ULONG kMaximumClasses = 65536;

bool HasClassWithoutGuid(const TRACE_GUID_REGISTRATION* classes, ULONG count) {
  for (ULONG i = 0; i < count; ++i) {
    if (classes[i].Guid == nullptr) return true;
  }
  return false;
}

// The array, which gets the handles, and the GUIDs that it points to. Of more classes than there
// may be none is looked at.
bool CanUseClasses(Machine& machine, TRACE_GUID_REGISTRATION* classes, ULONG count) {
  if (classes == nullptr || count > kMaximumClasses || !machine.guards_memory()) return true;
  if (!CanWrite(machine, classes, count)) return false;
  return std::all_of(classes, classes + count, [&](const TRACE_GUID_REGISTRATION& one) {
    return CanRead(machine, one.Guid);
  });
}

ULONG Register(Machine& machine, WMIDPREQUEST callback, void* context, const GUID* control_guid,
               ULONG class_count, TRACE_GUID_REGISTRATION* classes, TRACEHANDLE* handle) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  ProviderRegistry& providers = machine.providers();
  Process& process = *machine.caller().process;
  FAIL_IF(!CanRead(machine, control_guid) || !CanWrite(machine, handle) ||
              !CanUseClasses(machine, classes, class_count),
          REGGUIDS_U90);
  FAIL_IF(callback == nullptr, REGGUIDS_E01);
  FAIL_IF(control_guid == nullptr, REGGUIDS_E02);
  FAIL_IF(handle == nullptr, REGGUIDS_E03);
  FAIL_IF(classes == nullptr || class_count == 0, REGGUIDS_E04);
  FAIL_IF(class_count > kMaximumClasses, REGGUIDS_U02);
  FAIL_IF(class_count != 0 && classes == nullptr, REGGUIDS_U03);
  FAIL_IF(HasClassWithoutGuid(classes, class_count), REGGUIDS_U04);
  FAIL_IF(!MayRegister(machine, *control_guid), REGGUIDS_U05);
  FAIL_IF(providers.CountOf(process) >= ProviderRegistry::kMaximumPerProcess, REGGUIDS_U01);

  std::vector<GUID> class_guids;
  for (ULONG i = 0; i < class_count; ++i) class_guids.push_back(*classes[i].Guid);
  const Registration& registration =
      providers.Add(process, *control_guid, callback, context, class_guids);
  for (ULONG i = 0; i < class_count; ++i) classes[i].RegHandle = registration.classes[i]->handle;
  *handle = registration.handle;
  RunPrivateSessionsIn(machine, process, *control_guid);
  const std::optional<Enablement> enablement =
      providers.ClassicEnablementOf(registration.control_guid);
  if (!enablement) return ERROR_SUCCESS;
  return TellRegistration(machine, hold, registration, WMI_ENABLE_EVENTS, *enablement);
}

}  // namespace

ULONG RegisterTraceGuidsW(Machine& machine, WMIDPREQUEST callback, PVOID context,
                          LPCGUID control_guid, ULONG class_count, PTRACE_GUID_REGISTRATION classes,
                          LPCWSTR, LPCWSTR, TRACEHANDLE* registration) {
  return Register(machine, callback, context, control_guid, class_count, classes, registration);
}

ULONG RegisterTraceGuidsA(Machine& machine, WMIDPREQUEST callback, PVOID context,
                          LPCGUID control_guid, ULONG class_count, PTRACE_GUID_REGISTRATION classes,
                          LPCSTR, LPCSTR, TRACEHANDLE* registration) {
  return Register(machine, callback, context, control_guid, class_count, classes, registration);
}

}  // namespace etalon::sim
