#include "sim/session/session_settings.h"

#include <algorithm>

#include "conformance/clauses/clauses.h"

namespace etalon::sim {

namespace {

void AdjustBufferSize(WindowsVersion windows, SessionSettings* settings) {
  uint32_t& size_kb = settings->buffer_size_kb;
  const bool is_small_by_default = clauses::STARTTRACE_S32.HoldsIn(windows);
  const bool is_small_at_most = clauses::STARTTRACE_S33.HoldsIn(windows);
  if (size_kb == 0) size_kb = is_small_by_default ? kSmallestBufferSizeKb : kDefaultBufferSizeKb;
  size_kb = std::clamp(size_kb, kSmallestBufferSizeKb,
                       is_small_at_most ? kLargestBufferSizeOfWindows7Kb : kLargestBufferSizeKb);
}

// The least that MinimumBuffers may be.
uint32_t LeastBuffers(uint32_t processors, WindowsVersion windows, bool by_default,
                      const SessionSettings& settings) {
  if (clauses::STARTTRACE_S34.HoldsIn(windows)) return by_default ? processors + 2 : 2;
  return PerProcessor(settings) ? 2 * processors : 2;
}

void AdjustBuffers(uint32_t processors, WindowsVersion windows, SessionSettings* settings) {
  const bool by_default = settings->minimum_buffers == 0 && settings->maximum_buffers == 0;
  const uint32_t least = LeastBuffers(processors, windows, by_default, *settings);
  settings->minimum_buffers = std::max(settings->minimum_buffers, least);
  if (by_default) settings->maximum_buffers = settings->minimum_buffers + kDefaultExtraBuffers;
  settings->maximum_buffers = std::max(settings->maximum_buffers, settings->minimum_buffers);
}

void AdjustMode(SessionSettings* settings) {
  uint32_t& mode = settings->log_file_mode;
  if (mode & (EVENT_TRACE_FILE_MODE_APPEND | EVENT_TRACE_FILE_MODE_NEWFILE)) {
    mode |= EVENT_TRACE_FILE_MODE_SEQUENTIAL;
  }
  if (mode & EVENT_TRACE_BUFFERING_MODE) {
    mode &= ~uint32_t{EVENT_TRACE_REAL_TIME_MODE};
    settings->flush_timer = 0;
  }
  if ((mode & EVENT_TRACE_REAL_TIME_MODE) && settings->flush_timer == 0) {
    settings->flush_timer = DefaultFlushTimer(*settings);
  }
}

ClockType AdjustedClock(WindowsVersion windows, const SessionSettings& settings) {
  if (settings.log_file_mode & EVENT_TRACE_FILE_MODE_APPEND) return ClockType::kSystemTime;
  switch (settings.client_context) {
    case 1:
      return ClockType::kPerformanceCounter;
    case 2:
      return ClockType::kSystemTime;
    case 3:
      return ClockType::kCpuCycles;
    default:
      return clauses::STARTTRACE_S35.HoldsIn(windows) ? ClockType::kSystemTime
                                                      : ClockType::kPerformanceCounter;
  }
}

}  // namespace

uint32_t DefaultFlushTimer(const SessionSettings& settings) {
  return (settings.log_file_mode & EVENT_TRACE_USE_MS_FLUSH_TIMER) ? 1000 : 1;
}

void AdjustSettings(uint32_t processors, WindowsVersion windows, SessionSettings* settings) {
  AdjustBufferSize(windows, settings);
  AdjustBuffers(processors, windows, settings);
  AdjustMode(settings);
  settings->windows = windows;
  settings->clock = AdjustedClock(windows, *settings);
}

}  // namespace etalon::sim
