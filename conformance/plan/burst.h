// When events happen.
#ifndef ETALON_CONFORMANCE_PLAN_BURST_H_
#define ETALON_CONFORMANCE_PLAN_BURST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/host/clock.h"

namespace etalon::plan {

// So many producers at the same time, each of which makes `count` items at an even pace, then
// rests until the period is over, and does it again. An item is an event or, by the scenario,
// several.
struct Burst {
  uint32_t producers = 1;
  uint64_t count = 0;  // of one producer, each time
  double rate = 0;     // of one producer: items a second
  uint32_t times = 1;
  sim::Ticks period = 0;  // from one time to the next; not shorter than one takes
  sim::Ticks start = 0;   // after the session's

  uint64_t items() const { return producers * count * times; }
  sim::Ticks length() const;  // from the start to the last item

  friend bool operator==(const Burst&, const Burst&) = default;
};

// "[PRODUCERS*]COUNT@RATE[xTIMES/PERIOD][+START]": "1500@100", "20*100@8", "5000@50kx10/1s",
// "300@1k+2s". None: *why says what was expected.
std::optional<Burst> ParseBurst(std::string_view text, std::string* why);

// "20 producers of 100 events at 8/s each"; `items` is what they are called.
std::string ToText(const Burst& burst, const std::string& items);

// One event to come.
struct Arrival {
  sim::Ticks at = 0;      // after the session's start
  uint32_t producer = 0;  // counted over all bursts
};

// All events of some bursts, in the order of time. Producers of one burst take turns evenly.
class Arrivals {
 public:
  // Every item is `events_each` events, which follow each other evenly until the next item.
  Arrivals(const std::vector<Burst>& bursts, uint32_t events_each);

  bool done() const { return heap_.empty(); }
  Arrival next() const { return {heap_.front().at, heap_.front().producer}; }
  void Advance();  // not when done()

 private:
  struct Stream {
    sim::Ticks at = 0;  // the next event
    uint32_t producer = 0;
    uint64_t event = 0;  // of this time: the number of the next
    uint64_t events = 0;
    double ticks_each = 0;  // from one event to the next
    sim::Ticks begin = 0;   // of this time
    sim::Ticks period = 0;
    uint32_t times_left = 0;
  };
  static bool Later(const Stream& a, const Stream& b);

  std::vector<Stream> heap_;  // front: the next event
};

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_BURST_H_
