// Proves that the tests notice when the simulator is wrong: ./etalon mutants.
//
// Exit code 0 when every clause mutant (or enough) and enough of the generic ones died, 1
// otherwise, 3 when the tests are not green anyway, or the arguments are wrong.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "CLI/CLI.hpp"
#include "conformance/mutants/lab.h"
#include "conformance/mutants/mutant.h"
#include "conformance/mutants/order.h"
#include "conformance/mutants/scores.h"
#include "conformance/suite.h"

namespace etalon {
namespace {

struct Arguments {
  Filter filter;
  uint64_t seed = 1;
  size_t sample = 0;  // of each class; 0: all
  size_t jobs = std::max(1u, std::thread::hardware_concurrency());
  double at_least = 90;
  double clauses_at_least = 100;
  double patience = 1;
  double minutes = 0;
  std::string page;
  bool clauses = false;
  bool generic = false;
  bool all = false;
  bool newest = false;
  bool quiet = false;
  std::string asked;  // all of these, as they were given
};

// How many generic mutants are tried unless all are wanted.
constexpr size_t kUsualSample = 1000;

void PrintFate(const Mutant& mutant, const MutantResult& result) {
  const char* const how = result.fate == Fate::kKilled          ? "killed by"
                          : result.fate == Fate::kKilledByCrash ? "killed by a crash alone:"
                          : result.fate == Fate::kKilledByTime  ? "killed by a time-out:"
                          : result.fate == Fate::kSurvived      ? "SURVIVED"
                          : result.fate == Fate::kNoDifference  ? "NEVER MADE A DIFFERENCE"
                                                                : "NOT REACHED";
  std::printf("%s %s: %s %s\n", PlaceOf(mutant).c_str(), ChangeOf(mutant).c_str(), how,
              result.killer.c_str());
  std::fflush(stdout);
}

std::vector<Mutant> Chosen(MutantClass wanted, const Arguments& arguments) {
  const bool only_other = wanted == MutantClass::kClause ? arguments.generic : arguments.clauses;
  if (only_other && !arguments.all) return {};
  std::vector<Mutant> mutants = MutantsToTry(wanted, arguments.filter);
  if (arguments.all || !arguments.filter.empty()) return mutants;
  if (arguments.sample != 0) return Sample(mutants, arguments.seed, arguments.sample);
  const bool is_alone = arguments.generic;
  if (wanted == MutantClass::kGeneric && !is_alone) {
    return Sample(mutants, arguments.seed, kUsualSample);
  }
  return mutants;
}

void Parse(CLI::App* app, Arguments* arguments) {
  app->add_option("WHAT", arguments->filter,
                  "only these: clauses (STARTTRACE-E02), functions (StartTrace), source files "
                  "(sim/api/start_trace.cc), lines (sim/api/start_trace.cc:97), kinds (operator), "
                  "globs");
  app->add_flag("--clauses", arguments->clauses, "mutants of clauses alone");
  app->add_flag("--generic", arguments->generic, "generic mutants alone, all of them");
  app->add_flag("--all", arguments->all, "every mutant of both classes");
  app->add_option("--sample", arguments->sample, "so many of each class, drawn by the seed");
  app->add_option("--seed", arguments->seed, "draws samples")->capture_default_str();
  app->add_option("--jobs", arguments->jobs, "how many run at once")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  app->add_option("--at-least", arguments->at_least,
                  "the share of generic mutants that must die, in percent")
      ->capture_default_str();
  app->add_option("--clauses-at-least", arguments->clauses_at_least,
                  "the share of the mutants of clauses that must die, in percent")
      ->capture_default_str();
  app->add_option("--patience", arguments->patience,
                  "how many seconds the tests of one generic mutant may take")
      ->capture_default_str();
  app->add_option("--minutes", arguments->minutes,
                  "begin no mutant after so long; they come as the seed draws them (0: for ever)")
      ->capture_default_str();
  app->add_flag("--newest", arguments->newest,
                "on the newest Windows alone; mutants that make no difference there are left out");
  app->add_option("--write", arguments->page, "the page to write (docs/mutation.md)");
  app->add_flag("--quiet", arguments->quiet, "tell the scores and the survivors alone");
  app->footer(
      "Without a choice: all mutants of clauses, and a sample of 1000 generic ones.\n"
      "Mutants that nobody can miss are listed, with the proof, in\n"
      "conformance/mutants/equivalent.cc, and are not tried.\n"
      "exit codes: 0 enough of both classes died, 1 not so, 3 nothing was judged:\n"
      "the tests are not green without a mutant, or no mutant is meant");
}

int Judge(const Arguments& arguments) {
  const std::vector<Mutant> of_clauses = Chosen(MutantClass::kClause, arguments);
  const std::vector<Mutant> generic = Chosen(MutantClass::kGeneric, arguments);
  std::vector<Mutant> mutants = of_clauses;
  mutants.insert(mutants.end(), generic.begin(), generic.end());
  if (mutants.empty()) {
    std::fprintf(stderr, "mutants: none is meant by this\n");
    return 3;
  }
  if (arguments.minutes != 0) Shuffle(&mutants, arguments.seed);
  Scores scores[2];
  for (const MutantClass each : {MutantClass::kClause, MutantClass::kGeneric}) {
    scores[static_cast<size_t>(each)].listed = CountEquivalent(each, arguments.filter);
  }
  Lab lab({.jobs = arguments.jobs,
           .patience = static_cast<uint64_t>(arguments.patience * 1e9),
           .wall_seconds = arguments.minutes * 60,
           .newest_alone = arguments.newest});
  const bool is_green = lab.Try(mutants, [&](const Mutant& mutant, const MutantResult& result) {
    const bool is_never = result.fate == Fate::kNoDifference && IsOfOrder(mutant);
    const std::string proof =
        is_never ? WhyNeverBoth(ClauseIdOf(mutant), OtherClauseIdOf(mutant)) : "";
    Scores& its = scores[static_cast<size_t>(ClassOf(mutant))];
    if (proof.empty()) {
      its.Count(mutant, result);
      if (!arguments.quiet) PrintFate(mutant, result);
    } else {
      its.proven.push_back({mutant, proof});
    }
  });
  if (!is_green) {
    std::fprintf(stderr, "mutants: the tests are not green without a mutant:\n");
    for (const std::string& test : lab.red()) std::fprintf(stderr, "  %s\n", test.c_str());
    return 3;
  }
  auto& [clauses, others] = scores;
  clauses.Sort();
  others.Sort();
  if (clauses.all.tried != 0) std::printf("%s", Text("mutants of clauses", clauses).c_str());
  if (others.all.tried != 0) std::printf("%s", Text("generic mutants", others).c_str());
  std::printf("\n%s%s", Line("clauses", clauses).c_str(), Line("generic", others).c_str());
  if (!arguments.page.empty()) {
    std::ofstream(arguments.page) << Page(arguments.asked, mutants.size(), clauses, others);
  }
  const bool is_enough = clauses.all.percent() >= arguments.clauses_at_least &&
                         others.all.percent() >= arguments.at_least;
  return is_enough ? 0 : 1;
}

int Main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app(
      "Changes the simulator in one place at a time, and runs the tests that reach it: do "
      "they notice?",
      "./etalon mutants");
  Parse(&app, &arguments);
  for (int i = 1; i < argc; ++i) arguments.asked += std::string(" ") + argv[i];
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 3;
  }
  return Judge(arguments);
}

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) {
  setenv("RC_PARAMS", "seed=1 max_success=1000", 1);  // the same sequences every time
  etalon::InitSuite(argv[0]);
  return etalon::Main(argc, argv);
}
