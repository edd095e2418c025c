// Copies of what mostly is a number or a GUID.
#ifndef ETALON_SIM_API_SHORT_COPY_H_
#define ETALON_SIM_API_SHORT_COPY_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace etalon::sim {

// memcpy. Of the sizes that fields of events have it is a move or two, not a call.
inline void ShortCopy(const void* data, size_t bytes, uint8_t* out) {
  if (bytes == 16) {
    std::memcpy(out, data, 16);
  } else if (bytes == 8) {
    std::memcpy(out, data, 8);
  } else if (bytes == 4) {
    std::memcpy(out, data, 4);
  } else {
    std::memcpy(out, data, bytes);
  }
}

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_SHORT_COPY_H_
