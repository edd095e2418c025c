#include "conformance/plan/quantity.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace etalon::plan {
namespace {

constexpr double kLargest = 9007199254740992;  // 2^53

struct Unit {
  std::string_view name;
  double factor;
};

// The digits, times the factor of the unit behind them.
template <size_t kUnits>
std::optional<double> Parse(std::string_view text, const std::array<Unit, kUnits>& units) {
  const size_t digits = text.find_first_not_of("0123456789.");
  const std::string number(text.substr(0, digits));
  const std::string_view name = digits == text.npos ? "" : text.substr(digits);
  char* end = nullptr;
  const double value = std::strtod(number.c_str(), &end);
  if (number.empty() || *end != '\0') return std::nullopt;
  for (const Unit& unit : units) {
    if (unit.name == name && value * unit.factor <= kLargest) return value * unit.factor;
  }
  return std::nullopt;
}

std::string Format(double value, const char* unit) {
  const int places = value >= 100 || value == std::floor(value) ? 0 : value >= 10 ? 1 : 2;
  std::array<char, 64> text = {};
  std::snprintf(text.data(), text.size(), "%.*f %s", places, value, unit);
  return text.data();
}

}  // namespace

std::optional<uint64_t> ParseBytes(std::string_view text) {
  constexpr std::array<Unit, 8> kUnits = {{{"", 1},
                                           {"B", 1},
                                           {"KB", 1 << 10},
                                           {"K", 1 << 10},
                                           {"MB", 1 << 20},
                                           {"M", 1 << 20},
                                           {"GB", 1 << 30},
                                           {"G", 1 << 30}}};
  const std::optional<double> value = Parse(text, kUnits);
  if (!value) return std::nullopt;
  return static_cast<uint64_t>(*value);
}

std::optional<double> ParseRate(std::string_view text) {
  constexpr std::array<Unit, 3> kUnits = {{{"", 1}, {"k", 1e3}, {"M", 1e6}}};
  return Parse(text, kUnits);
}

std::optional<sim::Ticks> ParseDuration(std::string_view text) {
  constexpr std::array<Unit, 5> kUnits = {
      {{"", 1e7}, {"s", 1e7}, {"ms", 1e4}, {"us", 10}, {"min", 6e8}}};
  const std::optional<double> ticks = Parse(text, kUnits);
  if (!ticks || *ticks > 365.0 * 86400 * 1e7) return std::nullopt;
  return static_cast<sim::Ticks>(std::llround(*ticks));
}

std::string BytesText(uint64_t bytes) {
  constexpr std::array<const char*, 4> kNames = {"bytes", "KB", "MB", "GB"};
  double value = static_cast<double>(bytes);
  size_t name = 0;
  while (value >= 1024 && name + 1 < kNames.size()) {
    value /= 1024;
    ++name;
  }
  return Format(value, kNames[name]);
}

std::string CountText(uint64_t count) {
  std::string text = std::to_string(count);
  for (size_t at = text.size(); at > 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::string DurationText(sim::Ticks duration) {
  const double seconds = Seconds(duration);
  if (seconds >= 1 || duration == 0) return Format(seconds, "s");
  return seconds >= 0.001 ? Format(seconds * 1e3, "ms") : Format(seconds * 1e6, "us");
}

std::string ShareText(uint64_t part, uint64_t whole) {
  std::array<char, 32> text = {};
  std::snprintf(text.data(), text.size(), "%.1f %%",
                100 * static_cast<double>(part) / static_cast<double>(whole));
  return text.data();
}

double Seconds(sim::Ticks duration) {
  return static_cast<double>(duration) / static_cast<double>(sim::kTicksPerSecond);
}

}  // namespace etalon::plan
