#include "conformance/suite.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "conformance/clause_test.h"
#include "conformance/clauses/registry.h"
#include "conformance/current_test.h"

namespace etalon {
namespace {

// The registry calls a function that comes in two forms "StartTrace"; "StartTraceW" is heard as
// well.
bool NamesFunction(std::string_view pattern, std::string_view function) {
  if (GlobMatches(pattern, function)) return true;
  const bool of_a_form = pattern.ends_with('W') || pattern.ends_with('A');
  return of_a_form && GlobMatches(pattern.substr(0, pattern.size() - 1), function);
}

// Turns GoogleTest's course of events into TestResults.
class Collector : public testing::EmptyTestEventListener {
 public:
  Collector(std::vector<TestResult>* results, std::function<void(const TestResult&)> progress)
      : results_(results), progress_(std::move(progress)) {}

  void OnTestEnd(const testing::TestInfo& info) override {
    CurrentTest& current = TheCurrentTest();
    TestResult result = std::move(current.result);
    current.result = TestResult();
    result.verdict = VerdictOf(info, current);
    result.seconds = static_cast<double>(info.result()->elapsed_time()) / 1000;
    for (int i = 0; i < info.result()->total_part_count(); ++i) {
      if (!result.detail.empty()) result.detail += '\n';
      result.detail += info.result()->GetTestPartResult(i).message();
    }
    progress_(result);
    results_->push_back(std::move(result));
  }

 private:
  static Verdict VerdictOf(const testing::TestInfo& info, const CurrentTest& current) {
    if (current.ended_as.has_value()) return *current.ended_as;
    if (info.result()->Passed()) return Verdict::kPass;
    if (current.implementation->traits().reference) return Verdict::kFail;
    const std::string_view authority = clauses::TextOf(*current.clause).authority;
    const bool is_ours = !current.counts || authority == "inferred" || authority == "house";
    return is_ours ? Verdict::kDeviates : Verdict::kFail;
  }

  std::vector<TestResult>* const results_;
  const std::function<void(const TestResult&)> progress_;
};

std::string GoogleTestFilter(const Filter& filter) {
  std::string chosen;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    const clauses::ClauseText& text = clauses::TextOf(*test.clause);
    if (!Matches(filter, std::string(text.id), std::string(text.function), test.name)) continue;
    if (!chosen.empty()) chosen += ':';
    chosen += test.suite + "." + test.name;
  }
  return chosen.empty() ? "-*" : chosen;
}

}  // namespace

bool GlobMatches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*') {
    return GlobMatches(pattern.substr(1), text) ||
           (!text.empty() && GlobMatches(pattern, text.substr(1)));
  }
  if (text.empty()) return false;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  if (pattern[0] != '?' && lower(pattern[0]) != lower(text[0])) return false;
  return GlobMatches(pattern.substr(1), text.substr(1));
}

bool Matches(const Filter& filter, const std::string& clause, const std::string& function,
             const std::string& test_name) {
  if (filter.empty()) return true;
  return std::any_of(filter.begin(), filter.end(), [&](const std::string& pattern) {
    return GlobMatches(pattern, clause) || NamesFunction(pattern, function) ||
           GlobMatches(pattern, test_name) || GlobMatches(pattern, clause + "." + test_name);
  });
}

void InitSuite(char* program_name) {
  GTEST_FLAG_SET(output, "");
  int count = 1;
  char* arguments[] = {program_name, nullptr};
  testing::InitGoogleTest(&count, arguments);
}

std::vector<TestResult> RunSuite(Implementation& implementation, const Filter& filter,
                                 const std::function<void(const TestResult&)>& progress) {
  std::vector<TestResult> results;
  SetImplementationUnderTest(&implementation);
  GTEST_FLAG_SET(filter, GoogleTestFilter(filter));
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new Collector(&results, progress));
  [[maybe_unused]] const int status = RUN_ALL_TESTS();  // The results say it.

  const auto index = [](const TestResult& result) { return clauses::FindClause(result.clause); };
  std::stable_sort(results.begin(), results.end(),
                   [&](const TestResult& a, const TestResult& b) { return index(a) < index(b); });
  return results;
}

}  // namespace etalon
