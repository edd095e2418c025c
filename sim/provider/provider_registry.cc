#include "sim/provider/provider_registry.h"

#include <algorithm>

namespace etalon::sim {

TRACEHANDLE ProviderHandle(const Enablement& enablement) {
  return (enablement.session & 0xFFFF) | TRACEHANDLE{enablement.level} << 16 |
         TRACEHANDLE{enablement.flags} << 32;
}

size_t ProviderRegistry::CountOf(const Process& process) const {
  return static_cast<size_t>(
      std::count_if(registrations_.begin(), registrations_.end(),
                    [&](const auto& registration) { return registration->process == &process; }));
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

void ProviderRegistry::Enable(const GUID& control_guid, const Enablement& enablement) {
  Disable(control_guid);
  enabled_.push_back({control_guid, enablement});
}

void ProviderRegistry::Disable(const GUID& control_guid) {
  std::erase_if(enabled_,
                [&](const Enabled& enabled) { return enabled.control_guid == control_guid; });
}

std::optional<Enablement> ProviderRegistry::EnablementOf(const GUID& control_guid) const {
  for (const Enabled& enabled : enabled_) {
    if (enabled.control_guid == control_guid) return enabled.enablement;
  }
  return std::nullopt;
}

std::vector<GUID> ProviderRegistry::EnabledBy(TRACEHANDLE session) const {
  std::vector<GUID> guids;
  for (const Enabled& enabled : enabled_) {
    if (enabled.enablement.session == session) guids.push_back(enabled.control_guid);
  }
  return guids;
}

}  // namespace etalon::sim
