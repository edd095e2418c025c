#include "sim/session/session_settings.h"

#include <algorithm>

namespace etalon::sim {

namespace {

void AdjustBuffers(uint32_t processors, SessionSettings* settings) {
  if (settings->buffer_size_kb == 0) settings->buffer_size_kb = kDefaultBufferSizeKb;
  settings->buffer_size_kb =
      std::clamp(settings->buffer_size_kb, kSmallestBufferSizeKb, kLargestBufferSizeKb);

  const bool by_default = settings->minimum_buffers == 0 && settings->maximum_buffers == 0;
  const uint32_t least = PerProcessor(*settings) ? 2 * processors : 2;
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

ClockType AdjustedClock(const SessionSettings& settings) {
  if (settings.log_file_mode & EVENT_TRACE_FILE_MODE_APPEND) return ClockType::kSystemTime;
  switch (settings.client_context) {
    case 2:
      return ClockType::kSystemTime;
    case 3:
      return ClockType::kCpuCycles;
    default:
      return ClockType::kPerformanceCounter;
  }
}

}  // namespace

uint32_t DefaultFlushTimer(const SessionSettings& settings) {
  return (settings.log_file_mode & EVENT_TRACE_USE_MS_FLUSH_TIMER) ? 1000 : 1;
}

void AdjustSettings(uint32_t processors, SessionSettings* settings) {
  AdjustBuffers(processors, settings);
  AdjustMode(settings);
  settings->clock = AdjustedClock(*settings);
}

}  // namespace etalon::sim
