// Reading reports back: what `etalon conformance --json` wrote, of this run or of another.
#ifndef ETALON_CONFORMANCE_REPORT_REPORT_FILE_H_
#define ETALON_CONFORMANCE_REPORT_REPORT_FILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/expectations/judgement.h"
#include "conformance/implementations/implementation.h"
#include "conformance/report/tally.h"
#include "conformance/verdict.h"

namespace etalon {

// Whom a recording of Windows agrees with, where an implementation and the simulator differ.
enum class WindowsSide {
  kUnknown,         // there is none, or it does not tell
  kSimulator,       // the implementation is wrong
  kImplementation,  // the clause is
  kNeither,         // both are
};

// "", "simulator", "implementation", "neither"
std::string NameOf(WindowsSide side);

// Members as docs/report.schema.json has them; "" and 0 where the report says nothing.
struct ReportedTest {
  std::string clause;
  std::string function;
  std::string name;
  bool near_miss = false;
  std::string file;
  int line = 0;
  Verdict verdict = Verdict::kPass;
  Judgement judgement = Judgement::kAsExpected;
  std::string reason;
  std::string after;
  std::string expected;
  std::string actual;
  std::string detail;
  std::vector<std::string> operations;  // of a test that did not pass, each a line of a script
  std::vector<std::string> outcomes;    // of each operation, as lines
  std::vector<std::string> answers;     // likewise, in a word: "ERROR_SUCCESS", "handle", or ""
  WindowsSide windows = WindowsSide::kUnknown;
};

struct Report {
  std::string word;  // as --implementation was given
  ImplementationTraits traits;
  std::vector<std::string> filter;
  uint64_t seed = 0;
  Counts tests;
  int clauses_passed = 0;
  int clauses_tested = 0;
  int clauses_planned = 0;
  int exit_code = 0;
  std::vector<ReportedTest> results;
  std::vector<std::string> stale;  // expectations that decide about no test
};

// None, and *why, for text that is no such report.
std::optional<Report> ParseReport(std::string_view text, std::string* why);

// The same of a file; *why begins with its name.
std::optional<Report> ReadReport(const std::string& path, std::string* why);

// The text that `report` was parsed from, with what its tests have since heard of Windows.
std::string WithWindowsSides(std::string_view text, const Report& report);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_REPORT_FILE_H_
