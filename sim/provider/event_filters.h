// The filters of EnableTraceEx2, taken apart: what a session gave when it enabled a provider.
#ifndef ETALON_SIM_PROVIDER_EVENT_FILTERS_H_
#define ETALON_SIM_PROVIDER_EVENT_FILTERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/include/evntprov.h"
#include "sim/system/process_table.h"

namespace etalon::sim {

// EVENT_FILTER_EVENT_ID: events by number.
struct EventIdFilter {
  bool filter_in = false;     // true: only these; false: all but these
  std::vector<uint16_t> ids;  // as given

  bool Admits(uint16_t id) const;
  friend bool operator==(const EventIdFilter&, const EventIdFilter&) = default;
};

// EVENT_FILTER_LEVEL_KW: events by level and keyword.
struct LevelKeywordFilter {
  uint64_t match_any = 0;
  uint64_t match_all = 0;
  uint8_t level = 0;
  bool filter_in = false;

  bool Admits(uint8_t event_level, uint64_t keyword) const;
  friend bool operator==(const LevelKeywordFilter&, const LevelKeywordFilter&) = default;
};

// EVENT_FILTER_EVENT_NAME: TraceLogging events by name, among those of a level and keyword.
struct EventNameFilter {
  LevelKeywordFilter among;  // filter_in: only these names; else all but these
  std::vector<std::string> names;

  // `name`: "" for an event that has none, which no list holds.
  bool Admits(uint8_t event_level, uint64_t keyword, const std::string& name) const;
  friend bool operator==(const EventNameFilter&, const EventNameFilter&) = default;
};

// A filter that ETW hands to the provider and does not look into (EVENT_FILTER_TYPE_SCHEMATIZED and
// types of the provider's own).
struct ProviderFilter {
  uint32_t type = 0;
  std::vector<uint8_t> bytes;

  friend bool operator==(const ProviderFilter&, const ProviderFilter&) = default;
};

// The whole set of one session and provider: a copy, since the controller's memory is its own.
// Immutable once a session has it.
struct EventFilters {
  // Scope filters decide when a registration is enabled; empty: everywhere.
  std::vector<uint32_t> process_ids;
  std::vector<std::u16string> executables;  // file names, with or without folder
  std::vector<std::u16string> packages;     // family names
  std::vector<std::u16string> package_apps;
  // These decide when an event is written.
  std::optional<EventIdFilter> event_ids;
  std::optional<EventNameFilter> event_names;
  std::vector<uint8_t> payload;  // of TdhAggregatePayloadFilters; kept, but not understood
  // These decide whether an event that is written has its stack taken.
  std::optional<EventIdFilter> stack_ids;
  std::optional<EventNameFilter> stack_names;
  std::optional<LevelKeywordFilter> stack_level_keyword;
  // For the provider's callback.
  std::optional<ProviderFilter> for_provider;

  // Whether the scope filters let the provider be enabled in `process`.
  bool Covers(const Process& process) const;

  friend bool operator==(const EventFilters&, const EventFilters&) = default;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROVIDER_EVENT_FILTERS_H_
