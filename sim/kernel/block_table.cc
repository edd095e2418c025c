#include "sim/kernel/block_table.h"

#include <algorithm>
#include <utility>

namespace etalon::sim {
namespace {

constexpr uint32_t kFirstBits = 6;

}  // namespace

BlockTable::BlockTable() : slots_(size_t{1} << kFirstBits), shift_(64 - kFirstBits) {}

void BlockTable::Insert(const LiveBlock& block) {
  if (taken_ >= slots_.size() / 4 * 3) MakeRoom();
  size_t slot = SlotOf(block.address);
  while (slots_[slot].address != 0 && slots_[slot].address != block.address) slot = Next(slot);
  if (slots_[slot].address == 0) ++taken_;
  slots_[slot] = block;
  ++size_;
}

LiveBlock* BlockTable::Find(uint64_t address) {
  if (address == 0) return nullptr;
  for (size_t slot = SlotOf(address); slots_[slot].address != 0; slot = Next(slot)) {
    LiveBlock& block = slots_[slot];
    if (block.address == address) return block.source != 0 ? &block : nullptr;
  }
  return nullptr;
}

void BlockTable::Erase(LiveBlock* block) {
  block->source = 0;
  --size_;
}

std::vector<LiveBlock> BlockTable::Sorted() const {
  std::vector<LiveBlock> blocks;
  blocks.reserve(size_);
  for (const LiveBlock& block : slots_) {
    if (block.source != 0) blocks.push_back(block);
  }
  std::sort(blocks.begin(), blocks.end(),
            [](const LiveBlock& a, const LiveBlock& b) { return a.address < b.address; });
  return blocks;
}

// Without the freed blocks; they may have been most.
void BlockTable::MakeRoom() {
  const bool grows = size_ >= slots_.size() / 2;
  const size_t slots = grows ? 2 * slots_.size() : slots_.size();
  const std::vector<LiveBlock> before = std::exchange(slots_, std::vector<LiveBlock>(slots));
  if (grows) --shift_;
  taken_ = 0;
  size_ = 0;
  for (const LiveBlock& block : before) {
    if (block.source != 0) Insert(block);
  }
}

}  // namespace etalon::sim
