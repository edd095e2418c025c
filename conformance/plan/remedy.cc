#include "conformance/plan/remedy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace etalon::plan {
namespace {

constexpr std::array<uint32_t, 5> kSizes = {32, 64, 128, 256, 1024};  // KB
constexpr uint32_t kBufferHeaderBytes = 72;
constexpr size_t kShown = 4;
constexpr int kMostDoublings = 24;
constexpr int kHalvings = 5;

bool LosesNone(const Scenario& scenario) {
  const Forecast forecast = Rehearse(scenario);
  return forecast.start_error == 0 && forecast.lost() == 0;
}

// The pool grows by what it lacks and no more: where it may have all it wants, it ends up with what
// it needs.
std::optional<Remedy> WithBuffersOf(uint32_t size_kb, const Scenario& scenario) {
  Scenario trial = scenario;
  const uint64_t bytes = uint64_t{size_kb} * 1024;
  trial.buffering.buffer_size_kb = size_kb;
  trial.buffering.minimum_buffers = 0;
  trial.buffering.maximum_buffers =
      static_cast<uint32_t>(std::min(kLargestPool, scenario.memory_bytes) / bytes);
  const Forecast forecast = Rehearse(trial);
  if (forecast.start_error != 0 || forecast.lost() != 0) return std::nullopt;
  Remedy remedy = {forecast.adjusted, forecast.number_of_buffers * bytes};
  remedy.buffering.maximum_buffers = forecast.number_of_buffers;
  remedy.buffering.minimum_buffers =
      std::clamp(scenario.buffering.minimum_buffers, remedy.buffering.minimum_buffers,
                 remedy.buffering.maximum_buffers);
  trial.buffering = remedy.buffering;
  if (!LosesNone(trial)) return std::nullopt;
  return remedy;
}

std::vector<Remedy> FindBuffering(const Scenario& scenario, uint32_t own_size_kb) {
  std::set<uint32_t> sizes(kSizes.begin(), kSizes.end());
  sizes.insert(own_size_kb);
  std::vector<Remedy> remedies;
  for (const uint32_t size_kb : sizes) {
    if (size_kb * 1024 <= scenario.event_bytes + kBufferHeaderBytes) continue;
    const std::optional<Remedy> remedy = WithBuffersOf(size_kb, scenario);
    if (remedy) remedies.push_back(*remedy);
  }
  std::stable_sort(remedies.begin(), remedies.end(),
                   [](const Remedy& a, const Remedy& b) { return a.bytes < b.bytes; });
  if (remedies.size() > kShown) remedies.resize(kShown);
  return remedies;
}

double* RateOf(Sink& sink) {
  return sink.kind == SinkKind::kFile ? &sink.disk_rate : &sink.consumer_rate;
}

// Two digits, upwards.
double RoundedUp(double rate) {
  const double unit = std::pow(10, std::floor(std::log10(rate)) - 1);
  return std::ceil(rate / unit) * unit;
}

std::optional<double> FindRate(const Scenario& scenario) {
  Scenario trial = scenario;
  double* const rate = RateOf(trial.sink);
  if (*rate == kUnlimited || *rate <= 0) return std::nullopt;
  double too_slow = *rate;
  const auto is_enough = [&](double tried) {
    *rate = tried;
    return LosesNone(trial);
  };
  if (!is_enough(kUnlimited)) return std::nullopt;
  double enough = too_slow;
  for (int i = 0; i < kMostDoublings; ++i) {
    enough = 2 * too_slow;
    if (is_enough(enough)) break;
    too_slow = enough;
  }
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (too_slow + enough) / 2;
    (is_enough(middle) ? enough : too_slow) = middle;
  }
  const double rounded = RoundedUp(enough);
  return is_enough(rounded) ? rounded : enough;
}

}  // namespace

Advice FindRemedies(const Scenario& scenario, const Forecast& forecast) {
  Advice advice;
  if (forecast.start_error != 0 || forecast.lost() == 0) return advice;
  // Where nobody consumes everything ends up in the store, whatever the buffers are.
  if (scenario.sink.kind == SinkKind::kRealTime && !scenario.sink.has_consumer) return advice;
  advice.buffering = FindBuffering(scenario, forecast.adjusted.buffer_size_kb);
  advice.sink_rate = FindRate(scenario);
  return advice;
}

}  // namespace etalon::plan
