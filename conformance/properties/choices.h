// Choices, one after the other: drawn by a seed, or read from bytes that somebody else makes up.
#ifndef ETALON_CONFORMANCE_PROPERTIES_CHOICES_H_
#define ETALON_CONFORMANCE_PROPERTIES_CHOICES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/host/random.h"

namespace etalon {

// The same choices for the same seed, or the same bytes, everywhere.
class Choices {
 public:
  explicit Choices(uint64_t seed) : random_(seed) {}

  // A byte a choice, of those that a fuzzer mutates; behind their end everything is 0.
  Choices(const uint8_t* bytes, size_t size) : random_(0), bytes_(bytes), end_(bytes + size) {}

  // In [0, n); n > 0.
  uint32_t Below(uint32_t n) {
    if (bytes_ == nullptr) return static_cast<uint32_t>((random_.Next() >> 32) * n >> 32);
    return bytes_ == end_ ? 0 : *bytes_++ % n;
  }
  bool OneIn(uint32_t n) { return Below(n) == n - 1; }

  // Of a container that is not empty.
  template <typename Items>
  const auto& Of(const Items& items) {
    return items[Below(static_cast<uint32_t>(std::size(items)))];
  }

  // There are bytes left; always, of a seed.
  bool more() const { return bytes_ == nullptr || bytes_ != end_; }

 private:
  sim::Random random_;
  const uint8_t* bytes_ = nullptr;
  const uint8_t* end_ = nullptr;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_CHOICES_H_
