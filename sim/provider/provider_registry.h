// Who has registered, and who is enabled to which session.
#ifndef ETALON_SIM_PROVIDER_PROVIDER_REGISTRY_H_
#define ETALON_SIM_PROVIDER_PROVIDER_REGISTRY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/include/evntrace.h"
#include "sim/provider/event_registration_table.h"
#include "sim/provider/provider_enablement.h"
#include "sim/system/process_table.h"

namespace etalon::sim {

// One class GUID of a registration. Its handle is what TRACE_GUID_REGISTRATION.RegHandle receives.
struct RegisteredClass {
  HANDLE handle = nullptr;
  GUID class_guid = {};
  uint32_t last_instance_id = 0;
};

// One RegisterTraceGuids call.
struct Registration {
  TRACEHANDLE handle = 0;
  Process* process = nullptr;
  GUID control_guid = {};
  WMIDPREQUEST callback = nullptr;
  void* context = nullptr;
  std::vector<std::unique_ptr<RegisteredClass>> classes;
};

// Under the machine's lock, except ForWriting.
class ProviderRegistry {
 public:
  // 1,024 registrations a process, of RegisterTraceGuids and EventRegister together.
  static constexpr size_t kMaximumPerProcess = 1024;

  size_t CountOf(const Process& process) const;
  void RemoveAllOf(const Process& process);  // it has exited

  // ---- RegisterTraceGuids

  // The GUID is a classic provider's from now on: of the sessions that enable it only the newest
  // still does.
  Registration& Add(Process& process, const GUID& control_guid, WMIDPREQUEST callback,
                    void* context, const std::vector<GUID>& class_guids);
  Registration* Find(TRACEHANDLE registration_handle) const;
  void Remove(TRACEHANDLE registration_handle);

  // The registrations of a control GUID, oldest first.
  std::vector<Registration*> Of(const GUID& control_guid) const;

  // All, oldest first.
  const std::vector<std::unique_ptr<Registration>>& registrations() const { return registrations_; }

  // Classes are looked up among those of one process: a handle means nothing elsewhere.
  RegisteredClass* FindClass(const Process& process, HANDLE class_handle) const;

  // ---- EventRegister

  // The registration that a provider's handle stands for; null: none, or another process's. No
  // lock, O(1): the event-writing path.
  EventRegistration* ForWriting(REGHANDLE handle, const Process& process) const {
    return event_registrations_.ForWriting(handle, process);
  }

  // The sessions that have enabled the GUID stand at its places when this returns; nobody has been
  // told. Null: the machine has 65,536.
  EventRegistration* AddEvent(Process& process, const GUID& provider, PENABLECALLBACK callback,
                              void* context);
  void RemoveEvent(EventRegistration& registration) { event_registrations_.Remove(registration); }

  // Those that a session enables by this GUID, be it their own or that of their group; oldest
  // first.
  std::vector<EventRegistration*> EventsOf(const GUID& guid) const;

  // All, oldest first.
  const std::vector<EventRegistration*>& event_registrations() const {
    return event_registrations_.all();
  }

  // The provider traits name a group: sessions that enable it get this provider's events too.
  void JoinGroup(EventRegistration& registration, const GUID& group);

  // ---- What sessions ask. Remembered whether or not the provider has registered; registrations of
  // EventRegister have it at their places at once; nobody is told.

  // The newest session takes a classic provider. False: nothing has changed, since eight other
  // sessions enable the GUID.
  bool Enable(const GUID& guid, const SessionRequest& request);
  void Disable(const GUID& guid, const Session& session);

  const ProviderEnablement* EnablementOf(const GUID& guid) const { return enablements_.Of(guid); }
  std::vector<GUID> EnabledBy(const Session& session) const {
    return enablements_.EnabledBy(session);
  }
  const std::vector<ProviderEnablement>& enablements() const { return enablements_.all(); }

  // What the owner of a classic provider asked; none: nobody enables it.
  std::optional<Enablement> ClassicEnablementOf(const GUID& control_guid) const;

  // Filters to put into a SessionRequest, good for as long as the machine: writers may be reading
  // them at any time. Equal ones are kept once, and none at all is null.
  const EventFilters* Keep(const EventFilters& filters);
  // The same for EventRegistration::SetTraits.
  const ProviderTraits* Keep(ProviderTraits traits);

  void Describe(const StateWriter& out) const;

 private:
  bool IsClassic(const GUID& guid) const;
  void Refresh(EventRegistration& registration) const;  // its places, from the enablements
  void RefreshAll(const GUID& guid) const;

  std::vector<std::unique_ptr<Registration>> registrations_;
  EventRegistrationTable event_registrations_;
  EnablementTable enablements_;
  std::vector<std::unique_ptr<const EventFilters>> kept_;
  std::vector<std::unique_ptr<const ProviderTraits>> kept_traits_;
  // Unlike any session handle in the low 16 bits, so that one kind is never taken for the other.
  uint64_t NextHandle() { return (++handles_given_ << 16) | 0xE7A0; }
  uint64_t handles_given_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROVIDER_PROVIDER_REGISTRY_H_
