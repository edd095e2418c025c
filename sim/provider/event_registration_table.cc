#include "sim/provider/event_registration_table.h"

namespace etalon::sim {
namespace {

constexpr REGHANDLE kMark = 0xE7A1;

}  // namespace

EventRegistration* EventRegistrationTable::Add(Process& process, const GUID& provider,
                                               PENABLECALLBACK callback, void* context) {
  if (vacant_.empty()) {
    const size_t fresh = uses_.size();
    if (fresh == kSlots) return nullptr;
    if (fresh % kChunk == 0) {
      owned_.push_back(std::make_unique<Chunk>());
      chunks_[fresh / kChunk].store(owned_.back().get(), std::memory_order_release);
    }
    uses_.push_back(0);
    vacant_.push_back(static_cast<uint16_t>(fresh));
  }
  const uint16_t slot = vacant_.back();
  vacant_.pop_back();
  const REGHANDLE handle = REGHANDLE{++uses_[slot]} << 32 | REGHANDLE{slot} << 16 | kMark;
  EventRegistration& added = At(slot);
  added.Occupy(handle, process, provider, callback, context);
  all_.push_back(&added);
  return &added;
}

void EventRegistrationTable::Remove(EventRegistration& registration) {
  vacant_.push_back(static_cast<uint16_t>(registration.handle() >> 16));
  registration.Vacate();
  std::erase(all_, &registration);
}

}  // namespace etalon::sim
