// A checksum that tells that bytes changed where what is shown of them does not.
#ifndef ETALON_GOLDEN_CHECKSUM_H_
#define ETALON_GOLDEN_CHECKSUM_H_

#include <string>
#include <string_view>

namespace etalon {

// "8192 bytes, FNV-1a 07d645d6b910fca2" and the end of the line: the checksum has 64 bits.
std::string Summary(std::string_view bytes);

}  // namespace etalon

#endif  // ETALON_GOLDEN_CHECKSUM_H_
