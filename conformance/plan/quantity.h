// Numbers with units, as people type and read them.
#ifndef ETALON_CONFORMANCE_PLAN_QUANTITY_H_
#define ETALON_CONFORMANCE_PLAN_QUANTITY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/host/clock.h"

namespace etalon::plan {

// "1500", "64KB", "100MB", "1.5GB"; KB is 1,024. None: malformed, negative, or above 2^53.
std::optional<uint64_t> ParseBytes(std::string_view text);

// "250", "20k", "1.5M": thousands and millions. None: as above.
std::optional<double> ParseRate(std::string_view text);

// "1s", "20ms", "1.5s", "500us"; a number alone is seconds. None: as above, or more than a year.
std::optional<sim::Ticks> ParseDuration(std::string_view text);

// "32 KB", "1.5 MB": at most three digits that count.
std::string BytesText(uint64_t bytes);

// "1,234,567".
std::string CountText(uint64_t count);

// "1.25 s", "20 ms".
std::string DurationText(sim::Ticks duration);

// "11.1 %" of a whole that is not 0.
std::string ShareText(uint64_t part, uint64_t whole);

double Seconds(sim::Ticks duration);

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_QUANTITY_H_
