// Call stacks, each kept once.
#ifndef ETALON_CONFORMANCE_HEAP_STACKS_H_
#define ETALON_CONFORMANCE_HEAP_STACKS_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace etalon::heap {

// Addresses mean something only in an address space: a process, between two changes of what lies
// where. Stack 0 is the absent one: it has no addresses.
class Stacks {
 public:
  static constexpr uint32_t kNoStack = 0;

  Stacks() : stacks_(1) {}

  // The number of the stack with these addresses (the innermost first) in `space`. At most 65535
  // addresses count.
  uint32_t Intern(uint32_t space, std::span<const uint64_t> addresses);

  std::span<const uint64_t> addresses(uint32_t stack) const {
    return {addresses_.data() + stacks_[stack].first, stacks_[stack].length};
  }
  uint32_t space(uint32_t stack) const { return stacks_[stack].space; }
  size_t size() const { return stacks_.size(); }  // the absent one included

 private:
  struct Stack {
    uint64_t first = 0;  // in addresses_
    uint32_t hash = 0;
    uint32_t space = 0;
    uint16_t length = 0;
  };

  bool Same(const Stack& stack, uint32_t hash, uint32_t space,
            std::span<const uint64_t> addresses) const;
  void Grow();

  std::vector<uint64_t> addresses_;
  std::vector<Stack> stacks_;
  std::vector<uint32_t> places_;  // by hash, open addressing; kNoStack: free
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_STACKS_H_
