// The blocks of a heap that are allocated at the moment.
#ifndef ETALON_CONFORMANCE_HEAP_LIVE_BLOCKS_H_
#define ETALON_CONFORMANCE_HEAP_LIVE_BLOCKS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace etalon::heap {

struct Block {
  uint64_t address = 0;  // 0: no block
  uint64_t size = 0;     // bytes
  uint32_t use = 0;      // which stack allocated it, as the ledger counts them
  uint32_t born_ms = 0;  // since the trace began
};
static_assert(sizeof(Block) == 24);

// A table from address to block: one array with open addressing, so that a million blocks cost 24
// bytes each, times two after it has grown. Removing closes the gap: lookups never slow down.
class LiveBlocks {
 public:
  // Null: no block starts there. Good until the next Insert or Remove.
  Block* Find(uint64_t address);

  // `block.address` is neither 0 nor in the table.
  void Insert(const Block& block);

  // False: no block starts there.
  bool Remove(uint64_t address, Block* removed);

  uint64_t size() const { return used_; }

  template <typename Visit>
  void ForEach(Visit visit) const {
    for (const Block& block : blocks_) {
      if (block.address != 0) visit(block);
    }
  }

  void Clear();  // gives the memory back

 private:
  size_t Home(uint64_t address) const;
  size_t PlaceOf(uint64_t address) const;
  void CloseGap(size_t gap);
  void Grow();

  std::vector<Block> blocks_;  // none, or a power of two of them
  size_t used_ = 0;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_LIVE_BLOCKS_H_
