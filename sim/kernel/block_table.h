// The blocks of a heap that are in use, by address.
#ifndef ETALON_SIM_KERNEL_BLOCK_TABLE_H_
#define ETALON_SIM_KERNEL_BLOCK_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace etalon::sim {

// One block in use.
struct LiveBlock {
  uint64_t address = 0;  // what the program has; 0: no block
  uint64_t size : 56;    // bytes that it asked for
  uint64_t source : 8;   // AllocationSource: who served it; 0: it has been freed

  LiveBlock() : size(0), source(0) {}
  LiveBlock(uint64_t at, uint64_t bytes, uint64_t served_by)
      : address(at), size(bytes), source(served_by) {}
};

// A hash table with open addressing: 16 bytes a slot, at most three of four in use, no allocation
// but when it grows. A block that is freed keeps its slot until then: heaps hand out its address
// again, and that finds the slot where the memory is at hand. Not thread-safe.
class BlockTable {
 public:
  BlockTable();

  // `block` is in use, and no other at its address is.
  void Insert(const LiveBlock& block);

  // Null: no block in use starts there. Good until the next Insert.
  LiveBlock* Find(uint64_t address);

  // Of this table; from Find.
  void Erase(LiveBlock* block);

  size_t size() const { return size_; }

  // All, by address.
  std::vector<LiveBlock> Sorted() const;

 private:
  // Pages lie anywhere, the blocks of a page beside each other: programs touch neighbours together.
  size_t SlotOf(uint64_t address) const {
    const uint64_t page = (address >> 12) * 0x9E3779B97F4A7C15u >> shift_;
    return static_cast<size_t>(page + (address >> 4 & 0xFF)) & (slots_.size() - 1);
  }
  size_t Next(size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  void MakeRoom();

  std::vector<LiveBlock> slots_;
  uint32_t shift_;    // 64 less the logarithm of the number of slots
  size_t taken_ = 0;  // slots, those of freed blocks included
  size_t size_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_BLOCK_TABLE_H_
