// What follows the header of a TraceEvent or TraceEventInstance: bytes, or fields to be gathered.
#ifndef ETALON_SIM_API_EVENT_PAYLOAD_H_
#define ETALON_SIM_API_EVENT_PAYLOAD_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sim/include/evntrace.h"

namespace etalon::sim {

// Largest event, header included: its size is a USHORT.
inline constexpr uint64_t kMaximumEventBytes = 0xFFFF;

// Stands on the event-writing path: no allocation, nothing copied before its place is known. Refers
// to the caller's memory.
class EventPayload {
 public:
  // `data` is what follows the header, `bytes` long; `flags` are the header's.
  EventPayload(const void* data, uint32_t bytes, uint32_t flags)
      : data_(data), data_bytes_(bytes), is_scattered_((flags & WNODE_FLAG_USE_MOF_PTR) != 0) {}

  bool HasTooManyFields() const { return is_scattered_ && field_count() > MAX_MOF_FIELDS; }

  // Of the payload as it is recorded. Not to be asked of a payload with too many fields.
  uint64_t bytes() const {
    if (!is_scattered_) return data_bytes_;
    uint64_t sum = 0;
    for (uint32_t i = 0; i < field_count(); ++i) sum += Field(i).Length;
    return sum;
  }

  // Writes bytes() bytes.
  void CopyTo(uint8_t* out) const {
    if (!is_scattered_) {
      std::memcpy(out, data_, data_bytes_);
      return;
    }
    for (uint32_t i = 0; i < field_count(); ++i) {
      const MOF_FIELD field = Field(i);
      if (field.Length == 0) continue;
      std::memcpy(out, reinterpret_cast<const void*>(static_cast<uintptr_t>(field.DataPtr)),
                  field.Length);
      out += field.Length;
    }
  }

 private:
  uint32_t field_count() const { return data_bytes_ / sizeof(MOF_FIELD); }

  MOF_FIELD Field(uint32_t index) const {
    MOF_FIELD field;
    std::memcpy(&field, static_cast<const uint8_t*>(data_) + index * sizeof(field), sizeof(field));
    return field;
  }

  const void* data_;
  uint32_t data_bytes_;
  bool is_scattered_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_EVENT_PAYLOAD_H_
