#include "conformance/script/encodings.h"

#include <array>

namespace etalon {
namespace {

constexpr char16_t kReplacement = 0xFFFD;

// Windows-1252 from 0x80 to 0x9F; everywhere else it is Latin-1. The five vacant places are
// controls.
constexpr char16_t kAnsiHigh[32] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                    0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

bool IsHighSurrogate(char16_t c) { return c >= 0xD800 && c < 0xDC00; }
bool IsLowSurrogate(char16_t c) { return c >= 0xDC00 && c < 0xE000; }

// The code point at text[*at], which moves past it; none for an unpaired surrogate (past it, too).
std::optional<uint32_t> TakeCodePoint(std::u16string_view text, size_t* at) {
  const char16_t first = text[(*at)++];
  if (IsLowSurrogate(first)) return std::nullopt;
  if (!IsHighSurrogate(first)) return first;
  if (*at == text.size() || !IsLowSurrogate(text[*at])) return std::nullopt;
  const char16_t second = text[(*at)++];
  return 0x10000u + ((first - 0xD800u) << 10) + (second - 0xDC00u);
}

void AppendUtf8(uint32_t point, std::string* to) {
  const auto tail = [&](unsigned shift) {
    to->push_back(static_cast<char>(0x80 | ((point >> shift) & 0x3F)));
  };
  if (point < 0x80) {
    to->push_back(static_cast<char>(point));
  } else if (point < 0x800) {
    to->push_back(static_cast<char>(0xC0 | point >> 6));
    tail(0);
  } else if (point < 0x10000) {
    to->push_back(static_cast<char>(0xE0 | point >> 12));
    tail(6);
    tail(0);
  } else {
    to->push_back(static_cast<char>(0xF0 | point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

void AppendUtf16(uint32_t point, std::u16string* to) {
  if (point < 0x10000) {
    to->push_back(static_cast<char16_t>(point));
  } else {
    to->push_back(static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10)));
    to->push_back(static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF)));
  }
}

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr uint8_t kNoDigit = 0xFF;

// The digit that a character is. A table, for log files come in hexadecimal, too.
constexpr auto kDigitOf = [] {
  std::array<uint8_t, 256> digits = {};
  digits.fill(kNoDigit);
  for (uint8_t i = 0; i < 16; ++i) {
    digits[static_cast<uint8_t>(kHexDigits[i])] = i;
    if (i >= 10) digits[static_cast<uint8_t>(kHexDigits[i] - 'a' + 'A')] = i;
  }
  return digits;
}();

}  // namespace

std::optional<std::string> Utf16ToUtf8(std::u16string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    const std::optional<uint32_t> point = TakeCodePoint(text, &at);
    if (!point) return std::nullopt;
    AppendUtf8(*point, &result);
  }
  return result;
}

std::string Utf16ToUtf8Lossy(std::u16string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    AppendUtf8(TakeCodePoint(text, &at).value_or(kReplacement), &result);
  }
  return result;
}

std::optional<std::u16string> Utf8ToUtf16(std::string_view text) {
  std::u16string result;
  for (size_t at = 0; at < text.size();) {
    const uint8_t lead = static_cast<uint8_t>(text[at++]);
    const int tails = lead < 0x80   ? 0
                      : lead < 0xC2 ? -1
                      : lead < 0xE0 ? 1
                      : lead < 0xF0 ? 2
                      : lead < 0xF5 ? 3
                                    : -1;
    if (tails < 0 || at + static_cast<size_t>(tails) > text.size()) return std::nullopt;
    uint32_t point = tails == 0 ? lead : lead & (0x3Fu >> tails);
    for (int i = 0; i < tails; ++i) {
      const uint8_t tail = static_cast<uint8_t>(text[at++]);
      if ((tail & 0xC0) != 0x80) return std::nullopt;
      point = point << 6 | (tail & 0x3F);
    }
    const uint32_t least = tails == 2 ? 0x800 : tails == 3 ? 0x10000 : 0;
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
      return std::nullopt;
    AppendUtf16(point, &result);
  }
  return result;
}

std::string Utf16ToAnsi(std::u16string_view text) {
  std::string result;
  for (const char16_t c : text) {
    char byte = '?';
    if (c < 0x80 || (c >= 0xA0 && c < 0x100)) byte = static_cast<char>(c);
    for (size_t i = 0; i < 32; ++i) {
      if (kAnsiHigh[i] == c) byte = static_cast<char>(0x80 + i);
    }
    result.push_back(byte);
  }
  return result;
}

std::u16string AnsiToUtf16(std::string_view text) {
  std::u16string result;
  for (const char c : text) {
    const uint8_t byte = static_cast<uint8_t>(c);
    result.push_back(byte >= 0x80 && byte < 0xA0 ? kAnsiHigh[byte - 0x80] : char16_t{byte});
  }
  return result;
}

std::string ToHex(const uint8_t* bytes, size_t size) {
  std::string text(2 * size, '0');
  for (size_t i = 0; i < size; ++i) {
    text[2 * i] = kHexDigits[bytes[i] >> 4];
    text[2 * i + 1] = kHexDigits[bytes[i] & 15];
  }
  return text;
}

std::string ToHex(const std::vector<uint8_t>& bytes) { return ToHex(bytes.data(), bytes.size()); }

std::optional<std::vector<uint8_t>> FromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::vector<uint8_t> bytes(text.size() / 2);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const uint8_t high = kDigitOf[static_cast<uint8_t>(text[2 * i])];
    const uint8_t low = kDigitOf[static_cast<uint8_t>(text[2 * i + 1])];
    if (high == kNoDigit || low == kNoDigit) return std::nullopt;
    bytes[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return bytes;
}

}  // namespace etalon
