#include "conformance/next/repairs.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "conformance/clauses/registry.h"

namespace etalon {
namespace {

// What stands in the way of a test: the function, and how.
struct Cause {
  std::string function;  // as the registry has it
  std::string key;       // equal for tests that one repair helps
  std::string trouble;
  bool is_of_function = false;  // it does not do what it should, whoever calls
};

bool IsKnownFunction(std::string_view name) {
  const auto registry = clauses::Registry();
  return std::any_of(registry.begin(), registry.end(), [&](const clauses::ClauseText& clause) {
    return clause.function == name;
  });
}

// "StartTraceW" is "StartTrace".
std::string FunctionOf(std::string name) {
  if (!name.empty() && (name.back() == 'W' || name.back() == 'A') && !IsKnownFunction(name)) {
    name.pop_back();
  }
  return name;
}

bool WantsSuccess(const std::string& expected) {
  return expected.starts_with("ERROR_SUCCESS") || expected == "that it succeeds" ||
         expected.find("handle") != std::string::npos;
}

// "arrangement: TraceEvent answered ERROR_CALL_NOT_IMPLEMENTED (120)": the function and the answer.
bool ReadArrangement(const std::string& actual, std::string* function, std::string* answer) {
  constexpr std::string_view kBefore = "arrangement: ";
  constexpr std::string_view kBetween = " answered ";
  const size_t between = actual.find(kBetween);
  if (!actual.starts_with(kBefore) || between == std::string::npos) return false;
  *function = FunctionOf(actual.substr(kBefore.size(), between - kBefore.size()));
  *answer = actual.substr(between + kBetween.size());
  return true;
}

Cause CauseOf(const ReportedTest& test) {
  std::string function = FunctionOf(test.after);
  std::string answer = test.actual;
  if (test.verdict == Verdict::kNotImplemented) {
    return {function, "absent:" + function, function + " is missing", true};
  }
  if (test.verdict == Verdict::kCrash || test.verdict == Verdict::kHang) {
    function = FunctionOf(test.detail.substr(0, test.detail.find(':')));
    if (function != test.function) {
      return {function, "ends:" + function, function + " ends the program", true};
    }
    return {function, test.clause, function + " ends the program", false};
  }
  const bool is_arrangement = ReadArrangement(test.actual, &function, &answer);
  if (is_arrangement || (WantsSuccess(test.expected) && IsKnownFunction(function))) {
    return {function, "refuses:" + function, function + ": " + answer + ", where it should succeed",
            true};
  }
  return {test.function, test.clause,
          test.expected.empty()
              ? "callbacks or events are not what they should be"
              : test.after + ": " + test.actual + ", where " + test.expected + " is right",
          false};
}

bool GoesWrong(const ReportedTest& test) {
  return test.verdict == Verdict::kFail || test.verdict == Verdict::kNotImplemented ||
         test.verdict == Verdict::kCrash || test.verdict == Verdict::kHang;
}

// The clause that a program needs of this function; "" when none does.
std::string NeededOf(const std::string& function, const std::vector<Scenario>& scenarios) {
  for (const Scenario& scenario : scenarios) {
    for (const std::string& id : scenario.clauses) {
      const clauses::ClauseText* const clause = clauses::FindClause(id);
      if (clause != nullptr && clause->function == function && clause->kind == "behaviour") return id;
    }
  }
  return "";
}

// The clause that says best what should be done: of a wrong answer the test's own; of a function
// the one that programs need, else its first that goes wrong, else its first.
std::string ClauseFor(const Cause& cause, const Repair& repair,
                      const std::vector<Scenario>& scenarios) {
  if (!cause.is_of_function) return repair.tests.front()->clause;
  const std::string needed = NeededOf(cause.function, scenarios);
  if (!needed.empty()) return needed;
  for (const ReportedTest* test : repair.tests) {
    if (test->function == cause.function) return test->clause;
  }
  for (const clauses::ClauseText& clause : clauses::Registry()) {
    if (clause.function == cause.function) return std::string(clause.id);
  }
  return repair.tests.front()->clause;
}

const ReportedTest* SmallestOf(const Repair& repair) {
  const ReportedTest* smallest = nullptr;
  for (const ReportedTest* test : repair.tests) {
    if (test->operations.empty()) continue;
    const bool is_own = test->clause == repair.clause;
    if (smallest == nullptr ||
        std::make_pair(test->operations.size(), !is_own) <
            std::make_pair(smallest->operations.size(), smallest->clause != repair.clause)) {
      smallest = test;
    }
  }
  return smallest;
}

bool HangsOn(const std::string& id, const Cause& cause, const Repair& repair) {
  if (!cause.is_of_function) return id == repair.clause;
  const clauses::ClauseText* const clause = clauses::FindClause(id);
  return clause != nullptr && clause->function == cause.function;
}

void FindScenarios(const Cause& cause, const std::vector<Scenario>& scenarios, Repair* repair) {
  for (const Scenario& scenario : scenarios) {
    const bool hangs = std::any_of(scenario.clauses.begin(), scenario.clauses.end(),
                                   [&](const std::string& id) { return HangsOn(id, cause, *repair); });
    if (hangs) repair->scenarios.push_back(&scenario);
  }
}

}  // namespace

std::vector<Repair> RepairsFor(const Report& report, const std::vector<Scenario>& scenarios) {
  std::map<std::string, std::pair<Cause, Repair>> by_key;
  for (const ReportedTest& test : report.results) {
    if (!GoesWrong(test)) continue;
    Cause cause = CauseOf(test);
    const std::string key = cause.key;
    const auto [known, is_new] = by_key.try_emplace(key, std::move(cause), Repair());
    known->second.second.tests.push_back(&test);
  }
  std::vector<Repair> repairs;
  for (auto& [key, cause_and_repair] : by_key) {
    auto& [cause, repair] = cause_and_repair;
    repair.clause = ClauseFor(cause, repair, scenarios);
    repair.trouble = cause.trouble;
    repair.smallest = SmallestOf(repair);
    FindScenarios(cause, scenarios, &repair);
    repairs.push_back(std::move(repair));
  }
  std::stable_sort(repairs.begin(), repairs.end(), [](const Repair& a, const Repair& b) {
    return std::make_pair(a.scenarios.size(), a.tests.size()) >
           std::make_pair(b.scenarios.size(), b.tests.size());
  });
  return repairs;
}

}  // namespace etalon
