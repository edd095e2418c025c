// EventUnregister: the provider is not told, and stays enabled for whoever registers next.
#include "sim/api/api.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {

ULONG EventUnregister(Machine& machine, REGHANDLE handle) {
  machine.host().scheduler->Yield();
  const std::lock_guard<Lock> hold(machine.lock());
  EventRegistration* const registration =
      machine.providers().ForWriting(handle, *machine.caller().process);
  FAIL_IF(registration == nullptr, EVTUNREG_U01);

  machine.providers().RemoveEvent(*registration);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
