#include "conformance/cli/conformance_verb.h"

#include <chrono>
#include <fstream>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <vector>

#include "conformance/clause_test.h"
#include "conformance/clauses/registry.h"
#include "conformance/cli/exit_code.h"
#include "conformance/cli/progress.h"
#include "conformance/cli/suggestion.h"
#include "conformance/expectations/expectations.h"
#include "conformance/expectations/judgement.h"
#include "conformance/implementations/make_implementation.h"
#include "conformance/report/failures.h"
#include "conformance/report/json_report.h"
#include "conformance/report/junit_report.h"
#include "conformance/report/reproducers.h"
#include "conformance/report/summary.h"
#include "conformance/report/tally.h"

namespace etalon {
namespace {

std::vector<TestName> AllTestNames() {
  std::vector<TestName> names;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    names.push_back({test.clause->id, test.name});
  }
  return names;
}

int CountTests(const Filter& filter) {
  int tests = 0;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    const clauses::ClauseText& clause = clauses::TextOf(*test.clause);
    const bool matches =
        Matches(filter, std::string(clause.id), std::string(clause.function), test.name);
    tests += matches ? 1 : 0;
  }
  return tests;
}

// Every pattern must find something: a misspelt one would look like a success.
bool FiltersMatch(const Filter& filter, std::ostream& err) {
  std::set<std::string> known;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    known.insert(test.clause->id);
    known.emplace(clauses::TextOf(*test.clause).function);
  }
  for (const std::string& pattern : filter) {
    if (CountTests({pattern}) > 0) continue;
    err << "etalon: no test matches --filter " << pattern;
    const clauses::ClauseText* clause = clauses::FindClause(pattern);
    if (clause != nullptr && !clause->tested) {
      err << "; the clause is planned: " << clause->reason << '\n';
    } else {
      err << DidYouMean(pattern, {known.begin(), known.end()}) << '\n';
    }
    return false;
  }
  return true;
}

std::optional<Expectations> LoadExpectations(const ConformanceArguments& arguments,
                                             const ImplementationTraits& traits,
                                             std::ostream& err) {
  const std::string& path = arguments.expectations_file;
  if (path.empty()) return ExpectationsOf(traits.name);
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  std::string why = "cannot be read";
  std::optional<Expectations> expectations;
  if (file) expectations = ParseExpectations(text.str(), &why);
  if (!expectations) err << "etalon: " << path << ": " << why << '\n';
  return expectations;
}

bool WriteFile(const std::string& path, const std::string& text, std::ostream& err) {
  if (path.empty()) return true;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file.fail()) err << "etalon: " << path << ": cannot be written\n";
  return !file.fail();
}

SuiteRun RunAndJudge(const ConformanceArguments& arguments, Implementation& implementation,
                     const Expectations& expectations) {
  SuiteRun run;
  run.word = arguments.implementation;
  run.windows = arguments.windows;
  run.traits = implementation.traits();
  run.filter = arguments.filter;
  run.seed = arguments.seed;
  const auto start = std::chrono::steady_clock::now();
  {
    Progress progress(CountTests(arguments.filter));
    run.results = RunSuite(implementation, arguments.filter,
                           [&](const TestResult& result) { progress.Show(result); });
  }
  run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  run.judged = Judge(expectations, AllTestNames(), run.results);
  return run;
}

}  // namespace

int Conformance(const ConformanceArguments& arguments, std::ostream& out, std::ostream& err) {
  if (!FiltersMatch(arguments.filter, err)) return kFault;
  std::string why;
  const std::unique_ptr<Implementation> implementation = MakeImplementation(
      arguments.implementation,
      {.seed = arguments.seed,
       .timeout_seconds = arguments.timeout_seconds,
       .windows = arguments.windows},
      &why);
  if (implementation == nullptr || !implementation->StartAfresh(&why)) {
    err << "etalon: " << arguments.implementation << ": " << why << '\n';
    return kFault;
  }
  const std::optional<Expectations> expectations =
      LoadExpectations(arguments, implementation->traits(), err);
  if (!expectations) return kFault;

  const SuiteRun run = RunAndJudge(arguments, *implementation, *expectations);
  const Tally tally = TallyOf(run.results, run.traits.windows);
  Reproducers reproducers;
  bool written = WriteReproducers(run, arguments.failures_folder, &reproducers, &why);
  if (!written) err << "etalon: " << why << '\n';
  written &= WriteFile(arguments.json_file, JsonReport(run, tally), err);
  written &= WriteFile(arguments.junit_file, JunitReport(run, tally), err);

  PrintHarnessFaults(run, err);
  PrintFailures(run, reproducers, out);
  PrintSummary(run, tally, out);
  return written ? ExitCode(run.judged) : kFault;
}

}  // namespace etalon
