#include "sim/provider/provider_registry.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etalon::sim {
namespace {

// Whose events go where; null: nobody's.
using Places = std::array<const SessionRequest*, EventRegistration::kPlaces>;

// The sessions that enable `registration` by its own GUID, or by that of its group.
void Place(const ProviderEnablement* enablement, bool by_group,
           const EventRegistration& registration, Places* places) {
  if (enablement == nullptr) return;
  for (const SessionRequest& request : enablement->requests) {
    const bool is_for_group = (request.properties & EVENT_ENABLE_PROPERTY_PROVIDER_GROUP) != 0;
    const bool covers =
        request.filters == nullptr || request.filters->Covers(*registration.process());
    const bool is_there = std::any_of(places->begin(), places->end(), [&](const auto* other) {
      return other != nullptr && other->session == request.session;
    });
    if (is_for_group != by_group || !covers || is_there) continue;
    (*places)[request.place + (by_group ? EventRegistration::kSessionsOfOne : 0)] = &request;
  }
}

}  // namespace

size_t ProviderRegistry::CountOf(const Process& process) const {
  const auto classic =
      std::count_if(registrations_.begin(), registrations_.end(),
                    [&](const auto& registration) { return registration->process == &process; });
  const auto events = std::count_if(
      event_registrations().begin(), event_registrations().end(),
      [&](const EventRegistration* registration) { return registration->process() == &process; });
  return static_cast<size_t>(classic + events);
}

Registration& ProviderRegistry::Add(Process& process, const GUID& control_guid,
                                    WMIDPREQUEST callback, void* context,
                                    const std::vector<GUID>& class_guids) {
  auto registration = std::make_unique<Registration>();
  registration->handle = NextHandle();
  registration->process = &process;
  registration->control_guid = control_guid;
  registration->callback = callback;
  registration->context = context;
  for (const GUID& class_guid : class_guids) {
    auto added = std::make_unique<RegisteredClass>();
    added->handle = reinterpret_cast<HANDLE>(static_cast<uintptr_t>(NextHandle()));
    added->class_guid = class_guid;
    registration->classes.push_back(std::move(added));
  }
  registrations_.push_back(std::move(registration));
  enablements_.KeepNewest(control_guid);
  RefreshAll(control_guid);
  return *registrations_.back();
}

Registration* ProviderRegistry::Find(TRACEHANDLE registration_handle) const {
  for (const auto& registration : registrations_) {
    if (registration->handle == registration_handle) return registration.get();
  }
  return nullptr;
}

void ProviderRegistry::Remove(TRACEHANDLE registration_handle) {
  std::erase_if(registrations_, [&](const auto& registration) {
    return registration->handle == registration_handle;
  });
}

void ProviderRegistry::RemoveAllOf(const Process& process) {
  std::erase_if(registrations_,
                [&](const auto& registration) { return registration->process == &process; });
  const std::vector<EventRegistration*> events = event_registrations();
  for (EventRegistration* const registration : events) {
    if (registration->process() == &process) RemoveEvent(*registration);
  }
}

std::vector<Registration*> ProviderRegistry::Of(const GUID& control_guid) const {
  std::vector<Registration*> found;
  for (const auto& registration : registrations_) {
    if (registration->control_guid == control_guid) found.push_back(registration.get());
  }
  return found;
}

RegisteredClass* ProviderRegistry::FindClass(const Process& process, HANDLE class_handle) const {
  for (const auto& registration : registrations_) {
    if (registration->process != &process) continue;
    for (const auto& registered : registration->classes) {
      if (registered->handle == class_handle) return registered.get();
    }
  }
  return nullptr;
}

EventRegistration* ProviderRegistry::AddEvent(Process& process, const GUID& provider,
                                              PENABLECALLBACK callback, void* context) {
  EventRegistration* const added = event_registrations_.Add(process, provider, callback, context);
  if (added != nullptr) Refresh(*added);
  return added;
}

std::vector<EventRegistration*> ProviderRegistry::EventsOf(const GUID& guid) const {
  std::vector<EventRegistration*> found;
  for (EventRegistration* const registration : event_registrations()) {
    if (registration->provider() == guid || registration->group() == guid) {
      found.push_back(registration);
    }
  }
  return found;
}

void ProviderRegistry::JoinGroup(EventRegistration& registration, const GUID& group) {
  registration.SetGroup(group);
  Refresh(registration);
}

bool ProviderRegistry::Enable(const GUID& guid, const SessionRequest& request) {
  if (IsClassic(guid)) enablements_.KeepNewest(guid);
  if (!enablements_.Put(guid, request)) return false;
  if (IsClassic(guid)) enablements_.KeepNewest(guid);
  RefreshAll(guid);
  return true;
}

void ProviderRegistry::Disable(const GUID& guid, const Session& session) {
  enablements_.Remove(guid, session);
  RefreshAll(guid);
}

std::optional<Enablement> ProviderRegistry::ClassicEnablementOf(const GUID& control_guid) const {
  const ProviderEnablement* const enablement = EnablementOf(control_guid);
  if (enablement == nullptr) return std::nullopt;
  return ClassicForm(enablement->requests.back());
}

const EventFilters* ProviderRegistry::Keep(const EventFilters& filters) {
  if (filters == EventFilters()) return nullptr;
  for (const auto& kept : kept_) {
    if (*kept == filters) return kept.get();
  }
  kept_.push_back(std::make_unique<const EventFilters>(filters));
  return kept_.back().get();
}

const ProviderTraits* ProviderRegistry::Keep(ProviderTraits traits) {
  for (const auto& kept : kept_traits_) {
    if (kept->bytes == traits.bytes) return kept.get();
  }
  kept_traits_.push_back(std::make_unique<const ProviderTraits>(std::move(traits)));
  return kept_traits_.back().get();
}

bool ProviderRegistry::IsClassic(const GUID& guid) const {
  return std::any_of(registrations_.begin(), registrations_.end(),
                     [&](const auto& registration) { return registration->control_guid == guid; });
}

void ProviderRegistry::Refresh(EventRegistration& registration) const {
  Places places = {};
  const auto& group = registration.group();
  Place(EnablementOf(registration.provider()), false, registration, &places);
  if (group) Place(EnablementOf(*group), true, registration, &places);
  for (size_t place = 0; place < places.size(); ++place) {
    const SessionRequest* const request = places[place];
    if (request == nullptr) {
      registration.Put(place, nullptr, {}, 0, nullptr);
    } else {
      registration.Put(place, request->session, request->wanted(), request->properties,
                       request->filters);
    }
  }
}

void ProviderRegistry::RefreshAll(const GUID& guid) const {
  for (EventRegistration* const registration : EventsOf(guid)) Refresh(*registration);
}

}  // namespace etalon::sim
