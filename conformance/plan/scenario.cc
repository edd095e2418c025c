#include "conformance/plan/scenario.h"

#include <algorithm>

#include "conformance/plan/quantity.h"

namespace etalon::plan {

uint64_t Scenario::events() const {
  uint64_t items = 0;
  for (const Burst& burst : bursts) items += burst.items();
  return items * events_each;
}

sim::Ticks Scenario::length() const {
  sim::Ticks end = 0;
  for (const Burst& burst : bursts) end = std::max(end, burst.start + burst.length());
  return end;
}

std::string WhatIsWrong(const Scenario& scenario) {
  if (scenario.bursts.empty()) return "no burst: nothing happens";
  double items = 0;
  for (const Burst& burst : scenario.bursts) {
    items += static_cast<double>(burst.producers) * static_cast<double>(burst.count) * burst.times;
  }
  if (items * scenario.events_each > static_cast<double>(kMostEvents)) {
    return "more than " + CountText(kMostEvents) + " events; a shorter burst tells the same";
  }
  if (scenario.event_bytes < kLeastEventBytes || scenario.event_bytes > 65535) {
    return "an event has 48 to 65,535 bytes, its header included";
  }
  if (scenario.processors < 1 || scenario.processors > 256) return "1 to 256 processors";
  if (scenario.buffering.flush_timer % sim::kTicksPerMillisecond != 0) {
    return "the flush timer counts whole milliseconds";
  }
  return "";
}

}  // namespace etalon::plan
