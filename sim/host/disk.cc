#include "sim/host/disk.h"

namespace etalon::sim {

std::optional<std::vector<uint8_t>> File::Read(uint64_t at, size_t size) {
  const uint64_t end = this->size();
  if (at > end || size > end - at) return std::nullopt;
  std::vector<uint8_t> bytes(size);
  if (!Read(at, std::span<uint8_t>(bytes))) return std::nullopt;
  return bytes;
}

}  // namespace etalon::sim
