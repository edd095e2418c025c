#include "conformance/recording/pattern.h"

#include <stdexcept>
#include <utility>

namespace etalon {
namespace {

using Json = nlohmann::json;

constexpr std::pair<PatternKind, const char*> kNames[] = {{PatternKind::kTime, "time"},
                                                          {PatternKind::kId, "id"},
                                                          {PatternKind::kCounter, "counter"},
                                                          {PatternKind::kAny, "any"}};

constexpr const char* kTimes[] = {"TimeStamp",
                                  "CurrentTime",
                                  "Wnode.TimeStamp",
                                  "LogfileHeader.BootTime",
                                  "LogfileHeader.StartTime",
                                  "LogfileHeader.EndTime",
                                  "time",
                                  "stamp",
                                  "boot_time",
                                  "start_time",
                                  "end_time"};
constexpr const char* kIds[] = {"ThreadId",          "ProcessId",  "LoggerThreadId", "Wnode.Guid",
                                "LoggerId",          "ActivityId", "heap/address",   "heap/handle",
                                "activity_id/value", "process",    "thread",         "session_id",
                                "value_of_handle"};
constexpr const char* kCounters[] = {
    "KernelTime",  "UserTime",       "ProcessorNumber", "ProcessorTime",  "NumberOfBuffers",
    "FreeBuffers", "MinimumBuffers", "MaximumBuffers",  "BuffersWritten", "BuffersRead",
    "Filled",      "FilledBytes",    "ProcessorIndex",  "kernel_time",    "user_time",
    "cpu",         "offset",         "buffers_written"};
// Of the machine, not of the script.
constexpr const char* kMachine[] = {"header_Data",
                                    "header_payload",
                                    "header_Size",
                                    "header_MofLength",
                                    "header_UserDataLength",
                                    "LogfileHeader.Version",
                                    "LogfileHeader.ProviderVersion",
                                    "LogfileHeader.NumberOfProcessors",
                                    "LogfileHeader.TimerResolution",
                                    "LogfileHeader.CpuSpeedInMHz",
                                    "LogfileHeader.PerfFreq",
                                    "LogfileHeader.TimeZone",
                                    "LogfileHeader.BuffersWritten",
                                    "LogfileHeader.LoggerName",
                                    "LogfileHeader.LogFileName",
                                    "LogFileName",
                                    "header/log_file",
                                    "header/major_version",
                                    "header/minor_version",
                                    "header/build",
                                    "header/processors",
                                    "header/perf_freq",
                                    "header/cpu_mhz",
                                    "header/timer_resolution",
                                    "header/time_zone_bias"};
bool EndsWith(std::string_view name, std::string_view end) {
  if (name == end) return true;
  return name.size() > end.size() && name[name.size() - end.size() - 1] == '/' &&
         name.substr(name.size() - end.size()) == end;
}

bool IsNothing(const Json& value) { return value.is_null() || value == 0; }
bool IsCount(const Json& value) { return value.is_null() || value.is_number(); }

std::vector<Pattern> MakeUsualPatterns() {
  std::vector<Pattern> patterns;
  for (const char* const name : kTimes) patterns.push_back({name, PatternKind::kTime});
  for (const char* const name : kIds) patterns.push_back({name, PatternKind::kId});
  for (const char* const name : kCounters) patterns.push_back({name, PatternKind::kCounter});
  for (const char* const name : kMachine) patterns.push_back({name, PatternKind::kAny});
  return patterns;
}

}  // namespace

std::string NameOf(PatternKind kind) {
  for (const auto& [one, name] : kNames) {
    if (one == kind) return name;
  }
  return "";
}

PatternKind KindNamed(const std::string& name) {
  for (const auto& [kind, word] : kNames) {
    if (word == name) return kind;
  }
  throw std::runtime_error("no pattern is called " + name);
}

const std::vector<Pattern>& UsualPatterns() {
  static const std::vector<Pattern> patterns = MakeUsualPatterns();
  return patterns;
}

const Pattern* Matcher::Find(std::string_view operation, std::string_view name) const {
  for (const Pattern& pattern : patterns_) {
    const bool is_of_it = pattern.operation.empty() || pattern.operation == operation;
    if (is_of_it && EndsWith(name, pattern.values)) return &pattern;
  }
  return nullptr;
}

bool Matcher::MatchesId(const std::string& space, const Json& recorded, const Json& now) {
  if (IsNothing(recorded) || IsNothing(now)) return IsNothing(recorded) && IsNothing(now);
  const auto there = stands_for_.emplace(space + " > " + recorded.dump(), now.dump()).first;
  const auto back = stands_for_.emplace(space + " < " + now.dump(), recorded.dump()).first;
  return there->second == now.dump() && back->second == recorded.dump();
}

bool Matcher::Matches(std::string_view operation, std::string_view name, const Json& recorded,
                      const Json& now) {
  const Pattern* const pattern = Find(operation, name);
  if (pattern == nullptr) return recorded == now;
  switch (pattern->kind) {
    case PatternKind::kTime:
      return IsNothing(recorded) == IsNothing(now);
    case PatternKind::kId:
      return MatchesId(pattern->values, recorded, now);
    case PatternKind::kCounter:
      return IsCount(recorded) && IsCount(now);
    case PatternKind::kAny:
      return true;
  }
  return false;
}

}  // namespace etalon
