// EventEnabled: whether some session would have the event. Filters are not asked: whether they let
// it through may depend on its data. The event-writing path: no lock.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"

namespace etalon::sim {

BOOLEAN EventEnabled(Machine& machine, REGHANDLE handle, PCEVENT_DESCRIPTOR descriptor) {
  if (descriptor == nullptr) return FALSE;
  if (machine.guards_memory() && !CanRead(machine, descriptor)) return FALSE;
  return EventProviderEnabled(machine, handle, descriptor->Level, descriptor->Keyword);
}

}  // namespace etalon::sim
