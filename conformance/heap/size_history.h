// How much was allocated over time.
#ifndef ETALON_CONFORMANCE_HEAP_SIZE_HISTORY_H_
#define ETALON_CONFORMANCE_HEAP_SIZE_HISTORY_H_

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/host/clock.h"

namespace etalon::heap {

// Time cut in slices of one width: few enough to draw, however long the trace is.
struct TimeAxis {
  static constexpr uint32_t kSlices = 1024;

  sim::Ticks start = 0;
  sim::Ticks width = 1;  // of a slice; doubled whenever the trace turns out to be longer

  // What came before the start belongs to the first slice.
  uint64_t SliceOf(sim::Ticks time) const {
    return time <= start ? 0
                         : (static_cast<uint64_t>(time) - static_cast<uint64_t>(start)) /
                               static_cast<uint64_t>(width);
  }
  sim::Ticks EndOf(uint64_t slice) const {
    return start + static_cast<sim::Ticks>(slice + 1) * width;
  }
};

// What happened in a slice; slices in which nothing did are left out.
struct SizePoint {
  uint32_t slice = 0;
  uint64_t last = 0;     // bytes at its end
  uint64_t highest = 0;  // within it
};

class SizeHistory {
 public:
  // `slice` is none of the past.
  void Note(uint32_t slice, uint64_t bytes) {
    if (points_.empty() || points_.back().slice != slice) points_.push_back({slice, 0, 0});
    points_.back().last = bytes;
    points_.back().highest = std::max(points_.back().highest, bytes);
  }

  // Follows the axis: two slices become one.
  void Halve() {
    std::vector<SizePoint> halved;
    for (const SizePoint& point : points_) {
      if (halved.empty() || halved.back().slice != point.slice / 2) {
        halved.push_back({point.slice / 2, point.last, point.highest});
      } else {
        halved.back().last = point.last;
        halved.back().highest = std::max(halved.back().highest, point.highest);
      }
    }
    points_ = std::move(halved);
  }

  const std::vector<SizePoint>& points() const { return points_; }

 private:
  std::vector<SizePoint> points_;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_SIZE_HISTORY_H_
