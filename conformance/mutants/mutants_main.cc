// Proves that the suite notices when a check of the simulator is gone: ./etalon mutants.
//
// Exit code 0 when every mutant was killed, 1 when one survived, 3 when the suite is not green
// anyway, or the arguments are wrong.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "conformance/mutants/mutant.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

struct Arguments {
  Filter filter;
  uint64_t seed = 0;  // 0: no sample
  size_t sample = 20;
  bool quiet = false;
};

struct Score {
  size_t tried = 0;
  size_t killed = 0;
  size_t crashed = 0;  // of these, by a crash alone

  void Count(Fate fate) {
    ++tried;
    if (fate != Fate::kSurvived) ++killed;
    if (fate == Fate::kKilledByCrash) ++crashed;
  }
};

struct Survivor {
  Check check;
  size_t tests;
};

void PrintFate(const Check& check, const Death& death) {
  const char* const how = death.fate == Fate::kKilled          ? "killed by"
                          : death.fate == Fate::kKilledByCrash ? "killed by a crash alone:"
                                                               : "SURVIVED";
  std::printf("%-18s %-42s %s %s\n", check.clause.id, PlaceOf(check).c_str(), how,
              death.killer.c_str());
  std::fflush(stdout);
}

void PrintScores(const std::map<std::string, Score>& by_function) {
  std::printf("\n%-36s %7s %7s %9s\n", "function of the clause", "checks", "killed", "by crash");
  for (const auto& [function, score] : by_function) {
    std::printf("%-36s %7zu %7zu %9zu\n", function.c_str(), score.tried, score.killed,
                score.crashed);
  }
}

void PrintSurvivors(const std::vector<Survivor>& survivors) {
  if (!survivors.empty()) std::printf("\nsurvivors: sharpen the tests of these clauses\n");
  for (const Survivor& survivor : survivors) {
    const clauses::ClauseText& text = clauses::TextOf(survivor.check.clause);
    std::printf("  %s at %s, which %zu tests reach\n    %s\n", survivor.check.clause.id,
                PlaceOf(survivor.check).c_str(), survivor.tests,
                std::string(text.condition).c_str());
  }
}

// Tries each and tells; how many survived.
size_t TryAll(const MutantLab& lab, const std::vector<Check>& checks, const Arguments& arguments) {
  std::map<std::string, Score> by_function;
  std::vector<Survivor> survivors;
  Score all;
  for (const Check& check : checks) {
    const Death death = lab.Try(check);
    const std::string function(clauses::TextOf(check.clause).function);
    by_function[function].Count(death.fate);
    all.Count(death.fate);
    if (death.fate == Fate::kSurvived) survivors.push_back({check, death.tests});
    if (!arguments.quiet) PrintFate(check, death);
  }
  PrintScores(by_function);
  PrintSurvivors(survivors);
  std::printf(
      "\nmutants: %zu of %zu killed, %zu by an assertion, %zu by a crash alone; %zu survived; "
      "%zu checks are equivalent to others\n",
      all.killed, all.tried, all.killed - all.crashed, all.crashed, survivors.size(),
      CountEquivalent(arguments.filter));
  return survivors.size();
}

int Main(int argc, char** argv) {
  Arguments arguments;
  bool all = false;
  CLI::App app("Switches the checks of the simulator off, one at a time, and runs the tests that "
               "make the check: first those of its clause, then the others",
               "./etalon mutants");
  app.add_option("CLAUSE", arguments.filter,
                 "only these: clauses (STARTTRACE-E02), functions (StartTrace), globs, source "
                 "files (sim/api/start_trace.cc)");
  app.add_option("--seed", arguments.seed, "try a sample, drawn by this number")
      ->check(CLI::PositiveNumber);
  app.add_option("--sample", arguments.sample, "how many checks a sample has")
      ->capture_default_str();
  app.add_flag("--all", all, "every check: the default without --seed");
  app.add_flag("--quiet", arguments.quiet, "tell the scores and the survivors alone");
  app.footer("A check is tried on the newest Windows that has it. Those that nobody can miss are\n"
             "listed, with the proof, in conformance/mutants/equivalent.cc, and are not tried.\n"
             "exit codes: 0 every mutant was killed, 1 one survived, 3 nothing was judged: the suite\n"
             "is not green while all checks are on, or no check is meant");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 3;
  }
  std::vector<Check> checks = ChecksToTry(arguments.filter);
  if (arguments.seed != 0 && !all) {
    checks = Sample(std::move(checks), arguments.seed, arguments.sample);
  }
  if (checks.empty()) {
    const bool has_equivalent = CountEquivalent(arguments.filter) != 0;
    std::fprintf(stderr, "mutants: no check is meant by this%s\n",
                 has_equivalent ? ", but for such as nobody can miss" : "");
    return 3;
  }
  const MutantLab lab(checks);
  if (!lab.red().empty()) {
    std::fprintf(stderr, "mutants: the suite is not green while all checks are on:\n");
    for (const std::string& test : lab.red()) std::fprintf(stderr, "  %s\n", test.c_str());
    return 3;
  }
  return TryAll(lab, checks, arguments) == 0 ? 0 : 1;
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) {
  etalon::InitSuite(argv[0]);
  return etalon::Main(argc, argv);
}
