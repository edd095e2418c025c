// What `etalon conformance` prints about results that are not as expected.
#ifndef ETALON_CONFORMANCE_REPORT_FAILURES_H_
#define ETALON_CONFORMANCE_REPORT_FAILURES_H_

#include <ostream>

#include "conformance/report/reproducers.h"
#include "conformance/report/suite_run.h"

namespace etalon {

// So many results are told in full, the others in a line each.
inline constexpr int kResultsInFull = 20;

// Prints unexpected results, in the order of the registry:
//
//   FAIL CONTROLTRACE-E11 StopWithNoRoomForTheNameStillStops          wine-8.0
//     after ControlTraceW: expected ERROR_MORE_DATA (234), got ERROR_SUCCESS (0)
//     clause: the properties block is too small for the names; the session has been stopped all the
//     same source: sdk-api ControlTraceW (documented) again:  ./etalon conformance --implementation
//     wine --filter CONTROLTRACE-E11 as C:   ./etalon emit-c failures/CONTROLTRACE-E11.jsonl
//
// then the exports that are missing, one line each, and the deviations. Results that the
// expectations list are only counted.
void PrintFailures(const SuiteRun& run, const Reproducers& reproducers, std::ostream& out);

// Prints what went wrong on our own side.
void PrintHarnessFaults(const SuiteRun& run, std::ostream& out);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_FAILURES_H_
