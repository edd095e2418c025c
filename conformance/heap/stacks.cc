#include "conformance/heap/stacks.h"

#include <algorithm>

#include "conformance/heap/id_table.h"

namespace etalon::heap {

uint32_t Stacks::Intern(uint32_t space, std::span<const uint64_t> addresses) {
  if (addresses.empty()) return kNoStack;
  addresses = addresses.first(std::min<size_t>(addresses.size(), 0xFFFF));
  if (stacks_.size() >= places_.size() / 2) Grow();
  uint64_t mixed = space;
  for (const uint64_t address : addresses) mixed = SpreadBits(mixed ^ address);
  const uint32_t hash = static_cast<uint32_t>(mixed);
  const size_t mask = places_.size() - 1;
  size_t at = hash & mask;
  for (; places_[at] != kNoStack; at = (at + 1) & mask) {
    if (Same(stacks_[places_[at]], hash, space, addresses)) return places_[at];
  }
  places_[at] = static_cast<uint32_t>(stacks_.size());
  stacks_.push_back({addresses_.size(), hash, space, static_cast<uint16_t>(addresses.size())});
  addresses_.insert(addresses_.end(), addresses.begin(), addresses.end());
  return places_[at];
}

bool Stacks::Same(const Stack& stack, uint32_t hash, uint32_t space,
                  std::span<const uint64_t> addresses) const {
  return stack.hash == hash && stack.space == space && stack.length == addresses.size() &&
         std::equal(addresses.begin(), addresses.end(), addresses_.data() + stack.first);
}

void Stacks::Grow() {
  places_.assign(places_.empty() ? 64 : 2 * places_.size(), kNoStack);
  const size_t mask = places_.size() - 1;
  for (uint32_t stack = 1; stack < stacks_.size(); ++stack) {
    size_t at = stacks_[stack].hash & mask;
    while (places_[at] != kNoStack) at = (at + 1) & mask;
    places_[at] = stack;
  }
}

}  // namespace etalon::heap
