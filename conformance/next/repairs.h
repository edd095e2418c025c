// What to repair first in an implementation.
#ifndef ETALON_CONFORMANCE_NEXT_REPAIRS_H_
#define ETALON_CONFORMANCE_NEXT_REPAIRS_H_

#include <string>
#include <vector>

#include "conformance/next/programs.h"
#include "conformance/report/report_file.h"

namespace etalon {

// One thing that is wrong, under the clause that says it best.
struct Repair {
  std::string clause;
  std::string trouble;                        // "OpenTrace: no handle, where a trace handle is right"
  std::vector<const ReportedTest*> tests;     // that go wrong by it, whatever their clause
  std::vector<const Scenario*> scenarios;     // of programs that need the function, or the clause
  const ReportedTest* smallest = nullptr;     // of `tests`, by operations; null: none has any
};

// Repairs by how many scenarios, then by how many tests, hang on each. Tests that go wrong because
// a function that should succeed does not (it is missing, it crashes, it refuses) are one repair of
// that function, in whatever test it stands in the way; a wrong answer to a wrong call is a repair
// of that call's clause. The report and the scenarios must outlive the result.
std::vector<Repair> RepairsFor(const Report& report, const std::vector<Scenario>& scenarios);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_NEXT_REPAIRS_H_
