#include "conformance/report/tally.h"

#include <algorithm>
#include <map>
#include <set>

#include "conformance/clauses/registry.h"

namespace etalon {
namespace {

int ClausesPassed(const std::vector<TestResult>& results) {
  std::set<std::string> passed;
  std::set<std::string> spoilt;
  for (const TestResult& result : results) {
    if (result.verdict == Verdict::kPass)
      passed.insert(result.clause);
    else if (result.verdict != Verdict::kNotApplicable)
      spoilt.insert(result.clause);
  }
  return static_cast<int>(std::count_if(
      passed.begin(), passed.end(), [&](const std::string& id) { return !spoilt.contains(id); }));
}

}  // namespace

void Counts::Add(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      ++passed;
      return;
    case Verdict::kFail:
      ++failed;
      return;
    case Verdict::kNotImplemented:
      ++not_implemented;
      return;
    case Verdict::kCrash:
      ++crashed;
      return;
    case Verdict::kHang:
      ++hung;
      return;
    case Verdict::kDeviates:
      ++deviates;
      return;
    case Verdict::kNotApplicable:
      ++not_applicable;
      return;
    case Verdict::kHarnessFault:
      ++harness_faults;
      return;
  }
}

SuiteTally TallyOf(const std::vector<TestResult>& results, WindowsVersion windows) {
  SuiteTally tally;
  std::map<std::string, Counts> by_function;
  for (const TestResult& result : results) {
    tally.tests.Add(result.verdict);
    by_function[result.function].Add(result.verdict);
  }
  tally.clauses_passed = ClausesPassed(results);

  std::map<std::string, size_t> row_of;
  for (const clauses::ClauseText& clause : clauses::Registry()) {
    if (!clauses::HoldsIn(clause, windows)) continue;
    ++(clause.tested ? tally.clauses_tested : tally.clauses_planned);
    const std::string function(clause.function);
    const auto counts = by_function.find(function);
    if (counts == by_function.end()) continue;
    const auto [row, is_new] = row_of.emplace(function, tally.functions.size());
    if (is_new) tally.functions.push_back({function, counts->second, 0, 0});
    FunctionTally& of_function = tally.functions[row->second];
    of_function.clauses_tested += clause.tested ? 1 : 0;
    ++of_function.clauses;
  }
  return tally;
}

}  // namespace etalon
