// `etalon next`: what to repair first.
#ifndef ETALON_CONFORMANCE_CLI_NEXT_VERB_H_
#define ETALON_CONFORMANCE_CLI_NEXT_VERB_H_

#include <ostream>
#include <string>

#include "conformance/cli/suite_runner.h"

namespace etalon {

struct NextArguments {
  RunArguments run;
  std::string json_file;          // "": the suite runs; else its report
  std::string folder = "next";    // for the programs
  int repairs = 10;               // to tell
};

// Prints the repairs that bring the implementation furthest, and writes for each the smallest C
// program that shows it, and for Wine a test in the style of its test suite. Returns an exit code.
int Next(const NextArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_NEXT_VERB_H_
