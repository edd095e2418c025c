// The EventRegistrations of a Machine, found by handle without a lock.
#ifndef ETALON_SIM_PROVIDER_EVENT_REGISTRATION_TABLE_H_
#define ETALON_SIM_PROVIDER_EVENT_REGISTRATION_TABLE_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/provider/event_registration.h"

namespace etalon::sim {

// A handle holds the number of its slot in bits 16 to 31 and above that how often the slot has been
// given away, so that no handle ever comes back. The low 16 bits are unlike any session handle's
// and any classic registration's. Under the machine's lock, except ForWriting.
class EventRegistrationTable {
 public:
  // Null: not a handle, or not one of this process.
  EventRegistration* ForWriting(REGHANDLE handle, const Process& process) const {
    const uint16_t slot = static_cast<uint16_t>(handle >> 16);
    Chunk* const chunk = chunks_[slot / kChunk].load(std::memory_order_acquire);
    if (chunk == nullptr || handle == 0) return nullptr;
    EventRegistration& found = (*chunk)[slot % kChunk];
    return found.handle() == handle && found.process() == &process ? &found : nullptr;
  }

  // Null: all 65,536 slots are taken.
  EventRegistration* Add(Process& process, const GUID& provider, PENABLECALLBACK callback,
                         void* context);
  void Remove(EventRegistration& registration);

  // In force, oldest first.
  const std::vector<EventRegistration*>& all() const { return all_; }

 private:
  static constexpr size_t kChunk = 64;
  static constexpr size_t kSlots = 1 << 16;
  using Chunk = std::array<EventRegistration, kChunk>;

  EventRegistration& At(size_t slot) { return (*owned_[slot / kChunk])[slot % kChunk]; }

  std::array<std::atomic<Chunk*>, kSlots / kChunk> chunks_ = {};
  std::vector<std::unique_ptr<Chunk>> owned_;
  std::vector<uint32_t> uses_;    // of each slot ever used
  std::vector<uint16_t> vacant_;  // of these, the ones that are free; the last freed comes last
  std::vector<EventRegistration*> all_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROVIDER_EVENT_REGISTRATION_TABLE_H_
