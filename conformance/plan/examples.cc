#include "conformance/plan/examples.h"

namespace etalon::plan {
namespace {

// One parent starts 100 processes a second, one after the other; many parents share six processors,
// which start 160 a second.
constexpr Burst kFlat = {.count = 1500, .rate = 100};
constexpr Burst kTreeOf20 = {.producers = 20, .count = 100, .rate = 8};
constexpr Burst kTreeOf40 = {.producers = 40, .count = 100, .rate = 4};

Scenario Rustinel(const Burst& burst) {
  Scenario scenario;
  scenario.processors = 6;
  scenario.buffering = {.buffer_size_kb = 32,
                        .minimum_buffers = 2,
                        .maximum_buffers = 24,
                        .flush_timer = sim::kTicksPerSecond,
                        .per_processor = false};
  scenario.sink.consumer_rate = 3400;
  scenario.bursts = {burst};
  scenario.events_each = 40;
  scenario.event_bytes = 300;
  return scenario;
}

}  // namespace

const std::vector<Measured>& RustinelBursts() {
  static const std::vector<Measured> kBursts = {
      {"rustinel-305-flat", "flat, 1,500 from one parent", 11.1},
      {"rustinel-305-20x100", "tree, 20 x 100", 38.0},
      {"rustinel-305-40x100", "tree, 40 x 100", 55.2}};
  return kBursts;
}

std::optional<Scenario> FindExample(std::string_view name) {
  const std::vector<Measured>& bursts = RustinelBursts();
  std::optional<Scenario> scenario;
  if (name == bursts[0].name) scenario = Rustinel(kFlat);
  if (name == bursts[1].name) scenario = Rustinel(kTreeOf20);
  if (name == bursts[2].name) scenario = Rustinel(kTreeOf40);
  return scenario;
}

Buffering RustinelRemedy() {
  return {.buffer_size_kb = 256,
          .minimum_buffers = 64,
          .maximum_buffers = 128,
          .flush_timer = sim::kTicksPerSecond,
          .per_processor = false};
}

std::vector<std::string> ExampleNames() {
  std::vector<std::string> names;
  for (const Measured& burst : RustinelBursts()) names.emplace_back(burst.name);
  return names;
}

}  // namespace etalon::plan
