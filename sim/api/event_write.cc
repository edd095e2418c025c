// EventWrite: what manifest-based providers write with. The event-writing path: no lock of the
// machine, no virtual call, no allocation.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/modern_event.h"

namespace etalon::sim {

ULONG EventWrite(Machine& machine, REGHANDLE handle, PCEVENT_DESCRIPTOR descriptor, ULONG count,
                 PEVENT_DATA_DESCRIPTOR data) {
  FAIL_IF(machine.guards_memory() &&
              !(CanRead(machine, descriptor) && CanReadData(machine, data, count)),
          EVTWRITE_U90);
  FAIL_IF(descriptor == nullptr, EVTWRITE_E01);
  FAIL_IF(!EventData::MayBe(data, count), EVTWRITE_E01);
  const Caller& caller = machine.caller();
  const EventRegistration* const provider = machine.providers().ForWriting(handle, *caller.process);
  FAIL_IF(provider == nullptr, EVTWRITE_E02);
  if (provider->enabled_places() == 0) return ERROR_SUCCESS;

  const WriteOptions options;
  const ModernEvent event(caller, *provider, *descriptor, data, count, options);
  if (event.IsUnwanted()) return ERROR_SUCCESS;
  FAIL_IF(event.HasBadStamp(), EVTWRITE_E01);
  FAIL_IF(event.IsTooLarge(), EVTWRITE_E03);
  FAIL_IF(event.IsForbidden(), EVTWRITE_U01);
  const WriteResult result = event.Write();
  FAIL_IF(result == WriteResult::kTooBig, EVTWRITE_E04);
  FAIL_IF(result == WriteResult::kNoBuffer || result == WriteResult::kNoMemory, EVTWRITE_E05);
  FAIL_IF(result == WriteResult::kStoreFull, EVTWRITE_E06);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
