// Text and bytes as scripts, C programs and the API write them.
#ifndef ETALON_CONFORMANCE_SCRIPT_ENCODINGS_H_
#define ETALON_CONFORMANCE_SCRIPT_ENCODINGS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etalon {

// None when `text` has an unpaired surrogate.
std::optional<std::string> Utf16ToUtf8(std::u16string_view text);

// None when `text` is no UTF-8.
std::optional<std::u16string> Utf8ToUtf16(std::string_view text);

// The same for text that comes from outside: U+FFFD stands for what has no UTF-8.
std::string Utf16ToUtf8Lossy(std::u16string_view text);

// Windows-1252, the code page of the A functions. '?' stands for what it lacks.
std::string Utf16ToAnsi(std::u16string_view text);
std::u16string AnsiToUtf16(std::string_view text);

// Lower-case hexadecimal, two digits a byte.
std::string ToHex(const uint8_t* bytes, size_t size);
std::string ToHex(const std::vector<uint8_t>& bytes);
std::optional<std::vector<uint8_t>> FromHex(std::string_view text);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_ENCODINGS_H_
