#include "golden/checksum.h"

#include <cstdint>
#include <cstdio>

namespace etalon {

std::string Summary(std::string_view bytes) {
  uint64_t sum = 0xcbf29ce484222325;
  for (const char byte : bytes) sum = (sum ^ static_cast<uint8_t>(byte)) * 0x100000001b3;
  char text[80];
  std::snprintf(text, sizeof text, "%llu bytes, FNV-1a %016llx\n",
                static_cast<unsigned long long>(bytes.size()),
                static_cast<unsigned long long>(sum));
  return text;
}

}  // namespace etalon
