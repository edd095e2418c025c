// What a reader of reports should hear first.
#ifndef ETALON_CONFORMANCE_REPORT_FINDINGS_H_
#define ETALON_CONFORMANCE_REPORT_FINDINGS_H_

#include <string>
#include <utility>
#include <vector>

#include "conformance/report/report_file.h"

namespace etalon {

// A test of one of several reports.
struct Finding {
  const Report* report;
  const ReportedTest* test;
};

// In the order in which they are told; of each, reports in their order and tests in that of the
// registry.
struct Findings {
  std::vector<Finding> unexpected_failures;  // crashes and hangs among them
  std::vector<Finding> contradicted;         // where Windows does not agree with the clause
  std::vector<Finding> unexpected_passes;    // also those that are listed to fail
  std::vector<std::pair<const Report*, std::string>> stale_entries;  // good for no test
  std::vector<Finding> known_crashes;  // and hangs, which the expectations list

  bool Empty() const;  // known crashes and contradicted clauses do not count
};

Findings FindingsOf(const std::vector<Report>& reports);

// What happened, in a line: "after StartTraceW: expected ERROR_BAD_LENGTH (24), got ERROR_SUCCESS
// (0)", "no export StartHeapTrace", "passes, though listed: it does not look". Where Windows was
// recorded, it ends in "; Windows agrees with the simulator", or with whom it does.
std::string Told(const ReportedTest& test);

// "Windows agrees with the simulator"; "" where that is not known.
std::string ToldOfWindows(WindowsSide side);

// How a clause fares between two reports.
struct ClauseChange {
  std::string clause;
  std::string function;
  Verdict before;
  Verdict after;
};

// What a clause comes to, of its tests' verdicts: the worst, where a pass is better than a
// deviation, that better than a missing export, and a harness fault is the worst. Only when no test
// applies, "not applicable".
Verdict WorstOf(Verdict a, Verdict b);

// Clauses that come to something else in the later report, in its order. Clauses that apply in one
// alone, or whose tests did not run in both, are left out.
std::vector<ClauseChange> ChangesBetween(const Report& earlier, const Report& later);

// Whether the change is one for the better.
bool IsBetter(const ClauseChange& change);

// The report of the same implementation, judged as the same Windows, that stands last before that
// of the index, or nullptr.
const Report* EarlierOf(const std::vector<Report>& reports, size_t index);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_FINDINGS_H_
