// What a session was asked for, validated and adjusted: our own copy of EVENT_TRACE_PROPERTIES.
#ifndef ETALON_SIM_SESSION_SESSION_SETTINGS_H_
#define ETALON_SIM_SESSION_SESSION_SETTINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "sim/host/clock.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {

struct SessionSettings {
  std::u16string name;
  GUID guid = {};
  ClockType clock = ClockType::kPerformanceCounter;
  uint32_t client_context = 0;  // as given
  uint32_t wnode_flags = 0;     // as given
  uint32_t buffer_size_kb = 0;
  uint32_t minimum_buffers = 0;
  uint32_t maximum_buffers = 0;
  uint32_t maximum_file_size = 0;  // MB, or KB with EVENT_TRACE_USE_KBYTES_FOR_SIZE
  uint32_t log_file_mode = 0;
  uint32_t flush_timer = 0;  // seconds, or milliseconds with EVENT_TRACE_USE_MS_FLUSH_TIMER; 0 none
  uint32_t enable_flags = 0;
  std::u16string log_file_name;  // as given; "" none
  uint32_t owner_bits = 64;      // of the process that started it: the header event's form
  uint32_t owner_pid = 0;
  uint32_t owner_tid = 0;
  bool system_logger = false;    // NT Kernel Logger, SYSTEM_LOGGER_MODE, ...
  // Heap tracing: processes and event types with stacks; empty for other sessions.
  bool heap = false;
  std::vector<uint32_t> heap_pids;
  std::vector<uint8_t> heap_stack_types;
};

// Brings sizes and counts into range as Windows does: BufferSize 0 -> 64 KB, clamped to 4..16384;
// minimum raised to 2 per processor (2 with NO_PER_PROCESSOR_BUFFERING); maximum = minimum + 22 when
// both were 0, never below the minimum; real-time flush timer 0 -> 1 s; BUFFERING_MODE has no timer;
// clock 0 or unknown -> QPC; APPEND uses system time.
void AdjustSettings(uint32_t processors, SessionSettings* settings);

// Counters that QUERY reports. True at every moment.
struct SessionStatistics {
  uint32_t number_of_buffers = 0;
  uint32_t free_buffers = 0;
  uint32_t events_lost = 0;
  uint32_t buffers_written = 0;
  uint32_t log_buffers_lost = 0;
  uint32_t real_time_buffers_lost = 0;
  uint32_t logger_thread_id = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_SESSION_SETTINGS_H_
