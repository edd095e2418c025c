#include "sim/api/session_name.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "sim/session/session_table.h"

namespace etalon::sim {
namespace {

// Windows-1252 is Latin-1 but for these, 0x80 to 0x9F.
constexpr std::array<char16_t, 32> kAnsiRow8And9 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

char16_t FromAnsi(char character) {
  const uint8_t byte = static_cast<uint8_t>(character);
  return byte >= 0x80 && byte < 0xA0 ? kAnsiRow8And9[byte - 0x80] : byte;
}

char ToAnsi(char16_t character) {
  const auto* place = std::find(kAnsiRow8And9.begin(), kAnsiRow8And9.end(), character);
  if (place != kAnsiRow8And9.end())
    return static_cast<char>(0x80 + (place - kAnsiRow8And9.begin()));
  const bool is_latin = character < 0x80 || (character >= 0xA0 && character <= 0xFF);
  return is_latin ? static_cast<char>(character) : '?';
}

}  // namespace

std::u16string FromAnsi(std::string_view text) {
  std::u16string wide;
  for (const char character : text) wide += FromAnsi(character);
  return wide;
}

std::string ToAnsi(std::u16string_view text) {
  std::string ansi;
  for (const char16_t character : text) ansi += ToAnsi(character);
  return ansi;
}

std::optional<std::u16string> Text(LPCWSTR text) {
  if (text == nullptr) return std::nullopt;
  std::u16string wide;
  while (*text != 0) wide += static_cast<char16_t>(*text++);
  return wide;
}

std::optional<std::u16string> Text(LPCSTR text) {
  if (text == nullptr) return std::nullopt;
  return FromAnsi(std::string_view(text));
}

bool IsKernelLoggerName(std::u16string_view name) { return UpperCase(name) == u"NT KERNEL LOGGER"; }

bool IsCircularKernelLoggerName(std::u16string_view name) {
  return UpperCase(name) == u"CIRCULAR KERNEL CONTEXT LOGGER";
}

}  // namespace etalon::sim
