// What a reader who knows nothing of sessions finds in a log file.
#ifndef ETALON_SIM_PROPERTIES_READ_BACK_H_
#define ETALON_SIM_PROPERTIES_READ_BACK_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/consumer/defect.h"

namespace etalon::sim {

struct ReadBack {
  bool is_log_file = false;
  std::vector<uint32_t> numbers;  // of the events, by the first four bytes of their payload
  uint32_t buffers = 0;           // with the header's
  std::vector<Defect> defects;
};

// The events of TraceEvent and EventWrite in the order of the reader.
ReadBack ReadLogFile(std::span<const uint8_t> bytes);

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROPERTIES_READ_BACK_H_
