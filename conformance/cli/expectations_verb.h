// `etalon expectations`: keeping the lists of what implementations are known to do otherwise.
#ifndef ETALON_CONFORMANCE_CLI_EXPECTATIONS_VERB_H_
#define ETALON_CONFORMANCE_CLI_EXPECTATIONS_VERB_H_

#include <ostream>
#include <string>

#include "conformance/cli/suite_runner.h"

namespace etalon {

struct ExpectationsArguments {
  RunArguments run;       // without a filter; its expectations_file is the list, if it is stated
  std::string json_file;  // "": the suite runs; else a report of a run of the whole suite
  bool dry_run = false;   // only the difference is shown
};

// Makes the list anew from a run (UpdateExpectations), prints how it differs, and writes it: to
// conformance/expectations/NAME.json under $ETALON_ROOT, or to the file that is stated, which may
// be new. Returns an exit code: kAsExpected when the list is right as it stands, or has been
// written; a dry run returns kUnexpected when it is not right.
int UpdateList(const ExpectationsArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_EXPECTATIONS_VERB_H_
