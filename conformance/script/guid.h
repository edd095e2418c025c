// A GUID as a plain value, in scripts and outcomes.
#ifndef ETALON_CONFORMANCE_SCRIPT_GUID_H_
#define ETALON_CONFORMANCE_SCRIPT_GUID_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etalon {

// Laid out as the Windows GUID: 16 bytes, no padding, so it is copied into memory as it stands.
struct Guid {
  uint32_t data1 = 0;
  uint16_t data2 = 0;
  uint16_t data3 = 0;
  std::array<uint8_t, 8> data4 = {};

  friend bool operator==(const Guid&, const Guid&) = default;
};
static_assert(sizeof(Guid) == 16);

// "9e814aad-3204-11d2-9a82-006008a86939": lower case, without braces.
std::string ToString(const Guid& guid);

// Reads the form above, braces and upper case allowed. Nothing else.
std::optional<Guid> ParseGuid(std::string_view text);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_GUID_H_
