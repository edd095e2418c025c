#include "sim/kernel/block_table.h"

#include <algorithm>
#include <utility>

namespace etalon::sim {
namespace {

constexpr uint32_t kFirstBits = 6;

}  // namespace

BlockTable::BlockTable() : slots_(size_t{1} << kFirstBits), shift_(64 - kFirstBits) {}

void BlockTable::Insert(const LiveBlock& block) {
  if (size_ >= slots_.size() / 4 * 3) Grow();
  size_t slot = SlotOf(block.address);
  while (slots_[slot].address != 0) slot = Next(slot);
  slots_[slot] = block;
  ++size_;
}

LiveBlock* BlockTable::Find(uint64_t address) {
  if (address == 0) return nullptr;
  for (size_t slot = SlotOf(address); slots_[slot].address != 0; slot = Next(slot)) {
    if (slots_[slot].address == address) return &slots_[slot];
  }
  return nullptr;
}

void BlockTable::Erase(LiveBlock* block) {
  size_t hole = static_cast<size_t>(block - slots_.data());
  const size_t mask = slots_.size() - 1;
  for (size_t slot = Next(hole); slots_[slot].address != 0; slot = Next(slot)) {
    // One that was pushed past the hole may move into it.
    const size_t home = SlotOf(slots_[slot].address);
    if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
    slots_[hole] = slots_[slot];
    hole = slot;
  }
  slots_[hole] = LiveBlock();
  --size_;
}

std::vector<LiveBlock> BlockTable::Sorted() const {
  std::vector<LiveBlock> blocks;
  blocks.reserve(size_);
  for (const LiveBlock& block : slots_) {
    if (block.address != 0) blocks.push_back(block);
  }
  std::sort(blocks.begin(), blocks.end(),
            [](const LiveBlock& a, const LiveBlock& b) { return a.address < b.address; });
  return blocks;
}

void BlockTable::Grow() {
  const std::vector<LiveBlock> before =
      std::exchange(slots_, std::vector<LiveBlock>(2 * slots_.size()));
  --shift_;
  size_ = 0;
  for (const LiveBlock& block : before) {
    if (block.address != 0) Insert(block);
  }
}

}  // namespace etalon::sim
