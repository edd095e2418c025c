// Figures as people read them.
#ifndef ETALON_CONFORMANCE_HEAP_FIGURES_H_
#define ETALON_CONFORMANCE_HEAP_FIGURES_H_

#include <cstdint>
#include <string>

namespace etalon::heap {

std::string CountText(uint64_t count);                           // "1,234,567"
std::string Counted(uint64_t count, const std::string& noun);    // "1 block", "2,900 blocks"
std::string BytesText(uint64_t bytes);                           // "512 B", "1.21 KiB", "37.5 MiB"
std::string DecimalText(double value, int digits_behind_point);  // "12.500"

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_FIGURES_H_
