#include "sim/consumer/log_file_bytes.h"

#include <algorithm>
#include <atomic>

namespace etalon::sim {

HeldBytes MemoryBytes::Read(uint64_t at, size_t count) {
  if (at >= bytes_.size()) return {};
  const size_t from = static_cast<size_t>(at);
  return {bytes_.subspan(from, std::min(count, bytes_.size() - from)), nullptr};
}

HeldBytes DiskBytes::Read(uint64_t at, size_t count) {
  if (at >= size_) return {};
  count = static_cast<size_t>(std::min<uint64_t>(count, size_ - at));
  std::shared_ptr<Memory> memory = Vacant(count);
  if (!file_->Read(at, std::span<uint8_t>(*memory))) return {};
  HeldBytes held;
  held.bytes = *memory;
  held.keeper = std::move(memory);
  return held;
}

std::shared_ptr<DiskBytes::Memory> DiskBytes::Vacant(size_t count) {
  for (const std::shared_ptr<Memory>& memory : memories_) {
    if (memory.use_count() != 1 || memory->size() != count) continue;
    // Whoever let go of it last, on whatever thread, has done with it.
    std::atomic_thread_fence(std::memory_order_acquire);
    return memory;
  }
  std::erase_if(memories_, [](const auto& memory) { return memory.use_count() == 1; });
  return memories_.emplace_back(std::make_shared<Memory>(count));
}

}  // namespace etalon::sim
