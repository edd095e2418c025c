// What becomes of a scenario's events, found by running it on a simulated computer.
#ifndef ETALON_CONFORMANCE_PLAN_FORECAST_H_
#define ETALON_CONFORMANCE_PLAN_FORECAST_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "conformance/plan/scenario.h"
#include "sim/host/clock.h"

namespace etalon::plan {

// The session at one moment.
struct Sample {
  sim::Ticks at = 0;       // after the session's start
  uint64_t attempted = 0;  // events so far
  uint64_t lost = 0;       // of these
  uint32_t in_use = 0;     // NumberOfBuffers less FreeBuffers
  uint32_t allocated = 0;  // NumberOfBuffers
};

struct Forecast {
  Buffering adjusted;        // as the session made them
  uint32_t start_error = 0;  // of StartTrace; nothing else is said then

  uint64_t attempted = 0;
  uint64_t no_buffer = 0;   // ERROR_NOT_ENOUGH_MEMORY 8: all buffers are in use
  uint64_t no_memory = 0;   // ERROR_OUTOFMEMORY 14: no memory for one more
  uint64_t store_full = 0;  // ERROR_LOG_FILE_FULL 1502: nobody consumes, the store is full
  uint64_t too_large = 0;   // ERROR_MORE_DATA 234: larger than a buffer
  uint64_t ended = 0;       // the session had ended: its disk was full
  // Taken, and then lost with their buffer: LogBuffersLost, RealTimeBuffersLost.
  uint64_t in_lost_buffers = 0;
  uint64_t delivered = 0;  // kRealTime: that the consumer has had
  uint64_t stored = 0;     // kRealTime: that waited for a consumer at the end

  // As QUERY says at the end.
  uint32_t events_lost = 0;
  uint32_t buffers_written = 0;
  uint32_t log_buffers_lost = 0;
  uint32_t real_time_buffers_lost = 0;
  uint32_t number_of_buffers = 0;

  uint32_t announcements = 0;  // kRealTime: RT_LostEvent that the consumer has had
  uint32_t peak_in_use = 0;
  std::optional<sim::Ticks> first_loss;
  sim::Ticks last_loss = 0;
  sim::Ticks drained = 0;       // when the sink had everything; 0 if it was not waited for
  std::vector<Sample> samples;  // in the order of time

  uint64_t lost() const {
    return no_buffer + no_memory + store_full + too_large + ended + in_lost_buffers;
  }
  uint64_t recorded() const { return attempted - lost(); }
};

// `scenario` has nothing wrong (WhatIsWrong). Deterministic. About 1 us an event.
Forecast Rehearse(const Scenario& scenario);

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_FORECAST_H_
