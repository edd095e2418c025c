#include "conformance/clauses/registry.h"

#include <map>
#include <optional>

namespace etalon::clauses {

// Registry() itself is generated: registry_data.cc.

const ClauseText* FindClause(std::string_view id) {
  for (const ClauseText& clause : Registry()) {
    if (clause.id == id) return &clause;
  }
  return nullptr;
}

bool HasFunction(WindowsVersion version, std::string_view name) {
  static const std::map<std::string_view, WindowsVersion> first_with = [] {
    std::map<std::string_view, WindowsVersion> first;
    for (const ClauseText& clause : Registry()) {
      if (clause.function_since.empty()) continue;
      first.emplace(clause.function, *ParseWindowsVersion(clause.function_since));
    }
    return first;
  }();
  auto found = first_with.find(name);
  if (found == first_with.end() && (name.ends_with('W') || name.ends_with('A'))) {
    found = first_with.find(name.substr(0, name.size() - 1));
  }
  return found == first_with.end() || found->second <= version;
}

bool HoldsIn(const ClauseText& clause, WindowsVersion version) {
  const std::optional<WindowsVersion> since = ParseWindowsVersion(clause.since);
  const std::optional<WindowsVersion> until = ParseWindowsVersion(clause.until);
  return (!since || *since <= version) && (!until || version <= until->Last());
}

std::string VersionsOf(const ClauseText& clause) {
  const std::string since(clause.since);
  const std::string until(clause.until);
  if (since.empty() && until.empty()) return "in all versions";
  if (until.empty()) return "since Windows " + since;
  if (since.empty()) return "until Windows " + until;
  return since == until ? "in Windows " + since : "in Windows " + since + " to " + until;
}

const ClauseText& TextOf(const Clause& clause) { return Registry()[clause.index]; }

std::string_view OrderAuthority(const ClauseText& one, const ClauseText& other) {
  const bool both = one.stage.number != 0 && other.stage.number != 0;
  const bool decided = both && one.function == other.function;
  return decided && one.stage.number != other.stage.number ? one.stage.authority : "house";
}

}  // namespace etalon::clauses
