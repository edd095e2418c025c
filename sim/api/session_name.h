// Text of the A and the W forms. Inside the simulator all text is UTF-16.
#ifndef ETALON_SIM_API_SESSION_NAME_H_
#define ETALON_SIM_API_SESSION_NAME_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/include/windows.h"

namespace etalon::sim {

// How a caller's text is encoded: UTF-16, or Windows-1252.
enum class Encoding { kWide, kAnsi };

inline constexpr size_t kMaximumNameCharacters = 1024;  // of session and log file names

constexpr size_t CharacterBytes(Encoding encoding) { return encoding == Encoding::kWide ? 2 : 1; }

// Windows-1252 and back. The five bytes without a character stand for the control codes of the same
// number; characters that Windows-1252 lacks become '?'.
std::u16string FromAnsi(std::string_view text);
std::string ToAnsi(std::u16string_view text);

// A caller's string argument; none for NULL.
std::optional<std::u16string> Text(LPCWSTR text);
std::optional<std::u16string> Text(LPCSTR text);

// Names that ETW has a meaning for, in any case.
bool IsKernelLoggerName(std::u16string_view name);
bool IsCircularKernelLoggerName(std::u16string_view name);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_SESSION_NAME_H_
