// The end of what `etalon conformance` prints: a table per API function, and one line.
#ifndef ETALON_CONFORMANCE_REPORT_SUMMARY_H_
#define ETALON_CONFORMANCE_REPORT_SUMMARY_H_

#include <ostream>
#include <string>

#include "conformance/report/suite_run.h"
#include "conformance/report/tally.h"

namespace etalon {

// The table, how long the suite took, which expectations are stale, and as the last line:
//   conformance: sim: 412 passed, 0 failed, 0 not implemented, 0 crashed, 0 hung, 0 not applicable;
//   clauses 310 of 310
// (one line; "1 deviates" and "1 harness faults" stand in it only when there are any).
void PrintSummary(const SuiteRun& run, const SuiteTally& tally, std::ostream& out);

// That last line.
std::string SummaryLine(const std::string& implementation, const SuiteTally& tally);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_SUMMARY_H_
