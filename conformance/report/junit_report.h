// The report of `etalon conformance --junit`: JUnit's XML, a test suite per API function.
#ifndef ETALON_CONFORMANCE_REPORT_JUNIT_REPORT_H_
#define ETALON_CONFORMANCE_REPORT_JUNIT_REPORT_H_

#include <string>
#include <string_view>

#include "conformance/report/suite_run.h"
#include "conformance/report/tally.h"

namespace etalon {

// Red is what is unexpected or stale: "failure", or "error" for crashes, hangs and harness faults.
// Failures that the expectations list, and tests that do not apply, are "skipped" with the reason;
// deviations pass, with a note. No times: the same seed and operations give the same bytes.
std::string JunitReport(const SuiteRun& run, const SuiteTally& tally);

// `text` fit for an XML attribute or element: markup escaped, control characters replaced
// by '?', and so is everything outside ASCII when the text is no UTF-8.
std::string EscapeXml(std::string_view text);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_JUNIT_REPORT_H_
