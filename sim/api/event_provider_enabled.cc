// EventProviderEnabled: whether some session would have events of a level and keyword. A handle
// that is none has no session. The event-writing path: no lock.
#include "sim/api/api.h"

namespace etalon::sim {

BOOLEAN EventProviderEnabled(Machine& machine, REGHANDLE handle, UCHAR level, ULONGLONG keyword) {
  const EventRegistration* const provider =
      machine.providers().ForWriting(handle, *machine.caller().process);
  return provider != nullptr && provider->Allows(level, keyword) ? TRUE : FALSE;
}

}  // namespace etalon::sim
