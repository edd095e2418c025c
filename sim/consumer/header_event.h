// The log file header event: what a file says about itself.
#ifndef ETALON_SIM_CONSUMER_HEADER_EVENT_H_
#define ETALON_SIM_CONSUMER_HEADER_EVENT_H_

#include <cstdint>
#include <span>
#include <string>

#include "sim/host/clock.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {

// The payload of the header event. The 32-bit form has been widened; fields.PointerSize still tells
// which it was. fields.LoggerName and LogFileName are not pointers and mean nothing.
struct HeaderEvent {
  TRACE_LOGFILE_HEADER64 fields = {};
  std::u16string logger_name;
  std::u16string log_file_name;
  int64_t stamp = 0;  // of the header event
};

// False: `payload` is no header, and *reason says why. Names without a terminator end at the
// payload's end.
bool ParseHeaderEvent(std::span<const uint8_t> payload, HeaderEvent* header, std::string* reason);

// As the consumer's structures have it. The two name members are null.
TRACE_LOGFILE_HEADER ToTraceLogfileHeader(const HeaderEvent& header);

// How stamps become points in time.
struct TimeBase {
  bool stamps_are_times = false;        // stamps are 100 ns since 1601 already
  int64_t frequency = kTicksPerSecond;  // stamps a second, > 0
  int64_t reference_stamp = 0;
  Ticks reference_time = 0;

  // Exact, rounded towards the reference; wraps where a damaged stamp leaves the range.
  Ticks TimeOf(int64_t stamp) const;
};

// A file's clock: its header event happened at StartTime.
TimeBase TimeBaseOf(const HeaderEvent& header);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_HEADER_EVENT_H_
