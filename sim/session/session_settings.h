// What a session was asked for, validated and adjusted: our own copy of EVENT_TRACE_PROPERTIES.
#ifndef ETALON_SIM_SESSION_SESSION_SETTINGS_H_
#define ETALON_SIM_SESSION_SESSION_SETTINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "sim/host/clock.h"
#include "sim/include/evntrace.h"
#include "sim/system/information_store.h"
#include "sim/system/windows_version.h"

namespace etalon::sim {

// An event that carries a stack: its class and its type.
struct StackEvent {
  GUID guid = {};
  uint8_t type = 0;
};

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
  WindowsVersion windows = kNewest;  // of the machine: the header event tells it
  uint32_t owner_bits = 64;      // of the process that started it: the header event's form
  uint32_t owner_pid = 0;
  uint32_t owner_tid = 0;
  uint32_t logger_thread_id = 0;  // of the thread that writes its buffers, as QUERY reports it
  uint64_t playback_store_bytes = 64 << 20;  // see RealTimeFeed::Open
  bool plays_back = true;                    // likewise
  bool system_logger = false;                // NT Kernel Logger, SYSTEM_LOGGER_MODE, ...
  std::vector<StackEvent> stack_events;      // of its start, or TraceSetInformation's
  // Private sessions (PRIVATE_LOGGER_MODE).
  bool plain_owner = false;                   // started by a plain user: for such processes alone
  std::vector<uint32_t> filter_pids;          // EVENT_TRACE_PROPERTIES_V2: in these processes alone
  std::vector<std::u16string> filter_images;  // or in those of these executables; empty: any
  uint16_t instance_of = 0;                   // logger id of the private session that this one is
                                              // part of, in a process of its own; else 0
  // Heap tracing: processes and event types with stacks; empty for other sessions.
  bool heap = false;
  std::vector<uint32_t> heap_pids;
  std::vector<uint8_t> heap_stack_types;
  // By TraceSetInformation: lists of counters, ...; EnableFlags and stack_events are above.
  InformationStore information;
};

inline constexpr uint32_t kDefaultBufferSizeKb = 64;
inline constexpr uint32_t kSmallestBufferSizeKb = 4;
inline constexpr uint32_t kLargestBufferSizeKb = 16384;
inline constexpr uint32_t kLargestBufferSizeOfWindows7Kb = 1024;
inline constexpr uint32_t kDefaultExtraBuffers = 22;  // of the maximum over the minimum

// Brings sizes and counts into range as `windows` does; the newest so:
//  * BufferSize 0 becomes 64 KB; others are clamped to 4..16384 KB;
//  * the minimum is raised to 2 per processor (2 with NO_PER_PROCESSOR_BUFFERING); the maximum is
//  the
//    minimum + 22 when both were 0, and never below the minimum;
//  * a real-time session's flush timer 0 becomes 1 s;
//  * BUFFERING_MODE turns REAL_TIME and the timer off; APPEND and NEWFILE imply SEQUENTIAL;
//  * `windows` is remembered;
//  * the clock follows client_context: 1 QPC, 2 system time, 3 CPU cycles, others QPC; APPEND uses
//    system time.
void AdjustSettings(uint32_t processors, WindowsVersion windows, SessionSettings* settings);

// What a real-time session flushes by when it was not told: 1 s, in the unit of its flush timer.
uint32_t DefaultFlushTimer(const SessionSettings& settings);

// Whether each processor has a buffer of its own.
inline bool PerProcessor(const SessionSettings& settings) {
  return (settings.log_file_mode & EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING) == 0;
}

// Counters that QUERY reports. True at every moment.
struct SessionStatistics {
  uint32_t number_of_buffers = 0;       // allocated: the minimum and what it grew by
  uint32_t free_buffers = 0;            // of these, neither filling nor waiting for the sinks
  uint32_t events_lost = 0;             // refused for want of a buffer or of memory for one
  uint32_t buffers_written = 0;         // to files, header buffers included; else to consumers
  uint32_t log_buffers_lost = 0;        // with their events; these are not in events_lost
  uint32_t real_time_buffers_lost = 0;  // the same
  uint32_t logger_thread_id = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_SESSION_SETTINGS_H_
