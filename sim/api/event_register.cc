// EventRegister: sessions that enabled the provider before have it from the start, and its callback
// is called once in here, without a source, when there is one of them at least.
#include "sim/api/access.h"
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/enable_callback.h"
#include "sim/api/fail_if.h"
#include "sim/api/private_sessions.h"

namespace etalon::sim {

ULONG EventRegister(Machine& machine, LPCGUID provider, PENABLECALLBACK callback, PVOID context,
                    PREGHANDLE handle) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  FAIL_IF(!CanRead(machine, provider) || !CanWrite(machine, handle), EVTREG_U90);
  if (handle != nullptr) *handle = 0;
  FAIL_IF(provider == nullptr || handle == nullptr, EVTREG_U01);
  ProviderRegistry& providers = machine.providers();
  Process& process = *machine.caller().process;
  FAIL_IF(providers.CountOf(process) >= ProviderRegistry::kMaximumPerProcess, EVTREG_U02);
  FAIL_IF(!MayRegister(machine, *provider), EVTREG_U03);
  EventRegistration* const registration = providers.AddEvent(process, *provider, callback, context);
  if (registration == nullptr) return clauses::EVTREG_U02.code;

  *handle = registration->handle();
  RunPrivateSessionsIn(machine, process, *provider);
  if (registration->enabled_places() != 0) TellEventRegistration(machine, hold, *registration, {});
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
