#include "conformance/heap/live_blocks.h"

#include "conformance/heap/id_table.h"

namespace etalon::heap {

size_t LiveBlocks::Home(uint64_t address) const {
  return SpreadBits(address) & (blocks_.size() - 1);
}

// Where `address` is, or the free place where it would be.
size_t LiveBlocks::PlaceOf(uint64_t address) const {
  const size_t mask = blocks_.size() - 1;
  size_t at = Home(address);
  while (blocks_[at].address != 0 && blocks_[at].address != address) at = (at + 1) & mask;
  return at;
}

Block* LiveBlocks::Find(uint64_t address) {
  if (used_ == 0) return nullptr;
  Block& block = blocks_[PlaceOf(address)];
  return block.address != 0 ? &block : nullptr;
}

void LiveBlocks::Insert(const Block& block) {
  if (used_ >= blocks_.size() / 8 * 7) Grow();
  blocks_[PlaceOf(block.address)] = block;
  ++used_;
}

bool LiveBlocks::Remove(uint64_t address, Block* removed) {
  if (used_ == 0) return false;
  const size_t at = PlaceOf(address);
  if (blocks_[at].address == 0) return false;
  *removed = blocks_[at];
  CloseGap(at);
  --used_;
  return true;
}

// Moves later blocks forward, unless that would put them before their homes.
void LiveBlocks::CloseGap(size_t gap) {
  const size_t mask = blocks_.size() - 1;
  for (size_t at = (gap + 1) & mask; blocks_[at].address != 0; at = (at + 1) & mask) {
    const size_t from_home = (at - Home(blocks_[at].address)) & mask;
    if (from_home < ((at - gap) & mask)) continue;
    blocks_[gap] = blocks_[at];
    gap = at;
  }
  blocks_[gap] = {};
}

void LiveBlocks::Grow() {
  std::vector<Block> old(blocks_.empty() ? 16 : 2 * blocks_.size());
  old.swap(blocks_);
  for (const Block& block : old) {
    if (block.address != 0) blocks_[PlaceOf(block.address)] = block;
  }
}

void LiveBlocks::Clear() {
  std::vector<Block>().swap(blocks_);
  used_ = 0;
}

}  // namespace etalon::heap
