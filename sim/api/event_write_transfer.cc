// EventWriteTransfer: EventWrite with an activity of its own, and the one that it comes from.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/modern_event.h"

namespace etalon::sim {

ULONG EventWriteTransfer(Machine& machine, REGHANDLE handle, PCEVENT_DESCRIPTOR descriptor,
                         LPCGUID activity, LPCGUID related, ULONG count,
                         PEVENT_DATA_DESCRIPTOR data) {
  FAIL_IF(machine.guards_memory() &&
              !(CanRead(machine, descriptor) && CanReadData(machine, data, count) &&
                CanRead(machine, activity) && CanRead(machine, related)),
          EVTWRITETR_U90);
  FAIL_IF(descriptor == nullptr, EVTWRITETR_E01);
  FAIL_IF(!EventData::MayBe(data, count), EVTWRITETR_E01);
  const Caller& caller = machine.caller();
  const EventRegistration* const provider = machine.providers().ForWriting(handle, *caller.process);
  FAIL_IF(provider == nullptr, EVTWRITETR_E02);
  if (provider->enabled_places() == 0) return ERROR_SUCCESS;

  const WriteOptions options = {.activity = activity, .related = related};
  const ModernEvent event(caller, *provider, *descriptor, data, count, options);
  if (event.IsUnwanted()) return ERROR_SUCCESS;
  FAIL_IF(event.HasBadStamp(), EVTWRITETR_E01);
  FAIL_IF(event.IsTooLarge(), EVTWRITETR_E03);
  FAIL_IF(event.IsForbidden(), EVTWRITETR_U01);
  const WriteResult result = event.Write();
  FAIL_IF(result == WriteResult::kTooBig, EVTWRITETR_E04);
  FAIL_IF(result == WriteResult::kNoBuffer || result == WriteResult::kNoMemory, EVTWRITETR_E05);
  FAIL_IF(result == WriteResult::kStoreFull, EVTWRITETR_E06);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
