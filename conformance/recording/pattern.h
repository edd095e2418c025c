// What differs from one machine, or one run, to the next, and in what it must agree all the same.
#ifndef ETALON_CONFORMANCE_RECORDING_PATTERN_H_
#define ETALON_CONFORMANCE_RECORDING_PATTERN_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace etalon {

enum class PatternKind {
  kTime,     // "time": a number that is not 0 stands for one that is not 0
  kId,       // "id": equal ones stand for equal ones, different for different; 0 for 0
  kCounter,  // "counter": any number for any number, also for none
  kAny,      // "any": anything for anything, also for nothing
};

std::string NameOf(PatternKind kind);

// Throws std::runtime_error for a word that is none.
PatternKind KindNamed(const std::string& name);

struct Pattern {
  // The last part of a value's name ("TimeStamp" of "callbacks/2/values/TimeStamp"), or several
  // ("properties[1]/Wnode.Guid").
  std::string values;
  PatternKind kind = PatternKind::kAny;
  std::string operation = {};  // of its outcomes alone; "": of all

  friend bool operator==(const Pattern&, const Pattern&) = default;
};

// Those with which a pack begins: times, ids, addresses and counters of every operation.
const std::vector<Pattern>& UsualPatterns();

// Compares values in their order in a script; remembers which ids stand for which.
class Matcher {
 public:
  explicit Matcher(const std::vector<Pattern>& patterns) : patterns_(patterns) {}

  // Whether a pattern speaks of the value.
  bool Covers(std::string_view operation, std::string_view name) const {
    return Find(operation, name) != nullptr;
  }

  // Whether the value may stand for the one that was recorded; null is none. `name` as
  // FlatOutcome has it, `operation` as "StartTraceW".
  bool Matches(std::string_view operation, std::string_view name, const nlohmann::json& recorded,
               const nlohmann::json& now);

 private:
  const Pattern* Find(std::string_view operation, std::string_view name) const;
  bool MatchesId(const std::string& space, const nlohmann::json& recorded,
                 const nlohmann::json& now);

  const std::vector<Pattern>& patterns_;
  std::map<std::string, std::string> stands_for_;  // "ProcessId 4711" -> "1004", and back
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_RECORDING_PATTERN_H_
