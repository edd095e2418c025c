// The bytes of a fuzz input, taken from the front.
#ifndef ETALON_FUZZ_INPUT_BYTES_H_
#define ETALON_FUZZ_INPUT_BYTES_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <type_traits>

namespace etalon {

// Every input means something: behind its end are zeros.
class InputBytes {
 public:
  InputBytes(const uint8_t* data, size_t size) : rest_(data, size) {}

  bool empty() const { return rest_.empty(); }

  // A structure as it lies in memory.
  template <typename T>
  T Take() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value = {};
    Fill(&value, sizeof(value));
    return value;
  }
  uint8_t Byte() { return Take<uint8_t>(); }

  void Fill(void* out, size_t bytes) {
    const size_t given = std::min(bytes, rest_.size());
    if (given != 0) std::memcpy(out, rest_.data(), given);
    if (given < bytes) std::memset(static_cast<uint8_t*>(out) + given, 0, bytes - given);
    rest_ = rest_.subspan(given);
  }

 private:
  std::span<const uint8_t> rest_;
};

// Memory of exactly so many bytes, aligned for anything, for the address sanitizer to guard.
class ExactBlock {
 public:
  explicit ExactBlock(size_t bytes) : bytes_(bytes), memory_(new uint8_t[bytes]()) {}
  ExactBlock(InputBytes& input, size_t bytes) : ExactBlock(bytes) { input.Fill(data(), bytes); }

  uint8_t* data() const { return memory_.get(); }
  size_t size() const { return bytes_; }
  uint64_t address() const { return reinterpret_cast<uintptr_t>(data()); }

  // The structure at the start, which the block must be large enough for.
  template <typename T>
  T* As() const {
    return reinterpret_cast<T*>(data());
  }

 private:
  size_t bytes_;
  std::unique_ptr<uint8_t[]> memory_;
};

}  // namespace etalon

#endif  // ETALON_FUZZ_INPUT_BYTES_H_
