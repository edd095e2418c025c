// `etalon conformance`: the suite against an implementation.
#ifndef ETALON_CONFORMANCE_CLI_CONFORMANCE_VERB_H_
#define ETALON_CONFORMANCE_CLI_CONFORMANCE_VERB_H_

#include <ostream>
#include <string>

#include "conformance/cli/report_files.h"
#include "conformance/cli/suite_runner.h"

namespace etalon {

struct ConformanceArguments {
  RunArguments run;
  std::string json_file;   // "": no such report
  std::string junit_file;  // likewise
  ReportFiles files;
  std::string failures_folder = "failures";
  std::string recording;  // of Windows, as ThirdOpinion reads it; "": none
};

// Runs the suite, prints what is not as expected, a table and a last line, and writes the reports.
// Returns an exit code. Once a process; GoogleTest must have been initialised.
int Conformance(const ConformanceArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_CONFORMANCE_VERB_H_
