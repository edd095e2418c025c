// The header buffer of a log file.
#ifndef ETALON_SIM_SESSION_LOG_FILE_HEADER_H_
#define ETALON_SIM_SESSION_LOG_FILE_HEADER_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/host/clock.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

// What the header event tells of a session. Filled once, at the start; totals come at the stop.
struct LogFileHeader {
  std::u16string session_name;
  std::u16string file_name;  // full path
  uint16_t logger_id = 0;
  WindowsVersion windows = kNewest;
  uint32_t bits = 64;  // of the process that started the session: the form of the event
  uint32_t owner_pid = 0;
  uint32_t owner_tid = 0;
  uint32_t buffer_bytes = 0;
  uint32_t processors = 0;  // streams: 1 with NO_PER_PROCESSOR_BUFFERING
  uint32_t maximum_file_size = 0;
  uint32_t log_file_mode = 0;  // REAL_TIME is left out of the file
  bool system_logger = false;  // the file tells which kernel events were asked for
  uint32_t enable_flags = 0;   // these
  bool is_alone = false;       // nothing is added to it: as consumers get it in real time
  ClockType clock = ClockType::kPerformanceCounter;
  Ticks boot_time = 0;
  Ticks start_time = 0;
  int64_t start_stamp = 0;  // start_time by `clock`: the header event's own stamp
};

// What is only known when a log file is completed.
struct LogFileTotals {
  Ticks end_time = 0;
  uint32_t buffers_written = 1;  // in this file, the header buffer included
  uint32_t events_lost = 0;
  uint32_t buffers_lost = 0;
};

// A whole header buffer: buffer header, header event and, since Windows 10 1903, the events that add
// to it, filler; buffer_bytes long. Names that do not fit are cut, the file's name first.
std::vector<uint8_t> MakeHeaderBuffer(const LogFileHeader& header, const LogFileTotals& totals);

// Bytes of a header buffer that its totals lie within.
inline constexpr uint32_t kHeaderBufferTotalsBytes = 72 + 0x20 + 0x118;

// Sets the totals in a header buffer (at least kHeaderBufferTotalsBytes of it). `keep_lost` adds
// the losses to those it tells already: for a file that is appended to. False: it is none.
bool StoreTotals(const LogFileTotals& totals, bool keep_lost, std::span<uint8_t> header_buffer);

// What appending demands of an existing file.
struct ExistingLogFile {
  uint32_t buffer_bytes = 0;
  uint32_t processors = 0;
  ClockType clock = ClockType::kPerformanceCounter;
  uint32_t buffers_written = 0;
};

// Reads the start of a file. False: not a log file.
bool ParseHeaderBuffer(std::span<const uint8_t> start, ExistingLogFile* existing);

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_LOG_FILE_HEADER_H_
