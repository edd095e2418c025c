// The extended items of one event, on their way into a buffer.
#ifndef ETALON_SIM_SESSION_EXTENDED_ITEMS_H_
#define ETALON_SIM_SESSION_EXTENDED_ITEMS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sim/session/event_layout.h"

namespace etalon::sim {

// Refers to the data until it is copied. Costs nothing while it is empty.
class ExtendedItems {
 public:
  static constexpr size_t kMost = 12;  // as many as there are types that a writer can ask for

  ExtendedItems() {}  // leaves the items alone: there are none yet

  // `type`: EVENT_HEADER_EXT_TYPE_*. Items come in the order in which they are added.
  void Add(uint16_t type, const void* data, uint32_t bytes) {
    items_[count_++] = {data, bytes, type};
    bytes_ += (kItemHeaderBytes + uint64_t{bytes} + 7) & ~uint64_t{7};
  }

  bool empty() const { return count_ == 0; }
  uint64_t bytes() const { return bytes_; }  // in the buffer, all padding included

  // Writes bytes() bytes, which are at most 65,535, and returns where they end.
  uint8_t* CopyTo(uint8_t* out) const {
    for (size_t i = 0; i < count_; ++i) {
      const Item& item = items_[i];
      uint8_t* const data =
          EncodeItemHeader(item.type, static_cast<uint16_t>(item.bytes), i + 1 == count_, out);
      if (item.bytes != 0) std::memcpy(data, item.data, item.bytes);
      out += ExtendedItemBytes(item.bytes);
    }
    return out;
  }

 private:
  struct Item {
    const void* data;
    uint32_t bytes;
    uint16_t type;
  };

  std::array<Item, kMost> items_;
  size_t count_ = 0;
  uint64_t bytes_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_EXTENDED_ITEMS_H_
