// The report of `etalon conformance --json`, as docs/report.schema.json describes it.
#ifndef ETALON_CONFORMANCE_REPORT_JSON_REPORT_H_
#define ETALON_CONFORMANCE_REPORT_JSON_REPORT_H_

#include <string>

#include "conformance/report/suite_run.h"
#include "conformance/report/tally.h"

namespace etalon {

// Ends with a line feed. Holds no times: the same seed and operations give the same bytes.
std::string JsonReport(const SuiteRun& run, const SuiteTally& tally);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_JSON_REPORT_H_
