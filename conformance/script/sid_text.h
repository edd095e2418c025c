// Security identifiers as text: "S-1-5-32-544".
#ifndef ETALON_CONFORMANCE_SCRIPT_SID_TEXT_H_
#define ETALON_CONFORMANCE_SCRIPT_SID_TEXT_H_

#include <optional>
#include <string_view>

#include "conformance/script/operand.h"

namespace etalon {

// The SID as it lies in memory: "S-REVISION-AUTHORITY-SUB-SUB-...", in decimal. The revision, and a
// number of sub-authorities up to 255, are taken as they are, valid or not. None for other text.
std::optional<Bytes> SidBytes(std::string_view text);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_SID_TEXT_H_
