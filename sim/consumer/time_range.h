// StartTime and EndTime of ProcessTrace.
#ifndef ETALON_SIM_CONSUMER_TIME_RANGE_H_
#define ETALON_SIM_CONSUMER_TIME_RANGE_H_

#include <optional>

#include "sim/host/clock.h"

namespace etalon::sim {

// Inclusive; an absent end is open. The header event of a trace is delivered whatever its time.
struct TimeRange {
  std::optional<Ticks> start;
  std::optional<Ticks> end;

  bool Contains(Ticks time) const {
    return (!start.has_value() || time >= *start) && (!end.has_value() || time <= *end);
  }
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_TIME_RANGE_H_
