// Who has registered, and who is enabled to which session.
#ifndef ETALON_SIM_PROVIDER_PROVIDER_REGISTRY_H_
#define ETALON_SIM_PROVIDER_PROVIDER_REGISTRY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/include/evntrace.h"
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

// The session that a classic provider belongs to: the one that enabled it last.
struct Enablement {
  TRACEHANDLE session = 0;
  uint8_t level = 0;
  uint32_t flags = 0;
};

// A provider's own handle to a session: the logger id in the low 16 bits, the level in the next 8,
// the flags in the upper half. GetTraceLoggerHandle returns it, GetTraceEnableLevel and -Flags take
// it apart.
TRACEHANDLE ProviderHandle(const Enablement& enablement);

// Under the machine's lock.
class ProviderRegistry {
 public:
  // 1,024 registrations a process.
  static constexpr size_t kMaximumPerProcess = 1024;

  size_t CountOf(const Process& process) const;
  Registration& Add(Process& process, const GUID& control_guid, WMIDPREQUEST callback,
                    void* context, const std::vector<GUID>& class_guids);
  Registration* Find(TRACEHANDLE registration_handle) const;
  void Remove(TRACEHANDLE registration_handle);
  void RemoveAllOf(const Process& process);  // it has exited

  // The registrations of a control GUID, oldest first.
  std::vector<Registration*> Of(const GUID& control_guid) const;

  // Classes are looked up among those of one process: a handle means nothing elsewhere.
  RegisteredClass* FindClass(const Process& process, HANDLE class_handle) const;

  // Remembered whether or not the provider has registered. The newest session takes the provider.
  void Enable(const GUID& control_guid, const Enablement& enablement);
  void Disable(const GUID& control_guid);
  std::optional<Enablement> EnablementOf(const GUID& control_guid) const;
  std::vector<GUID> EnabledBy(TRACEHANDLE session) const;  // control GUIDs, in order of enabling

 private:
  struct Enabled {
    GUID control_guid;
    Enablement enablement;
  };
  std::vector<std::unique_ptr<Registration>> registrations_;
  std::vector<Enabled> enabled_;
  // Unlike any session handle in the low 16 bits, so that one kind is never taken for the other.
  uint64_t NextHandle() { return (++handles_given_ << 16) | 0xE7A0; }
  uint64_t handles_given_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROVIDER_PROVIDER_REGISTRY_H_
