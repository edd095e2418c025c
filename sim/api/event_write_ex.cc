// EventWriteEx: EventWriteTransfer that leaves sessions out: those of the bits in Filter, which the
// provider knows from its callback's filter data, and for an InPrivate event those that said so.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/modern_event.h"

namespace etalon::sim {

ULONG EventWriteEx(Machine& machine, REGHANDLE handle, PCEVENT_DESCRIPTOR descriptor,
                   ULONG64 filter, ULONG flags, LPCGUID activity, LPCGUID related, ULONG count,
                   PEVENT_DATA_DESCRIPTOR data) {
  FAIL_IF(machine.guards_memory() &&
              !(CanRead(machine, descriptor) && CanReadData(machine, data, count) &&
                CanRead(machine, activity) && CanRead(machine, related)),
          EVTWRITEEX_U90);
  FAIL_IF(descriptor == nullptr, EVTWRITEEX_E01);
  FAIL_IF(!EventData::MayBe(data, count), EVTWRITEEX_E01);
  const Caller& caller = machine.caller();
  const EventRegistration* const provider = machine.providers().ForWriting(handle, *caller.process);
  FAIL_IF(provider == nullptr, EVTWRITEEX_E02);
  if (provider->enabled_places() == 0) return ERROR_SUCCESS;

  const WriteOptions options = {
      .filter = filter, .flags = flags, .activity = activity, .related = related};
  const ModernEvent event(caller, *provider, *descriptor, data, count, options);
  if (event.IsUnwanted()) return ERROR_SUCCESS;
  FAIL_IF(event.HasBadStamp(), EVTWRITEEX_E01);
  FAIL_IF(event.IsTooLarge(), EVTWRITEEX_E03);
  FAIL_IF(event.IsForbidden(), EVTWRITEEX_U01);
  const WriteResult result = event.Write();
  FAIL_IF(result == WriteResult::kTooBig, EVTWRITEEX_E04);
  FAIL_IF(result == WriteResult::kNoBuffer || result == WriteResult::kNoMemory, EVTWRITEEX_E05);
  FAIL_IF(result == WriteResult::kStoreFull, EVTWRITEEX_E06);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
