// A run of the suite, as every report tells it.
#ifndef ETALON_CONFORMANCE_REPORT_SUITE_RUN_H_
#define ETALON_CONFORMANCE_REPORT_SUITE_RUN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/expectations/judgement.h"
#include "conformance/implementations/implementation.h"
#include "conformance/suite.h"
#include "conformance/verdict.h"

namespace etalon {

struct SuiteRun {
  std::string word;     // as --implementation was given: "wine", "./some.so", "exec:COMMAND"
  std::string windows;  // as --windows was given; "": it was not
  std::string unelevated_agent = {};  // likewise
  ImplementationTraits traits;
  Filter filter;
  uint64_t seed = 0;
  std::vector<TestResult> results;
  Judged judged;       // of the results
  double seconds = 0;  // the suite's own real time
};

// "sim-10.0.22621", "wine-8.0", "some.so": the name (of a library without its folder), and the
// version where it is known.
std::string NameAndVersion(const ImplementationTraits& traits);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_SUITE_RUN_H_
