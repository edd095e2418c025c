#include "conformance/cli/dump_format.h"

#include <bit>
#include <cstdio>

#include "conformance/script/guid.h"

namespace etalon {
namespace {

// Days from 1601-01-01 to a date of the proleptic Gregorian calendar. 1601 begins a cycle of 400
// years, so that leap days fall where plain division puts them.
struct Date {
  int64_t year;
  int64_t month;
  int64_t day;
};

Date DateOf(int64_t days) {
  constexpr int64_t kDaysBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
  const auto days_before_year = [](int64_t year) {
    const int64_t whole = year - 1601;
    return whole * 365 + whole / 4 - whole / 100 + whole / 400;
  };
  int64_t year = 1601 + days / 366;
  while (days_before_year(year + 1) <= days) ++year;
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const int64_t day_of_year = days - days_before_year(year);
  const auto days_before_month = [&](int64_t month) {
    return kDaysBefore[month - 1] + (leap && month > 2 ? 1 : 0);
  };
  int64_t month = 1;
  while (days_before_month(month + 1) <= day_of_year) ++month;
  return {year, month, day_of_year - days_before_month(month) + 1};
}

}  // namespace

std::string IsoTime(sim::Ticks time) {
  constexpr int64_t kDay = 86'400 * sim::kTicksPerSecond;
  constexpr int64_t kYear10000 = 3'067'671 * kDay;
  if (time == 0) return "-";
  if (time < 0 || time >= kYear10000) return std::to_string(time);
  const Date date = DateOf(time / kDay);
  const int64_t second = time % kDay / sim::kTicksPerSecond;
  char text[48];
  std::snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d.%07dZ",
                static_cast<int>(date.year), static_cast<int>(date.month),
                static_cast<int>(date.day), static_cast<int>(second / 3600),
                static_cast<int>(second / 60 % 60), static_cast<int>(second % 60),
                static_cast<int>(time % sim::kTicksPerSecond));
  return text;
}

std::string GuidText(const GUID& guid) { return ToString(std::bit_cast<Guid>(guid)); }

}  // namespace etalon
