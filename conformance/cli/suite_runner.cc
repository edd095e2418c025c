#include "conformance/cli/suite_runner.h"

#include <chrono>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>

#include "conformance/clause_test.h"
#include "conformance/clauses/registry.h"
#include "conformance/cli/narrator.h"
#include "conformance/cli/progress.h"
#include "conformance/cli/suggestion.h"
#include "conformance/expectations/expectations.h"
#include "conformance/implementations/make_implementation.h"

namespace etalon {
namespace {

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

// Runs and times it, with its progress or its whole story.
void Run(const RunArguments& arguments, Implementation& implementation, std::ostream& out,
         SuiteRun* run) {
  const auto start = std::chrono::steady_clock::now();
  if (arguments.verbose) {
    Narrator narrator(implementation, out);
    run->results = RunSuite(narrator, arguments.filter,
                            [&](const TestResult& result) { narrator.Conclude(result); });
  } else {
    Progress progress(CountTests(arguments.filter));
    run->results = RunSuite(implementation, arguments.filter,
                            [&](const TestResult& result) { progress.Show(result); });
  }
  run->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

std::vector<TestName> AllTestNames() {
  std::vector<TestName> names;
  for (const ClauseTestInfo& test : AllClauseTests()) {
    names.push_back({test.clause->id, test.name});
  }
  return names;
}

std::optional<Expectations> LoadExpectations(const std::string& file, const std::string& name,
                                             std::ostream& err) {
  if (file.empty()) return ExpectationsOf(name);
  std::ifstream stream(file, std::ios::binary);
  std::stringstream text;
  text << stream.rdbuf();
  std::string why = "cannot be read";
  std::optional<Expectations> expectations;
  if (stream) expectations = ParseExpectations(text.str(), &why);
  if (!expectations) err << "etalon: " << file << ": " << why << '\n';
  return expectations;
}

std::optional<SuiteRun> RunTheSuite(const RunArguments& arguments, std::ostream& out,
                                    std::ostream& err) {
  if (!FiltersMatch(arguments.filter, err)) return std::nullopt;
  std::string why;
  const std::unique_ptr<Implementation> implementation =
      MakeImplementation(arguments.implementation,
                         {.seed = arguments.seed,
                          .timeout_seconds = arguments.timeout_seconds,
                          .windows = arguments.windows,
                          .unelevated_agent = arguments.unelevated_agent},
                         &why);
  if (implementation == nullptr || !implementation->StartAfresh(&why)) {
    err << "etalon: " << arguments.implementation << ": " << why << '\n';
    return std::nullopt;
  }
  SuiteRun run;
  run.word = arguments.implementation;
  run.windows = arguments.windows;
  run.unelevated_agent = arguments.unelevated_agent;
  run.traits = implementation->traits();
  run.filter = arguments.filter;
  run.seed = arguments.seed;
  const std::optional<Expectations> expectations =
      LoadExpectations(arguments.expectations_file, run.traits.name, err);
  if (!expectations) return std::nullopt;
  Run(arguments, *implementation, out, &run);
  run.judged = Judge(ForVersion(*expectations, run.traits.version), AllTestNames(), run.results);
  return run;
}

bool WriteTextFile(const std::string& path, const std::string& text, std::ostream& err) {
  if (path.empty()) return true;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (file.fail()) err << "etalon: " << path << ": cannot be written\n";
  return !file.fail();
}

}  // namespace etalon
