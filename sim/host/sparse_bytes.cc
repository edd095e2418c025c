#include "sim/host/sparse_bytes.h"

#include <algorithm>
#include <cstring>

#include "sim/host/state_writer.h"

namespace etalon::sim {

void SparseBytes::Resize(uint64_t size) {
  if (size < size_) {
    chunks_.erase(chunks_.lower_bound((size + kChunk - 1) / kChunk), chunks_.end());
    const auto last = chunks_.find(size / kChunk);
    if (last != chunks_.end()) {
      std::fill(last->second->begin() + static_cast<ptrdiff_t>(size % kChunk), last->second->end(),
                uint8_t{0});
    }
  }
  size_ = size;
}

void SparseBytes::Write(uint64_t at, std::span<const uint8_t> bytes) {
  size_ = std::max(size_, at + bytes.size());
  while (!bytes.empty()) {
    std::unique_ptr<Chunk>& chunk = chunks_[at / kChunk];
    if (chunk == nullptr) chunk = std::make_unique<Chunk>();
    const size_t part = std::min<uint64_t>(bytes.size(), kChunk - at % kChunk);
    std::memcpy(chunk->data() + at % kChunk, bytes.data(), part);
    bytes = bytes.subspan(part);
    at += part;
  }
}

void SparseBytes::Read(uint64_t at, std::span<uint8_t> bytes) const {
  while (!bytes.empty()) {
    const size_t part = std::min<uint64_t>(bytes.size(), kChunk - at % kChunk);
    const auto chunk = chunks_.find(at / kChunk);
    if (chunk != chunks_.end()) {
      std::memcpy(bytes.data(), chunk->second->data() + at % kChunk, part);
    } else {
      std::memset(bytes.data(), 0, part);
    }
    bytes = bytes.subspan(part);
    at += part;
  }
}

uint64_t SparseBytes::Hash() const {
  uint64_t hash = size_;
  for (const auto& [number, chunk] : chunks_) {
    hash = HashOf(chunk->data(), chunk->size(), hash ^ number);
  }
  return hash;
}

}  // namespace etalon::sim
