#include "sim/consumer/log_file_bytes.h"

#include <algorithm>
#include <optional>

namespace etalon::sim {

HeldBytes MemoryBytes::Read(uint64_t at, size_t count) {
  if (at >= bytes_.size()) return {};
  const size_t from = static_cast<size_t>(at);
  return {bytes_.subspan(from, std::min(count, bytes_.size() - from)), nullptr};
}

HeldBytes DiskBytes::Read(uint64_t at, size_t count) {
  if (at >= size_) return {};
  count = static_cast<size_t>(std::min<uint64_t>(count, size_ - at));
  std::optional<std::vector<uint8_t>> bytes = file_->Read(at, count);
  if (!bytes.has_value()) return {};
  HeldBytes held;
  held.keeper = std::make_shared<const std::vector<uint8_t>>(std::move(*bytes));
  held.bytes = *held.keeper;
  return held;
}

}  // namespace etalon::sim
