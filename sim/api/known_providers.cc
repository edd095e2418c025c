#include "sim/api/known_providers.h"

#include <algorithm>

namespace etalon::sim {
namespace {

void AddOnce(std::vector<GUID>* guids, const GUID& guid) {
  if (std::find(guids->begin(), guids->end(), guid) == guids->end()) guids->push_back(guid);
}

}  // namespace

std::vector<GUID> RegisteredProviders(const ProviderRegistry& providers, const Process* process) {
  std::vector<GUID> guids;
  for (const auto& registration : providers.registrations()) {
    if (process == nullptr || registration->process == process) {
      AddOnce(&guids, registration->control_guid);
    }
  }
  for (const EventRegistration* registration : providers.event_registrations()) {
    if (process == nullptr || registration->process() == process) {
      AddOnce(&guids, registration->provider());
    }
  }
  return guids;
}

std::vector<GUID> KnownProviders(const ProviderRegistry& providers) {
  std::vector<GUID> guids = RegisteredProviders(providers);
  const std::vector<GUID> groups = KnownGroups(providers);
  for (const ProviderEnablement& enablement : providers.enablements()) {
    const bool is_group = std::find(groups.begin(), groups.end(), enablement.guid) != groups.end();
    if (!is_group) AddOnce(&guids, enablement.guid);
  }
  return guids;
}

std::vector<GUID> KnownGroups(const ProviderRegistry& providers) {
  std::vector<GUID> guids;
  for (const EventRegistration* registration : providers.event_registrations()) {
    if (registration->group()) AddOnce(&guids, *registration->group());
  }
  return guids;
}

std::vector<GUID> ProvidersOfGroup(const ProviderRegistry& providers, const GUID& group) {
  std::vector<GUID> guids;
  for (const EventRegistration* registration : providers.event_registrations()) {
    if (registration->group() == group) AddOnce(&guids, registration->provider());
  }
  return guids;
}

}  // namespace etalon::sim
