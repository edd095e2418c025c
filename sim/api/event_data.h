// What the EVENT_DATA_DESCRIPTORs of EventWrite and its family describe.
#ifndef ETALON_SIM_API_EVENT_DATA_H_
#define ETALON_SIM_API_EVENT_DATA_H_

#include <cstdint>

#include "sim/api/short_copy.h"
#include "sim/include/evntprov.h"

namespace etalon::sim {

// Stands on the event-writing path: no allocation. Refers to the caller's memory.
class EventData {
 public:
  // `typed`: the provider has said that EVENT_DATA_DESCRIPTOR.Type means something.
  EventData(const EVENT_DATA_DESCRIPTOR* descriptors, uint32_t count, bool typed)
      : descriptors_(descriptors), count_(count), typed_(typed) {}

  // Whether the arguments can be data at all: at most 128 descriptors, and none at NULL.
  static bool MayBe(const EVENT_DATA_DESCRIPTOR* descriptors, uint32_t count) {
    return count <= MAX_EVENT_DATA_DESCRIPTORS && (descriptors != nullptr || count == 0);
  }

  // Those whose types mean something: all, or none.
  uint32_t typed_count() const { return typed_ ? count_ : 0; }
  const EVENT_DATA_DESCRIPTOR* descriptors() const { return descriptors_; }

  // The first of that type; null: none, or types mean nothing. Further ones are left out of the
  // event.
  const EVENT_DATA_DESCRIPTOR* Find(uint8_t type) const {
    for (uint32_t i = 0; typed_ && i < count_; ++i) {
      if (descriptors_[i].Type == type) return &descriptors_[i];
    }
    return nullptr;
  }

  // Of the payload.
  uint64_t bytes() const {
    uint64_t sum = 0;
    if (!typed_) {
      for (uint32_t i = 0; i < count_; ++i) sum += descriptors_[i].Size;
      return sum;
    }
    for (uint32_t i = 0; i < count_; ++i) {
      if (IsPayload(descriptors_[i])) sum += descriptors_[i].Size;
    }
    return sum;
  }

  // Writes bytes() bytes: one block behind the other, without padding.
  void CopyTo(uint8_t* out) const {
    const bool typed = typed_;  // what is written might be ourselves, for all the compiler knows
    const EVENT_DATA_DESCRIPTOR* const end = descriptors_ + count_;
    for (const EVENT_DATA_DESCRIPTOR* at = descriptors_; at != end; ++at) {
      const EVENT_DATA_DESCRIPTOR& one = *at;
      if (one.Size == 0 || (typed && !IsPayload(one))) continue;
      ShortCopy(DataOf(one), one.Size, out);
      out += one.Size;
    }
  }

  static const void* DataOf(const EVENT_DATA_DESCRIPTOR& descriptor) {
    return reinterpret_cast<const void*>(static_cast<uintptr_t>(descriptor.Ptr));
  }

 private:
  // Where types mean something. Those that are not defined are data like any other.
  static bool IsPayload(const EVENT_DATA_DESCRIPTOR& descriptor) {
    return descriptor.Type == EVENT_DATA_DESCRIPTOR_TYPE_NONE ||
           descriptor.Type > EVENT_DATA_DESCRIPTOR_TYPE_TIMESTAMP_OVERRIDE;
  }

  const EVENT_DATA_DESCRIPTOR* descriptors_;
  uint32_t count_;
  bool typed_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_EVENT_DATA_H_
