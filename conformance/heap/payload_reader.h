// One after the other, the members of an event's payload.
#ifndef ETALON_CONFORMANCE_HEAP_PAYLOAD_READER_H_
#define ETALON_CONFORMANCE_HEAP_PAYLOAD_READER_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "sim/session/little_endian.h"

namespace etalon::heap {

// Members follow one another without padding. Reading past the end gives zeros and is remembered.
class PayloadReader {
 public:
  PayloadReader(std::span<const uint8_t> payload, uint8_t pointer_size)
      : payload_(payload), pointer_size_(pointer_size) {}

  uint64_t Pointer() {
    return pointer_size_ == 4 ? uint64_t{Number<uint32_t>()} : Number<uint64_t>();
  }
  uint32_t U32() { return Number<uint32_t>(); }
  uint64_t U64() { return Number<uint64_t>(); }

  void Skip(size_t bytes) {
    complete_ = complete_ && bytes <= left();
    at_ += bytes <= left() ? bytes : left();
  }

  // The bytes up to the next zero, which is passed; all that is left if there is none.
  std::string Ansi() {
    std::string text;
    while (left() > 0 && payload_[at_] != 0) text += static_cast<char>(payload_[at_++]);
    Skip(left() > 0 ? 1 : 0);
    return text;
  }

  std::u16string Utf16() {
    std::u16string text;
    while (left() >= 2) {
      const uint16_t unit = Number<uint16_t>();
      if (unit == 0) break;
      text += static_cast<char16_t>(unit);
    }
    return text;
  }

  std::span<const uint8_t> rest() const { return payload_.subspan(at_); }
  size_t left() const { return payload_.size() - at_; }
  bool complete() const { return complete_; }  // whatever was asked for was there
  uint8_t pointer_size() const { return pointer_size_; }

 private:
  template <typename T>
  T Number() {
    if (left() < sizeof(T)) [[unlikely]] {
      complete_ = false;
      at_ = payload_.size();
      return 0;
    }
    const T value = sim::Load<T>(&payload_[at_]);
    at_ += sizeof(T);
    return value;
  }

  const std::span<const uint8_t> payload_;
  const uint8_t pointer_size_;
  size_t at_ = 0;
  bool complete_ = true;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_PAYLOAD_READER_H_
