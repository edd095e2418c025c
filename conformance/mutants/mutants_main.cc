// Proves that the suite notices when a check is gone.
//
//   bazel run //conformance/mutants                          20 checks drawn by seed 1
//   bazel run //conformance/mutants -- --seed 7              another 20
//   bazel run //conformance/mutants -- --all                 every check
//   bazel run //conformance/mutants -- STARTTRACE-E02        this one
//
// Exit code 0 when every mutant was killed, 1 when one survived, 3 when the suite is not green
// anyway.
#include <cstdio>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "conformance/mutants/mutant.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

// Tries each and prints its fate; the number that survived.
int TryAll(const std::vector<const clauses::ClauseText*>& clauses) {
  int survived = 0;
  int crashed = 0;
  for (const clauses::ClauseText* clause : clauses) {
    const Fate fate = TryMutant(*clause);
    if (fate == Fate::kSurvived) ++survived;
    if (fate == Fate::kKilledByCrash) ++crashed;
    std::printf("%-16s %s\n", std::string(clause->id).c_str(), NameOf(fate).c_str());
  }
  std::printf("mutants: %zu tried, %zu killed (%d by a crash alone), %d survived\n", clauses.size(),
              clauses.size() - static_cast<size_t>(survived), crashed, survived);
  return survived;
}

int Main(int argc, char** argv) {
  uint64_t seed = 1;
  size_t sample = 20;
  bool all = false;
  std::vector<std::string> ids;
  CLI::App app("Switches checks of the simulator off, one at a time, and runs the suite.");
  app.add_option("--seed", seed, "draws the sample");
  app.add_option("--sample", sample, "how many checks");
  app.add_flag("--all", all, "every check");
  app.add_option("CLAUSE", ids, "these clauses");
  CLI11_PARSE(app, argc, argv);

  std::vector<const clauses::ClauseText*> clauses;
  for (const std::string& id : ids) {
    const clauses::ClauseText* clause = clauses::FindClause(id);
    if (clause == nullptr) {
      std::fprintf(stderr, "mutants: there is no clause %s\n", id.c_str());
      return 3;
    }
    clauses.push_back(clause);
  }
  if (!SuiteIsGreen()) {
    std::fprintf(stderr, "mutants: the suite is not green while all checks are on\n");
    return 3;
  }
  if (clauses.empty()) clauses = all ? ClausesWithChecks() : Sample(seed, sample);
  return TryAll(clauses) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) {
  etalon::InitSuite(argv[0]);
  return etalon::Main(argc, argv);
}
