// The sessions of a Machine, by handle, name and GUID.
#ifndef ETALON_SIM_SESSION_SESSION_TABLE_H_
#define ETALON_SIM_SESSION_SESSION_TABLE_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/host/upper_case.h"
#include "sim/session/session.h"

namespace etalon::sim {

inline constexpr uint32_t kUsualCapacity = 64;
inline constexpr uint16_t kGlobalLoggerId = 1;
inline constexpr uint32_t kMaximumSystemLoggers = 8;
inline constexpr uint16_t kKernelLoggerId = 0xFFFF;

// Logger ids are small numbers, lowest free first, from 2 (0 is no handle, 1 the Global Logger's);
// the NT Kernel Logger is 0xFFFF. Sessions are made at the first use of their id and kept. Under
// the machine's lock, except ForWriting.
class SessionTable {
 public:
  SessionTable(Host& host, uint32_t processors);

  // The session to which a provider's handle leads (its low 16 bits), running or not; null for 0,
  // for the NT Kernel Logger and for ids never used. Lock-free: the event-writing path.
  Session* ForWriting(TRACEHANDLE handle) const {
    const uint16_t id = static_cast<uint16_t>(handle);
    return id < kSlots ? slots_[id].load(std::memory_order_acquire) : nullptr;
  }

  // The same for an event of a process: what of a private session runs there.
  Session* ForWriting(TRACEHANDLE handle, uint32_t pid) const {
    Session* const session = ForWriting(handle);
    return session != nullptr ? session->In(pid) : nullptr;
  }

  // Running or stopping sessions only; not the instances of private ones.
  Session* FindByHandle(TRACEHANDLE handle) const;
  Session* FindByName(std::u16string_view name) const;  // without regard to case
  Session* FindByGuid(const GUID& guid) const;
  Session* FindByLogFile(std::u16string_view full_name, const Disk& disk) const;

  uint32_t count() const;                 // running or stopping, private ones left out
  uint32_t system_logger_count() const;   // SYSTEM_LOGGER_MODE and NT Kernel Logger
  std::vector<Session*> Running() const;  // in the order of their logger ids

  // How many sessions may run, private ones left out. 64 unless the registry says otherwise.
  uint32_t capacity() const { return capacity_; }
  void set_capacity(uint32_t capacity) { capacity_ = capacity; }

  // The Global Logger's own Session; stopped or not.
  Session& GlobalLogger();

  // A stopped Session under a free id, to be started; the NT Kernel Logger's own when `kernel`. The
  // caller has checked the limits: there always is one.
  Session& Vacant(bool kernel);

  void Describe(const StateWriter& out) const;

 private:
  static constexpr uint16_t kFirstId = 2;
  static constexpr uint16_t kSlots =
      1024;  // at most 256, and as many private ones as there are processes for

  std::unique_ptr<Session> Make(uint16_t logger_id);
  template <typename Matches>
  Session* FindIf(Matches&& matches) const;  // among running and stopping sessions

  Host& host_;
  const uint32_t processors_;
  std::vector<std::unique_ptr<Session>> owned_;  // in the order of their logger ids
  std::array<std::atomic<Session*>, kSlots> slots_ = {};
  std::unique_ptr<Session> global_logger_;
  std::unique_ptr<Session> kernel_logger_;
  uint32_t capacity_ = kUsualCapacity;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_SESSION_TABLE_H_
