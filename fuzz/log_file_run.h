// Reads one fuzz input as a log file, in every way, and judges.
#ifndef ETALON_FUZZ_LOG_FILE_RUN_H_
#define ETALON_FUZZ_LOG_FILE_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace etalon {

struct LogFileReport {
  std::string failure;  // "": everything held
  uint64_t events = 0;
  uint64_t defects = 0;
  bool is_log_file = false;
};

// What must hold of any bytes: reading ends; a defect has a reason and lies in the file or at its
// end; events lie inside the memory that was read, come in their order, and are no more than there
// is room for; a dump has a line for each, in both forms; a merged file made of it holds them
// again.
LogFileReport RunLogFile(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_LOG_FILE_RUN_H_
