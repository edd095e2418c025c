#include "conformance/script/sid_text.h"

#include <charconv>
#include <cstdint>
#include <vector>

namespace etalon {
namespace {

constexpr int kAuthorityBytes = 6;

// The numbers between hyphens behind "S"; none when something else is there.
std::optional<std::vector<uint64_t>> Numbers(std::string_view text) {
  std::vector<uint64_t> numbers;
  while (!text.empty()) {
    if (text.front() != '-') return std::nullopt;
    text.remove_prefix(1);
    uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    numbers.push_back(number);
    text.remove_prefix(static_cast<size_t>(end - text.data()));
  }
  return numbers;
}

}  // namespace

std::optional<Bytes> SidBytes(std::string_view text) {
  if (text.empty() || text.front() != 'S') return std::nullopt;
  const std::optional<std::vector<uint64_t>> numbers = Numbers(text.substr(1));
  if (!numbers || numbers->size() < 2 || numbers->size() > 2 + 255) return std::nullopt;
  const uint64_t revision = (*numbers)[0];
  const uint64_t authority = (*numbers)[1];
  if (revision > 0xFF || authority >> (8 * kAuthorityBytes) != 0) return std::nullopt;
  Bytes bytes = {static_cast<uint8_t>(revision), static_cast<uint8_t>(numbers->size() - 2)};
  for (int i = kAuthorityBytes - 1; i >= 0; --i) {
    bytes.push_back(static_cast<uint8_t>(authority >> (8 * i)));
  }
  for (size_t i = 2; i < numbers->size(); ++i) {
    if ((*numbers)[i] > UINT32_MAX) return std::nullopt;
    for (int shift = 0; shift < 32; shift += 8) {
      bytes.push_back(static_cast<uint8_t>((*numbers)[i] >> shift));
    }
  }
  return bytes;
}

}  // namespace etalon
