#include "conformance/expectations/patterns.h"

#include <algorithm>
#include <map>

namespace etalon {
namespace {

constexpr const char* kFamilies[] = {"WinsOver_", "FailureChangesNothing", "ViolatedAlone",
                                     "NearMiss_"};

// The part of a clause's ID that all clauses of its function have: "STARTTRACE-".
std::string PrefixOf(const std::string& clause) {
  return clause.substr(0, clause.rfind('-') + 1);
}

// What a test could be covered by, the widest first.
std::vector<std::string> CandidatesFor(const TestName& test) {
  std::vector<std::string> candidates = {PrefixOf(test.clause) + "*", test.clause};
  for (const char* const family : kFamilies) {
    if (!test.name.starts_with(family)) continue;
    candidates.push_back(PrefixOf(test.clause) + "*." + family + "*");
    candidates.push_back(test.clause + "." + family + "*");
  }
  return candidates;
}

// Of one candidate: how many tests of each sort it would match.
struct Coverage {
  int meant = 0;
  int others = 0;  // that must not be matched
};

}  // namespace

std::string EntryNameOf(const TestName& test) { return test.clause + "." + test.name; }

std::vector<std::string> PatternsFor(const std::set<std::string>& meant,
                                     const std::set<std::string>& indifferent,
                                     const std::vector<TestName>& suite) {
  std::map<std::string, Coverage> coverage;
  for (const TestName& test : suite) {
    const std::string name = EntryNameOf(test);
    const bool is_meant = meant.contains(name);
    for (const std::string& candidate : CandidatesFor(test)) {
      coverage[candidate].meant += is_meant ? 1 : 0;
      coverage[candidate].others += is_meant || indifferent.contains(name) ? 0 : 1;
    }
  }
  std::vector<std::string> patterns;
  for (const TestName& test : suite) {
    const std::string name = EntryNameOf(test);
    if (!meant.contains(name)) continue;
    const std::vector<std::string> candidates = CandidatesFor(test);
    const auto widest = std::find_if(
        candidates.begin(), candidates.end(), [&](const std::string& candidate) {
          return coverage[candidate].meant > 1 && coverage[candidate].others == 0;
        });
    const std::string& chosen = widest == candidates.end() ? name : *widest;
    if (std::find(patterns.begin(), patterns.end(), chosen) == patterns.end()) {
      patterns.push_back(chosen);
    }
  }
  // Whichever way a program was linked, and so the suite is ordered: the same list.
  std::sort(patterns.begin(), patterns.end());
  return patterns;
}

}  // namespace etalon
