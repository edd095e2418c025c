// EventWrite: what manifest-based providers write with. The event-writing path: no lock of the
// machine, no virtual call, no allocation.
#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/fail_if.h"
#include "sim/api/modern_event.h"

namespace etalon::sim {

namespace {

// Of a provider that some session has enabled. Apart from Write, so that an event of one that none
// has enabled costs the checks alone.
[[gnu::noinline]] ULONG WriteEnabled(const Caller& caller, const EventRegistration& provider,
                                     const EVENT_DESCRIPTOR& descriptor,
                                     const EVENT_DATA_DESCRIPTOR* data, ULONG count) {
  const WriteOptions options;
  const ModernEvent event(caller, provider, descriptor, data, count, options);
  if (event.IsUnwanted()) return ERROR_SUCCESS;
  FAIL_IF(event.HasBadStamp(), EVTWRITE_E01);
  FAIL_IF(event.IsTooLarge(), EVTWRITE_E03);
  FAIL_IF(event.IsForbidden(), EVTWRITE_U01);
  const WriteResult result = event.Write();
  if (result == WriteResult::kWritten) [[likely]] return ERROR_SUCCESS;
  FAIL_IF(result == WriteResult::kTooBig, EVTWRITE_E04);
  FAIL_IF(result == WriteResult::kNoBuffer || result == WriteResult::kNoMemory, EVTWRITE_E05);
  FAIL_IF(result == WriteResult::kStoreFull, EVTWRITE_E06);
  return ERROR_SUCCESS;
}

inline ULONG Write(Machine& machine, REGHANDLE handle, PCEVENT_DESCRIPTOR descriptor, ULONG count,
                   PEVENT_DATA_DESCRIPTOR data) {
  FAIL_IF(descriptor == nullptr, EVTWRITE_E01);
  FAIL_IF(!EventData::MayBe(data, count), EVTWRITE_E01);
  const Caller& caller = machine.caller();
  const EventRegistration* const provider = machine.providers().ForWriting(handle, *caller.process);
  FAIL_IF(provider == nullptr, EVTWRITE_E02);
  if (provider->enabled_places() == 0) return ERROR_SUCCESS;
  return WriteEnabled(caller, *provider, *descriptor, data, count);
}

// Where pointers may be bad, which is never where speed counts.
[[gnu::noinline]] ULONG WriteGuarded(Machine& machine, REGHANDLE handle,
                                     PCEVENT_DESCRIPTOR descriptor, ULONG count,
                                     PEVENT_DATA_DESCRIPTOR data) {
  FAIL_IF(!(CanRead(machine, descriptor) && CanReadData(machine, data, count)), EVTWRITE_U90);
  return Write(machine, handle, descriptor, count, data);
}

}  // namespace

ULONG EventWrite(Machine& machine, REGHANDLE handle, PCEVENT_DESCRIPTOR descriptor, ULONG count,
                 PEVENT_DATA_DESCRIPTOR data) {
  if (machine.guards_memory()) [[unlikely]]
    return WriteGuarded(machine, handle, descriptor, count, data);
  return Write(machine, handle, descriptor, count, data);
}

}  // namespace etalon::sim
