#include "conformance/script/guid.h"

namespace etalon {
namespace {

// The places of the 32 digits in "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx" leave these to the hyphens.
bool IsHyphen(size_t place) { return place == 8 || place == 13 || place == 18 || place == 23; }

std::optional<uint8_t> Digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<uint8_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<uint8_t>(c - 'A' + 10);
  return std::nullopt;
}

}  // namespace

// By hand: every event has some.
std::string ToString(const Guid& guid) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text(36, '-');
  size_t place = 0;
  const auto put = [&](uint64_t number, int digits) {
    if (IsHyphen(place)) ++place;
    while (digits-- > 0) text[place++] = kDigits[number >> (4 * digits) & 15];
  };
  put(guid.data1, 8);
  put(guid.data2, 4);
  put(guid.data3, 4);
  for (const uint8_t byte : guid.data4) put(byte, 2);
  return text;
}

std::optional<Guid> ParseGuid(std::string_view text) {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36) return std::nullopt;

  std::array<uint8_t, 16> bytes = {};
  size_t digits = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (IsHyphen(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const std::optional<uint8_t> digit = Digit(text[i]);
    if (!digit) return std::nullopt;
    bytes[digits / 2] = static_cast<uint8_t>(bytes[digits / 2] << 4 | *digit);
    ++digits;
  }

  Guid guid;
  for (size_t i = 0; i < 4; ++i) guid.data1 = guid.data1 << 8 | bytes[i];
  guid.data2 = static_cast<uint16_t>(bytes[4] << 8 | bytes[5]);
  guid.data3 = static_cast<uint16_t>(bytes[6] << 8 | bytes[7]);
  for (size_t i = 0; i < guid.data4.size(); ++i) guid.data4[i] = bytes[8 + i];
  return guid;
}

}  // namespace etalon
