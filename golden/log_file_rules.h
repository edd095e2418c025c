// The rules that every log file keeps, as docs/log_file_format.md has them: checked byte by byte,
// with nothing of the simulator's own reader or writer.
#ifndef ETALON_GOLDEN_LOG_FILE_RULES_H_
#define ETALON_GOLDEN_LOG_FILE_RULES_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace etalon {

struct LogFileTruth {
  uint32_t major = 10;  // version of Windows
  uint32_t minor = 0;
  uint32_t build = 26100;
  uint32_t bits = 64;        // of the controller
  bool finished = true;      // by the stop of its session
  bool complete = true;      // buffers are numbered 1, 2, ...: none was overwritten, or went to
                             // another file
  bool appended = false;     // numbers begin again with each session
  bool is_simulated = true;  // what is undefined on disk is zero
};

struct LogFileFindings {
  std::vector<std::string> broken;    // "0x1000: SavedOffset is 0x98, Offset 0x90"
  std::map<std::string, int> counts;  // events by the name of their header
  uint32_t buffers = 0;
};

LogFileFindings CheckLogFile(std::span<const uint8_t> file, const LogFileTruth& truth);

}  // namespace etalon

#endif  // ETALON_GOLDEN_LOG_FILE_RULES_H_
