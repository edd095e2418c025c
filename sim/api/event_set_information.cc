// EventSetInformation: what a provider says about itself once it has registered. Binary tracking is
// taken note of by nobody: what it adds to sessions is a path, in a form that is not published.
#include <optional>
#include <span>
#include <utility>

#include "sim/api/api.h"
#include "sim/api/caller_memory.h"
#include "sim/api/enable_callback.h"
#include "sim/api/fail_if.h"

namespace etalon::sim {
namespace {

constexpr ULONG kLongestTraits = 0xFFFF;  // their size is a USHORT

bool IsLengthOf(EVENT_INFO_CLASS info_class, ULONG bytes) {
  if (info_class == EventProviderSetTraits) return bytes != 0 && bytes <= kLongestTraits;
  if (info_class == EventProviderUseDescriptorType) return bytes == sizeof(BOOLEAN);
  return bytes == 0;  // EventProviderBinaryTrackInfo
}

// A provider that joins a group is enabled by whoever enabled the group, and is told.
void Join(Machine& machine, MachineHold& hold, EventRegistration& registration, const GUID& group) {
  const uint32_t before = registration.enabled_places();
  machine.providers().JoinGroup(registration, group);
  if (registration.enabled_places() != before) {
    TellEventRegistration(machine, hold, registration, {});
  }
}

}  // namespace

ULONG EventSetInformation(Machine& machine, REGHANDLE handle, EVENT_INFO_CLASS info_class,
                          PVOID information, ULONG bytes) {
  machine.host().scheduler->Yield();
  MachineHold hold(machine.lock());
  EventRegistration* const registration =
      machine.providers().ForWriting(handle, *machine.caller().process);
  FAIL_IF(registration == nullptr, EVTSETINFO_E01);
  FAIL_IF(information == nullptr && bytes != 0, EVTSETINFO_E02);
  const bool is_class = info_class == EventProviderBinaryTrackInfo ||
                        info_class == EventProviderSetTraits ||
                        info_class == EventProviderUseDescriptorType;
  FAIL_IF(!is_class, EVTSETINFO_E04);
  FAIL_IF(!IsLengthOf(info_class, bytes), EVTSETINFO_E03);
  FAIL_IF(!CanRead(machine, information, bytes), EVTSETINFO_U90);
  const auto* const given = static_cast<const uint8_t*>(information);
  if (info_class == EventProviderUseDescriptorType) {
    FAIL_IF(*given != TRUE && *given != FALSE, EVTSETINFO_U02);
    registration->SetUsesDescriptorType(*given == TRUE);
    return ERROR_SUCCESS;
  }
  if (info_class == EventProviderBinaryTrackInfo) return ERROR_SUCCESS;
  FAIL_IF(registration->traits() != nullptr, EVTSETINFO_U03);
  std::optional<ProviderTraits> traits = ParseTraits({given, bytes});
  FAIL_IF(!traits, EVTSETINFO_U01);

  const std::optional<GUID> group = traits->group;
  registration->SetTraits(machine.providers().Keep(std::move(*traits)));
  if (group) Join(machine, hold, *registration, *group);
  return ERROR_SUCCESS;
}

}  // namespace etalon::sim
