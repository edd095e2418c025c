// What a plan is made for: a session, where its events go, and the events.
#ifndef ETALON_CONFORMANCE_PLAN_SCENARIO_H_
#define ETALON_CONFORMANCE_PLAN_SCENARIO_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "conformance/plan/burst.h"
#include "sim/host/clock.h"

namespace etalon::plan {

inline constexpr double kUnlimited = std::numeric_limits<double>::infinity();

// Members of EVENT_TRACE_PROPERTIES, 0 as there: what the session makes of it is adjusted.
struct Buffering {
  uint32_t buffer_size_kb = 0;
  uint32_t minimum_buffers = 0;
  uint32_t maximum_buffers = 0;
  sim::Ticks flush_timer = 0;  // whole milliseconds; EVENT_TRACE_USE_MS_FLUSH_TIMER unless seconds
  bool per_processor = true;   // false: EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING

  friend bool operator==(const Buffering&, const Buffering&) = default;
};

enum class SinkKind { kRealTime, kFile };

struct Sink {
  SinkKind kind = SinkKind::kRealTime;
  // kFile: a disk that no one else uses.
  double disk_rate = kUnlimited;      // bytes a second
  sim::Ticks disk_latency = 0;        // of each write
  uint64_t disk_free = 100ull << 30;  // bytes, once the session has started
  // kRealTime: one consumer, which sits in ProcessTrace.
  double consumer_rate = kUnlimited;   // events a second that its callback manages
  sim::Ticks consumer_after = 0;       // it comes so long after the session's start
  bool has_consumer = true;            // false: it never comes
  sim::Ticks stall_at = 0;             // it stops here ...
  sim::Ticks stall_length = 0;         // ... for so long
  uint64_t store_bytes = 64ull << 20;  // of the playback store
};

struct Scenario {
  uint32_t processors = 4;
  Buffering buffering;
  Sink sink;
  std::vector<Burst> bursts;
  uint32_t events_each = 1;            // of an item
  uint32_t event_bytes = 200;          // in the buffer, header and data
  uint64_t memory_bytes = 4ull << 30;  // that the computer has for buffers
  uint64_t seed = 1;

  uint64_t events() const;    // attempted in all
  sim::Ticks length() const;  // until the last event
};

// "": a session can be run so; else what is wrong.
std::string WhatIsWrong(const Scenario& scenario);

inline constexpr uint64_t kMostEvents = 5'000'000;  // of a scenario
inline constexpr uint32_t kLeastEventBytes = 48;    // EVENT_TRACE_HEADER

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_SCENARIO_H_
