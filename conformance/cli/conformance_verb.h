// `etalon conformance`: the suite against an implementation.
#ifndef ETALON_CONFORMANCE_CLI_CONFORMANCE_VERB_H_
#define ETALON_CONFORMANCE_CLI_CONFORMANCE_VERB_H_

#include <cstdint>
#include <ostream>
#include <string>

#include "conformance/suite.h"

namespace etalon {

struct ConformanceArguments {
  std::string implementation = "sim";
  Filter filter;
  std::string json_file;          // "": no such report
  std::string junit_file;         // likewise
  std::string expectations_file;  // "": the one that is compiled in
  std::string failures_folder = "failures";
  std::string windows;  // "": as ImplementationOptions
  uint64_t seed = 1;
  double timeout_seconds = 10;  // of an operation
};

// Runs the suite, prints what is not as expected, a table and a last line, and writes the reports.
// Returns an exit code. Once a process; GoogleTest must have been initialised.
int Conformance(const ConformanceArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_CONFORMANCE_VERB_H_
