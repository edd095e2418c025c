#include "conformance/expectations/judgement.h"

#include <algorithm>
#include <set>

#include "conformance/suite.h"

namespace etalon {
namespace {

Judgement JudgeUnlisted(Verdict verdict, bool should_pass) {
  if (verdict == Verdict::kNotApplicable || verdict == Verdict::kDeviates) {
    return Judgement::kAsExpected;
  }
  return (verdict == Verdict::kPass) == should_pass ? Judgement::kAsExpected
                                                    : Judgement::kUnexpected;
}

Judgement JudgeListed(Verdict verdict, const Expectation& entry, bool others_should_pass) {
  if (verdict == entry.verdict) return Judgement::kAsExpected;
  if (entry.is_group) return JudgeUnlisted(verdict, others_should_pass);
  // An entry for many tests need not go around those that do not apply.
  const bool is_one_test = entry.test.find('.') != std::string::npos &&
                           entry.test.find_first_of("*?") == std::string::npos;
  if (verdict == Verdict::kNotApplicable && !is_one_test) return Judgement::kAsExpected;
  return verdict == Verdict::kPass ? Judgement::kStale : Judgement::kUnexpected;
}

}  // namespace

std::string NameOf(Judgement judgement) {
  switch (judgement) {
    case Judgement::kAsExpected:
      return "as expected";
    case Judgement::kUnexpected:
      return "unexpected";
    case Judgement::kStale:
      return "stale expectation";
    case Judgement::kHarnessFault:
      return "harness fault";
  }
  return "";
}

const Expectation* DecisiveEntry(const Expectations& expectations, const std::string& clause,
                                 const std::string& name) {
  const std::string both = clause + "." + name;
  for (const Expectation& entry : expectations.entries) {
    const std::string_view test = entry.test;
    if (GlobMatches(test, both) || GlobMatches(test, clause) || GlobMatches(test, name)) {
      return &entry;
    }
  }
  return nullptr;
}

int Judged::Count(Judgement judgement) const {
  return static_cast<int>(std::count(of.begin(), of.end(), judgement));
}

Judged Judge(const Expectations& expectations, const std::vector<TestName>& suite,
             const std::vector<TestResult>& results) {
  Judged judged;
  std::set<const Expectation*> of_use;
  for (const TestResult& result : results) {
    const Expectation* entry = DecisiveEntry(expectations, result.clause, result.name);
    judged.reasons.push_back(entry ? entry->reason : "");
    if (entry && result.verdict == entry->verdict) of_use.insert(entry);
    if (result.verdict == Verdict::kHarnessFault) {
      judged.of.push_back(Judgement::kHarnessFault);
    } else if (entry) {
      judged.of.push_back(JudgeListed(result.verdict, *entry, expectations.otherwise_pass));
    } else {
      judged.of.push_back(JudgeUnlisted(result.verdict, expectations.otherwise_pass));
    }
  }

  std::set<const Expectation*> decisive;
  for (const TestName& test : suite) {
    decisive.insert(DecisiveEntry(expectations, test.clause, test.name));
  }
  const bool whole = results.size() == suite.size();
  for (const Expectation& entry : expectations.entries) {
    const bool is_idle = entry.is_group && whole && !of_use.contains(&entry);
    if (!decisive.contains(&entry) || is_idle) judged.stale.push_back(entry.test);
  }
  return judged;
}

int ExitCode(const Judged& judged) {
  if (judged.Count(Judgement::kHarnessFault) > 0) return 3;
  if (judged.Count(Judgement::kUnexpected) > 0) return 1;
  return judged.Count(Judgement::kStale) > 0 || !judged.stale.empty() ? 2 : 0;
}

}  // namespace etalon
