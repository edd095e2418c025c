#include "conformance/report/findings.h"

#include <map>

namespace etalon {
namespace {

// The higher, the worse.
int Badness(Verdict verdict) {
  switch (verdict) {
    case Verdict::kNotApplicable:
      return 0;
    case Verdict::kPass:
      return 1;
    case Verdict::kDeviates:
      return 2;
    case Verdict::kNotImplemented:
      return 3;
    case Verdict::kFail:
      return 4;
    case Verdict::kHang:
      return 5;
    case Verdict::kCrash:
      return 6;
    case Verdict::kHarnessFault:
      return 7;
  }
  return 7;
}

std::map<std::string, Verdict> ByClause(const Report& report) {
  std::map<std::string, Verdict> verdicts;
  for (const ReportedTest& test : report.results) {
    const auto [clause, is_new] = verdicts.emplace(test.clause, test.verdict);
    if (!is_new) clause->second = WorstOf(clause->second, test.verdict);
  }
  return verdicts;
}

void AddTest(const Report& report, const ReportedTest& test, Findings* findings) {
  const Finding finding = {&report, &test};
  const bool passes = test.verdict == Verdict::kPass;
  if (test.windows == WindowsSide::kImplementation || test.windows == WindowsSide::kNeither) {
    findings->contradicted.push_back(finding);
  }
  const bool ends = test.verdict == Verdict::kCrash || test.verdict == Verdict::kHang;
  if (test.judgement == Judgement::kStale || (test.judgement == Judgement::kUnexpected && passes)) {
    findings->unexpected_passes.push_back(finding);
  } else if (test.judgement != Judgement::kAsExpected) {
    findings->unexpected_failures.push_back(finding);
  } else if (ends) {
    findings->known_crashes.push_back(finding);
  }
}

std::string FirstLine(const std::string& text) { return text.substr(0, text.find('\n')); }

// What follows the label in a line of its own; "" where there is none.
std::string Labelled(const std::string& text, const std::string& label) {
  const size_t at = text.find(label);
  return at == std::string::npos ? "" : FirstLine(text.substr(at + label.size()));
}

// GoogleTest's message in a line.
std::string InALine(const std::string& message) {
  const std::string expected = Labelled(message, "\nExpected: ");
  const std::string actual = Labelled(message, "\n  Actual: ");
  if (expected.empty() || actual.empty()) return FirstLine(message);
  return "expected " + expected + ", got " + actual;
}

std::string ToldOf(const ReportedTest& test) {
  switch (test.verdict) {
    case Verdict::kPass:
      return test.judgement == Judgement::kStale ? "passes, though listed: " + test.reason
                                                 : "passes, though nothing should";
    case Verdict::kNotImplemented:
      return "no export " + test.after;
    case Verdict::kCrash:
      return "crashes in " + FirstLine(test.detail);
    case Verdict::kHang:
      return "hangs in " + FirstLine(test.detail);
    default:
      if (test.expected.empty()) return InALine(test.detail);
      return "after " + test.after + ": expected " + test.expected + ", got " + test.actual;
  }
}

}  // namespace

bool Findings::Empty() const {
  return unexpected_failures.empty() && unexpected_passes.empty() && stale_entries.empty();
}

Findings FindingsOf(const std::vector<Report>& reports) {
  Findings findings;
  for (const Report& report : reports) {
    for (const ReportedTest& test : report.results) AddTest(report, test, &findings);
    for (const std::string& entry : report.stale)
      findings.stale_entries.push_back({&report, entry});
  }
  return findings;
}

std::string ToldOfWindows(WindowsSide side) {
  switch (side) {
    case WindowsSide::kUnknown:
      return "";
    case WindowsSide::kNeither:
      return "Windows agrees with neither";
    default:
      return "Windows agrees with the " + NameOf(side);
  }
}

std::string Told(const ReportedTest& test) {
  const std::string windows = ToldOfWindows(test.windows);
  return ToldOf(test) + (windows.empty() ? "" : "; " + windows);
}

Verdict WorstOf(Verdict a, Verdict b) { return Badness(a) >= Badness(b) ? a : b; }

std::vector<ClauseChange> ChangesBetween(const Report& earlier, const Report& later) {
  const std::map<std::string, Verdict> before = ByClause(earlier);
  const std::map<std::string, Verdict> after = ByClause(later);
  std::vector<ClauseChange> changes;
  std::string last;
  for (const ReportedTest& test : later.results) {
    if (test.clause == last) continue;
    last = test.clause;
    const auto known = before.find(test.clause);
    if (known == before.end()) continue;
    const Verdict now = after.at(test.clause);
    if (known->second == now || known->second == Verdict::kNotApplicable ||
        now == Verdict::kNotApplicable) {
      continue;
    }
    changes.push_back({test.clause, test.function, known->second, now});
  }
  return changes;
}

bool IsBetter(const ClauseChange& change) { return Badness(change.after) < Badness(change.before); }

const Report* EarlierOf(const std::vector<Report>& reports, size_t index) {
  for (size_t i = index; i-- > 0;) {
    const ImplementationTraits& one = reports[i].traits;
    const ImplementationTraits& other = reports[index].traits;
    if (one.name == other.name && one.windows == other.windows) return &reports[i];
  }
  return nullptr;
}

}  // namespace etalon
