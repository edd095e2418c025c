// `etalon report`: reports of several runs, side by side.
#ifndef ETALON_CONFORMANCE_CLI_REPORT_VERB_H_
#define ETALON_CONFORMANCE_CLI_REPORT_VERB_H_

#include <ostream>
#include <string>
#include <vector>

#include "conformance/cli/report_files.h"

namespace etalon {

struct ReportArguments {
  std::vector<std::string> json_files;  // of `etalon conformance --json`, a column each
  std::string recording;                // of Windows, as ThirdOpinion reads it; "": none
  ReportFiles files;                    // none: the Markdown goes to `out`
};

// Returns an exit code: kFault for files that cannot be read or written, never kUnexpected: judging
// was the business of the runs.
int MergeReports(const ReportArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_REPORT_VERB_H_
