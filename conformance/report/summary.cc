#include "conformance/report/summary.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iomanip>

namespace etalon {
namespace {

// A count; zero but for the passed is a dot, so that what went wrong stands out.
void PrintCount(int count, int width, std::ostream& out) {
  out << std::setw(width) << (count == 0 ? "." : std::to_string(count));
}

void PrintRow(const std::string& name, int name_width, const Counts& tests, int clauses_tested,
              int clauses, std::ostream& out) {
  out << std::left << std::setw(name_width) << name << std::right << std::setw(7) << tests.passed;
  PrintCount(tests.failed, 7, out);
  PrintCount(tests.not_implemented, 11, out);
  PrintCount(tests.crashed, 8, out);
  PrintCount(tests.hung, 5, out);
  PrintCount(tests.deviates, 9, out);
  PrintCount(tests.not_applicable, 5, out);
  out << std::setw(10) << std::to_string(clauses_tested) + "/" + std::to_string(clauses) << '\n';
}

void PrintTable(const SuiteTally& tally, std::ostream& out) {
  size_t longest = 0;
  for (const FunctionTally& row : tally.functions) longest = std::max(longest, row.function.size());
  const int name_width = static_cast<int>(longest) + 1;
  const std::string line(longest + 63, '-');
  out << std::left << std::setw(name_width) << "function"
      << " passed failed not impl. crashed hung deviates  n/a   clauses\n"
      << line << '\n';
  for (const FunctionTally& row : tally.functions) {
    PrintRow(row.function, name_width, row.tests, row.clauses_tested, row.clauses, out);
  }
  out << line << '\n';
  PrintRow("all", name_width, tally.tests, tally.clauses_tested,
           tally.clauses_tested + tally.clauses_planned, out);
  if (tally.clauses_planned == 0) return;
  out << "clauses: tested of all; " << tally.clauses_planned
      << " are planned, ./etalon explain says what each waits for\n";
}

void PrintStale(const SuiteRun& run, std::ostream& out) {
  for (size_t i = 0; i < run.results.size(); ++i) {
    if (run.judged.of[i] != Judgement::kStale) continue;
    out << "stale expectation: " << run.results[i].clause << '.' << run.results[i].name
        << " passes (listed because: " << run.judged.reasons[i] << ")\n";
  }
  for (const std::string& entry : run.judged.stale) {
    out << "stale expectation: \"" << entry << "\" is good for no test\n";
  }
}

}  // namespace

std::string SummaryLine(const std::string& implementation, const SuiteTally& tally) {
  const auto part = [](int count, const char* what) {
    return ", " + std::to_string(count) + " " + what;
  };
  const Counts& tests = tally.tests;
  std::string line = "conformance: " + implementation + ": " + std::to_string(tests.passed) +
                     " passed" + part(tests.failed, "failed");
  if (tests.deviates > 0) line += part(tests.deviates, "deviates");
  line += part(tests.not_implemented, "not implemented") + part(tests.crashed, "crashed") +
          part(tests.hung, "hung") + part(tests.not_applicable, "not applicable");
  if (tests.harness_faults > 0) line += part(tests.harness_faults, "harness faults");
  return line + "; clauses " + std::to_string(tally.clauses_passed) + " of " +
         std::to_string(tally.clauses_tested);
}

void PrintSummary(const SuiteRun& run, const SuiteTally& tally, std::ostream& out) {
  PrintTable(tally, out);
  PrintStale(run, out);
  std::array<char, 64> seconds;
  std::snprintf(seconds.data(), seconds.size(), "%.2f", run.seconds);
  out << "the suite took " << seconds.data() << " s, without the start of this process\n\n"
      << SummaryLine(
             run.windows.empty() ? run.traits.name : run.traits.name + " as Windows " + run.windows,
             tally)
      << '\n';
}

}  // namespace etalon
