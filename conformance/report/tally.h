// Counting: results by verdict, by function, by clause.
#ifndef ETALON_CONFORMANCE_REPORT_TALLY_H_
#define ETALON_CONFORMANCE_REPORT_TALLY_H_

#include <string>
#include <vector>

#include "conformance/verdict.h"
#include "sim/system/windows_version.h"

namespace etalon {

// Tests, by verdict.
struct Counts {
  int passed = 0;
  int failed = 0;
  int not_implemented = 0;
  int crashed = 0;
  int hung = 0;
  int deviates = 0;
  int not_applicable = 0;
  int harness_faults = 0;

  void Add(Verdict verdict);
};

struct FunctionTally {
  std::string function;
  Counts tests;
  int clauses_tested = 0;  // of the registry's clauses of this function, those that tests cite
  int clauses = 0;         // all of them
};

struct SuiteTally {
  Counts tests;
  std::vector<FunctionTally> functions;  // those with results, in the order of the registry
  // Clauses of the registry that are marked tested, those that wait for a test, and of the former
  // those that passed: at least one test did, and none did anything else (but "not applicable").
  int clauses_passed = 0;
  int clauses_tested = 0;
  int clauses_planned = 0;
};

// Clauses that do not hold in `windows` are left out.
SuiteTally TallyOf(const std::vector<TestResult>& results, WindowsVersion windows);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_TALLY_H_
