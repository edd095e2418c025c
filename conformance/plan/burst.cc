#include "conformance/plan/burst.h"

#include <algorithm>
#include <cmath>

#include "conformance/plan/quantity.h"

namespace etalon::plan {
namespace {

constexpr char kForm[] =
    "expected [PRODUCERS*]COUNT@RATE[xTIMES/PERIOD][+START], such as 1500@100, 20*100@8 or "
    "5000@50kx10/1s";
constexpr uint32_t kMostProducers = 10000;
constexpr uint32_t kMostTimes = 1000000;

sim::Ticks TicksOf(double seconds) {
  return static_cast<sim::Ticks>(std::llround(seconds * sim::kTicksPerSecond));
}

// Takes what stands behind `mark` off the end of *text; none: the mark is not there.
std::optional<std::string_view> TakeBehind(char mark, std::string_view* text) {
  const size_t at = text->rfind(mark);
  if (at == text->npos) return std::nullopt;
  const std::string_view behind = text->substr(at + 1);
  *text = text->substr(0, at);
  return behind;
}

bool IsWhole(const std::optional<double>& number, double most) {
  return number && *number >= 1 && *number <= most && *number == std::floor(*number);
}

bool ReadRepetition(std::string_view text, Burst* burst, std::string* why) {
  const std::optional<std::string_view> period_text = TakeBehind('/', &text);
  const std::optional<double> times = ParseRate(text);
  const sim::Ticks period = period_text ? ParseDuration(*period_text).value_or(0) : 0;
  if (!IsWhole(times, kMostTimes) || period == 0) {
    *why = "how often and how soon again: expected xTIMES/PERIOD, such as x10/1s";
    return false;
  }
  burst->times = static_cast<uint32_t>(*times);
  burst->period = period;
  return true;
}

bool ReadProducers(std::string_view text, Burst* burst, std::string* why) {
  std::string_view rest = text;
  const std::optional<std::string_view> count_text = TakeBehind('*', &rest);
  const std::optional<double> producers = count_text ? ParseRate(rest) : 1;
  const std::optional<double> count = ParseRate(count_text.value_or(text));
  if (!IsWhole(producers, kMostProducers) || !IsWhole(count, 1e12)) {
    *why = "how many: expected [PRODUCERS*]COUNT, such as 1500 or 20*100, of at most " +
           CountText(kMostProducers) + " producers";
    return false;
  }
  burst->producers = static_cast<uint32_t>(*producers);
  burst->count = static_cast<uint64_t>(*count);
  return true;
}

}  // namespace

sim::Ticks Burst::length() const {
  return period * (times - 1) + TicksOf(static_cast<double>(count) / rate);
}

std::optional<Burst> ParseBurst(std::string_view text, std::string* why) {
  Burst burst;
  if (const auto start_text = TakeBehind('+', &text)) {
    const std::optional<sim::Ticks> start = ParseDuration(*start_text);
    if (!start) {
      *why = "when: expected +START, such as +2s";
      return std::nullopt;
    }
    burst.start = *start;
  }
  if (const auto repetition = TakeBehind('x', &text)) {
    if (!ReadRepetition(*repetition, &burst, why)) return std::nullopt;
  }
  const std::optional<std::string_view> rate_text = TakeBehind('@', &text);
  const std::optional<double> rate = rate_text ? ParseRate(*rate_text) : std::nullopt;
  if (!rate || *rate <= 0 || *rate > 1e7) {
    *why = rate ? "the rate has to be above 0 and at most 10 million a second" : kForm;
    return std::nullopt;
  }
  burst.rate = *rate;
  if (!ReadProducers(text, &burst, why)) return std::nullopt;
  if (burst.times > 1 && TicksOf(static_cast<double>(burst.count) / burst.rate) > burst.period) {
    *why = "the period is shorter than " + CountText(burst.count) + " items take at that rate";
    return std::nullopt;
  }
  return burst;
}

std::string ToText(const Burst& burst, const std::string& items) {
  const auto number = [](double value) {
    if (value == std::floor(value)) return CountText(static_cast<uint64_t>(value));
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
  };
  std::string text;
  if (burst.producers > 1) text += CountText(burst.producers) + " producers of ";
  text += CountText(burst.count) + " " + items + " at " + number(burst.rate) + "/s";
  if (burst.producers > 1) text += " each";
  if (burst.times > 1) {
    text += ", " + CountText(burst.times) + " times, one every " + DurationText(burst.period);
  }
  if (burst.start > 0) text += ", " + DurationText(burst.start) + " after the start";
  return text;
}

Arrivals::Arrivals(const std::vector<Burst>& bursts, uint32_t events_each) {
  uint32_t producer = 0;
  for (const Burst& burst : bursts) {
    const double item_ticks = static_cast<double>(sim::kTicksPerSecond) / burst.rate;
    for (uint32_t i = 0; i < burst.producers; ++i) {
      Stream stream;
      stream.producer = producer++;
      stream.events = burst.count * events_each;
      stream.ticks_each = item_ticks / events_each;
      stream.begin = burst.start + static_cast<sim::Ticks>(item_ticks * i / burst.producers);
      stream.at = stream.begin;
      stream.period = burst.period;
      stream.times_left = burst.times;
      heap_.push_back(stream);
    }
  }
  std::make_heap(heap_.begin(), heap_.end(), Later);
}

bool Arrivals::Later(const Stream& a, const Stream& b) {
  return a.at != b.at ? a.at > b.at : a.producer > b.producer;
}

void Arrivals::Advance() {
  std::pop_heap(heap_.begin(), heap_.end(), Later);
  Stream& stream = heap_.back();
  if (++stream.event == stream.events) {
    stream.event = 0;
    stream.begin += stream.period;
    --stream.times_left;
  }
  if (stream.times_left == 0) {
    heap_.pop_back();
    return;
  }
  stream.at =
      stream.begin + static_cast<sim::Ticks>(static_cast<double>(stream.event) * stream.ticks_each);
  std::push_heap(heap_.begin(), heap_.end(), Later);
}

}  // namespace etalon::plan
