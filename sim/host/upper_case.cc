#include "sim/host/upper_case.h"

#include <algorithm>

namespace etalon::sim {

namespace {

// Small letters from `first` to `last`, every `step`-th: their capitals are `distance` before them.
struct Letters {
  char16_t first;
  char16_t last;
  int step;
  int distance;
};

constexpr Letters kLetters[] = {
    {u'a', u'z', 1, 0x20},      {0x00E0, 0x00F6, 1, 0x20}, {0x00F8, 0x00FE, 1, 0x20},
    {0x00FF, 0x00FF, 1, -0x79}, {0x0101, 0x012F, 2, 1},    {0x0133, 0x0137, 2, 1},
    {0x013A, 0x0148, 2, 1},     {0x014B, 0x0177, 2, 1},    {0x017A, 0x017E, 2, 1},
    {0x03AC, 0x03AC, 1, 0x26},  {0x03AD, 0x03AF, 1, 0x25}, {0x03B1, 0x03C1, 1, 0x20},
    {0x03C2, 0x03C2, 1, 0x1F},  {0x03C3, 0x03CB, 1, 0x20}, {0x03CC, 0x03CC, 1, 0x40},
    {0x03CD, 0x03CE, 1, 0x3F},  {0x0430, 0x044F, 1, 0x20}, {0x0450, 0x045F, 1, 0x50},
    {0x0461, 0x0481, 2, 1},     {0x048B, 0x04BF, 2, 1},    {0x04C2, 0x04CE, 2, 1},
    {0x04D1, 0x052F, 2, 1},     {0x0561, 0x0586, 1, 0x30}, {0xFF41, 0xFF5A, 1, 0x20},
};

}  // namespace

char16_t UpperCase(char16_t character) {
  for (const Letters& letters : kLetters) {
    if (character < letters.first) break;
    const bool is_one =
        character <= letters.last && (character - letters.first) % letters.step == 0;
    if (is_one) return static_cast<char16_t>(character - letters.distance);
  }
  return character;
}

std::u16string UpperCase(std::u16string_view text) {
  std::u16string upper(text);
  for (char16_t& c : upper) c = UpperCase(c);
  return upper;
}

bool SameName(std::u16string_view a, std::u16string_view b) {
  const auto same = [](char16_t x, char16_t y) { return UpperCase(x) == UpperCase(y); };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

}  // namespace etalon::sim
