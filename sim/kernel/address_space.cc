#include "sim/kernel/address_space.h"

#include "sim/host/random.h"

namespace etalon::sim {
namespace {

// What a user-mode process can address.
constexpr uint64_t kEnd32 = 0x7FFE0000;
constexpr uint64_t kEnd64 = 0x7FFFFFFE0000;

// Heaps of 64-bit processes lie anywhere between 1 and 2 TB, of 32-bit ones in the low megabytes.
uint64_t Start(uint32_t bits, uint64_t seed) {
  const uint64_t drawn = Random(seed).Next();
  if (bits == 32) return 0x400000 + (drawn & 0xFF) * AddressSpace::kUnit;
  return 0x10000000000 + (drawn & 0xFFFFFF) * AddressSpace::kUnit;
}

}  // namespace

AddressSpace::AddressSpace(uint32_t bits, uint64_t seed, const RegionSource& source)
    : source_(source), next_(Start(bits, seed)), end_(bits == 32 ? kEnd32 : kEnd64) {}

uint64_t AddressSpace::Reserve(uint64_t bytes) {
  if (bytes > end_) return 0;  // rounding up must not wrap
  const uint64_t whole = WholeUnits(bytes);
  if (source_.reserve != nullptr) return source_.reserve(whole);
  const auto found = released_.find(whole);
  if (found != released_.end() && !found->second.empty()) {
    const uint64_t address = found->second.back();
    found->second.pop_back();
    return address;
  }
  if (whole > end_ - next_) return 0;
  const uint64_t address = next_;
  next_ += whole;
  return address;
}

void AddressSpace::Release(uint64_t address, uint64_t bytes) {
  if (source_.release != nullptr) return source_.release(address, WholeUnits(bytes));
  released_[WholeUnits(bytes)].push_back(address);
}

}  // namespace etalon::sim
