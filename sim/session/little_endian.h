// Integers in the byte order of log files, whatever the machine's.
#ifndef ETALON_SIM_SESSION_LITTLE_ENDIAN_H_
#define ETALON_SIM_SESSION_LITTLE_ENDIAN_H_

#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "sim/include/windows.h"

namespace etalon::sim {

// Swaps the bytes on a big-endian machine; one plain load or store elsewhere.
template <typename T>
constexpr T ToLittleEndian(T value) {
  static_assert(std::is_unsigned_v<T>);
  if constexpr (std::endian::native == std::endian::little) return value;
  T swapped = 0;
  for (size_t i = 0; i < sizeof(T); ++i) {
    swapped = static_cast<T>(swapped << 8 | ((value >> (8 * i)) & 0xFF));
  }
  return swapped;
}

// `at` need not be aligned.
template <typename T>
void Store(uint8_t* at, T value) {
  value = ToLittleEndian(value);
  std::memcpy(at, &value, sizeof(value));
}

template <typename T>
T Load(const uint8_t* at) {
  T value;
  std::memcpy(&value, at, sizeof(value));
  return ToLittleEndian(value);
}

inline void StoreGuid(uint8_t* at, const GUID& guid) {
  Store<uint32_t>(at, guid.Data1);
  Store<uint16_t>(at + 4, guid.Data2);
  Store<uint16_t>(at + 6, guid.Data3);
  std::memcpy(at + 8, guid.Data4, sizeof(guid.Data4));
}

inline GUID LoadGuid(const uint8_t* at) {
  GUID guid;
  guid.Data1 = Load<uint32_t>(at);
  guid.Data2 = Load<uint16_t>(at + 4);
  guid.Data3 = Load<uint16_t>(at + 6);
  std::memcpy(guid.Data4, at + 8, sizeof(guid.Data4));
  return guid;
}

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_LITTLE_ENDIAN_H_
