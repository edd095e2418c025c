#include "sim/provider/provider_traits.h"

#include <algorithm>
#include <cstring>

namespace etalon::sim {
namespace {

constexpr size_t kSizeBytes = 2;
constexpr size_t kTraitHeaderBytes = 3;

// The sizes in it are in the processor's order: it is memory, not a file.
uint16_t SizeAt(std::span<const uint8_t> bytes) {
  uint16_t size;
  std::memcpy(&size, bytes.data(), sizeof(size));
  return size;
}

void Note(uint8_t type, std::span<const uint8_t> data, ProviderTraits* traits) {
  if (data.size() < sizeof(GUID)) return;
  GUID guid;
  std::memcpy(&guid, data.data(), sizeof(guid));
  if (type == EtwProviderTraitTypeGroup) traits->group = guid;
  if (type == EtwProviderTraitDecodeGuid) traits->decode = guid;
}

}  // namespace

std::optional<ProviderTraits> ParseTraits(std::span<const uint8_t> bytes) {
  if (bytes.size() < kSizeBytes || SizeAt(bytes) != bytes.size()) return std::nullopt;
  ProviderTraits traits;
  traits.bytes.assign(bytes.begin(), bytes.end());
  const auto name = bytes.begin() + kSizeBytes;
  const auto end = std::find(name, bytes.end(), uint8_t{0});
  if (end == bytes.end()) return std::nullopt;
  traits.name.assign(name, end);
  auto rest = bytes.subspan(static_cast<size_t>(end - bytes.begin()) + 1);
  while (!rest.empty()) {
    if (rest.size() < kTraitHeaderBytes) return std::nullopt;
    const uint16_t size = SizeAt(rest);
    if (size < kTraitHeaderBytes || size > rest.size()) return std::nullopt;
    Note(rest[kSizeBytes], rest.subspan(kTraitHeaderBytes, size - kTraitHeaderBytes), &traits);
    rest = rest.subspan(size);
  }
  return traits;
}

}  // namespace etalon::sim
