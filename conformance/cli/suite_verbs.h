// The arguments of the verbs that run the suite, or that read what it reported.
#ifndef ETALON_CONFORMANCE_CLI_SUITE_VERBS_H_
#define ETALON_CONFORMANCE_CLI_SUITE_VERBS_H_

#include <CLI/CLI.hpp>

#include "conformance/cli/conformance_verb.h"
#include "conformance/cli/expectations_verb.h"
#include "conformance/cli/next_verb.h"
#include "conformance/cli/report_verb.h"

namespace etalon {

inline constexpr char kImplementations[] =
    "sim (the simulator), wine, wine:LAYER, the path of a library that exports the Windows names, "
    "'exec:COMMAND' that speaks the agent protocol, or tcp:HOST:PORT where such an agent listens";

inline constexpr char kExitCodes[] =
    "exit codes: 0 as expected, 1 unexpected results, 2 only stale expectations, 3 nothing was "
    "judged (arguments, input, the harness)";

inline constexpr char kWindows[] =
    "the Windows that the simulator is: 5.2, 6.1, 10.0.14393 or newest (the default); for another "
    "implementation, what it is judged as";

// Each adds its verb, whose arguments go to the object of the second parameter, and returns it for
// its callback. Both must outlive the parsing.
CLI::App* AddConformanceVerb(CLI::App& app, ConformanceArguments& arguments);
CLI::App* AddReportVerb(CLI::App& app, ReportArguments& arguments);
CLI::App* AddExpectationsVerb(CLI::App& app, ExpectationsArguments& arguments);
CLI::App* AddNextVerb(CLI::App& app, NextArguments& arguments);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_SUITE_VERBS_H_
