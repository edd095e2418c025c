// `etalon replay` and `etalon emit-c`: what can be done with a script of operations.
#ifndef ETALON_CONFORMANCE_CLI_SCRIPT_VERBS_H_
#define ETALON_CONFORMANCE_CLI_SCRIPT_VERBS_H_

#include <ostream>
#include <string>

#include "conformance/implementations/implementation.h"

namespace etalon {

enum class ReplayMode {
  kVerifyIfStated,  // verify when the script states any outcome, print otherwise
  kVerify,
  kPrint,
};

// Runs a script against `implementation`. Printing, each operation is followed by its outcome, two
// spaces in: a script that verifies. Verifying, only differences are printed, with their lines, and
// one line at the end. Returns an exit code: kUnexpected for a difference, and for a crash or a
// hang that no outcome states, which also end the run; kFault for a script that cannot be read.
int Replay(const std::string& file, ReplayMode mode, Implementation& implementation,
           std::ostream& out, std::ostream& err);

// Prints the script as one C program for Windows.
int EmitC(const std::string& file, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_SCRIPT_VERBS_H_
