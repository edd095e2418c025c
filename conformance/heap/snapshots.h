// What each stack held, at some points in time.
#ifndef ETALON_CONFORMANCE_HEAP_SNAPSHOTS_H_
#define ETALON_CONFORMANCE_HEAP_SNAPSHOTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/host/clock.h"

namespace etalon::heap {

// All that a stack has allocated and freed in a heap so far. None of the numbers ever falls.
struct UseTotals {
  uint64_t allocations = 0;
  uint64_t frees = 0;
  uint64_t allocated_bytes = 0;
  uint64_t freed_bytes = 0;

  uint64_t blocks() const { return allocations - frees; }
  uint64_t bytes() const { return allocated_bytes - freed_bytes; }
};

struct Snapshot {
  struct Change {
    uint32_t use = 0;
    UseTotals totals;
  };
  sim::Ticks time = 0;
  std::vector<Change> changes;  // since the snapshot before, by ascending use
};

// As many as are useful, with no more than kMostChanges changes unless one alone has more: when
// they become more, two become one, and from then on every second is left out.
class Snapshots {
 public:
  static constexpr size_t kMostChanges = 400'000;

  // `snapshot` is later than all the others. `last`: keep it in any case.
  void Add(Snapshot snapshot, bool last);

  // Two become one: there are more to come than was thought.
  void Halve();

  const std::vector<Snapshot>& all() const { return snapshots_; }

 private:
  size_t Changes() const;

  std::vector<Snapshot> snapshots_;
  uint32_t stride_ = 1;   // of this many offered, the last is kept
  uint32_t offered_ = 0;  // since one was kept
  Snapshot left_out_;     // their changes
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_SNAPSHOTS_H_
