// What the verbs share that run the suite.
#ifndef ETALON_CONFORMANCE_CLI_SUITE_RUNNER_H_
#define ETALON_CONFORMANCE_CLI_SUITE_RUNNER_H_

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/expectations/judgement.h"
#include "conformance/report/suite_run.h"
#include "conformance/suite.h"

namespace etalon {

struct RunArguments {
  std::string implementation = "sim";
  Filter filter;
  std::string expectations_file;  // "": the one that is compiled in
  std::string windows;            // "": as ImplementationOptions
  std::string unelevated_agent;   // likewise
  uint64_t seed = 1;
  double timeout_seconds = 10;  // of an operation
  bool verbose = false;         // each operation is told as it goes, in place of the progress
};

// Every test that there is, in the order of registration.
std::vector<TestName> AllTestNames();

// The expectations of an implementation: of the file, or compiled in, whatever its version is. None,
// and told, when the file cannot be read.
std::optional<Expectations> LoadExpectations(const std::string& file, const std::string& name,
                                             std::ostream& err);

// Runs the suite and judges the results. None, and told, when nothing can be run. Once a process;
// GoogleTest must have been initialised.
std::optional<SuiteRun> RunTheSuite(const RunArguments& arguments, std::ostream& out,
                                    std::ostream& err);

// Writes a file; none for the path "". False, and told, when that fails.
bool WriteTextFile(const std::string& path, const std::string& text, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_SUITE_RUNNER_H_
