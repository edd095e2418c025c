#include "sim/consumer/xpress.h"

#include "sim/session/little_endian.h"

namespace etalon::sim {
namespace {

// The data, taken piece by piece; 0 and failed() for a piece that is not there.
class Input {
 public:
  explicit Input(std::span<const uint8_t> data) : data_(data) {}

  bool empty() const { return at_ == data_.size(); }
  bool failed() const { return failed_; }

  template <typename T>
  uint32_t Take() {
    if (data_.size() - at_ < sizeof(T)) {
      failed_ = true;
      at_ = data_.size();
      return 0;
    }
    const T value = Load<T>(data_.data() + at_);
    at_ += sizeof(T);
    return value;
  }

  // Two lengths share a byte, the low half first, whatever lies between them.
  uint32_t TakeHalf() {
    if (has_half_) {
      has_half_ = false;
      return half_;
    }
    const uint32_t both = Take<uint8_t>();
    has_half_ = true;
    half_ = both >> 4;
    return both & 15;
  }

  void Fail() { failed_ = true; }

 private:
  const std::span<const uint8_t> data_;
  size_t at_ = 0;
  uint32_t half_ = 0;
  bool has_half_ = false;
  bool failed_ = false;
};

// The length of a repetition, of which `low` are the three bits beside its distance.
uint64_t TakeLength(uint32_t low, Input* input) {
  constexpr uint32_t kLeast = 3;
  constexpr uint32_t kMoreBits = 7, kMoreHalf = 15, kMoreByte = 255;
  if (low < kMoreBits) return uint64_t{kLeast} + low;
  const uint32_t half = input->TakeHalf();
  if (half < kMoreHalf) return uint64_t{kLeast} + kMoreBits + half;
  const uint32_t byte = input->Take<uint8_t>();
  if (byte < kMoreByte) return uint64_t{kLeast} + kMoreBits + kMoreHalf + byte;
  uint32_t length = input->Take<uint16_t>();
  if (length == 0) length = input->Take<uint32_t>();
  if (length < kMoreBits + kMoreHalf) input->Fail();
  return uint64_t{kLeast} + length;
}

}  // namespace

std::optional<size_t> ExpandXpress(std::span<const uint8_t> data, std::span<uint8_t> out) {
  Input input(data);
  size_t filled = 0;
  uint32_t flags = 0;  // from the highest: 0 a byte as it is, 1 a repetition
  uint32_t flag = 0;
  while (filled < out.size() && !input.empty()) {
    if (flag == 0) {
      flags = input.Take<uint32_t>();
      flag = 1u << 31;
      if (input.empty()) break;
    }
    const bool repeats = (flags & flag) != 0;
    flag >>= 1;
    if (!repeats) {
      out[filled++] = static_cast<uint8_t>(input.Take<uint8_t>());
      continue;
    }
    const uint32_t both = input.Take<uint16_t>();
    const size_t distance = (both >> 3) + 1;
    uint64_t length = TakeLength(both & 7, &input);
    if (input.failed() || distance > filled) return std::nullopt;
    for (; length > 0 && filled < out.size(); --length, ++filled) {
      out[filled] = out[filled - distance];
    }
  }
  if (input.failed()) return std::nullopt;
  return filled;
}

}  // namespace etalon::sim
