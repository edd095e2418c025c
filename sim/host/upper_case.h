// Upper case as Windows compares names by it: of sessions, files and registry keys.
#ifndef ETALON_SIM_HOST_UPPER_CASE_H_
#define ETALON_SIM_HOST_UPPER_CASE_H_

#include <string>
#include <string_view>

namespace etalon::sim {

// One character for one character, the same in every language: Latin, Greek, Cyrillic, Armenian and
// full-width letters, from U+0000 to U+FFFF. What has no single capital stays: sharp s, dotless i.
char16_t UpperCase(char16_t character);

std::u16string UpperCase(std::u16string_view text);

// Whether UpperCase makes them equal.
bool SameName(std::u16string_view a, std::u16string_view b);

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_UPPER_CASE_H_
