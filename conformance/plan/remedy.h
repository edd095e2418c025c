// Settings that would lose none.
#ifndef ETALON_CONFORMANCE_PLAN_REMEDY_H_
#define ETALON_CONFORMANCE_PLAN_REMEDY_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "conformance/plan/forecast.h"
#include "conformance/plan/scenario.h"

namespace etalon::plan {

// Enough, and with one buffer less not enough.
struct Remedy {
  Buffering buffering;
  uint64_t bytes = 0;  // of all buffers

  friend bool operator==(const Remedy&, const Remedy&) = default;
};

struct Advice {
  std::vector<Remedy> buffering;  // the smallest memory first; none: no pool that was tried
  // With the buffers as they are, a sink of that speed loses none; bytes or events a second. None:
  // no speed is enough, or the sink had no limit.
  std::optional<double> sink_rate;
};

inline constexpr uint64_t kLargestPool = 512ull << 20;  // bytes of a pool that is tried

// Finds them by running `scenario` with other settings; `forecast` is what it came to. Nothing
// where nothing was lost.
Advice FindRemedies(const Scenario& scenario, const Forecast& forecast);

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_REMEDY_H_
