#include "conformance/mutants/mutant.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "conformance/implementations/in_process.h"
#include "conformance/mutants/equivalent.h"
#include "conformance/suite.h"
#include "sim/host/random.h"
#include "sim/mutants/switches.h"

namespace etalon {
namespace {

// A mutant may never end; a healthy run of the whole suite takes a second or two.
constexpr unsigned kTimeLimitSeconds = 15;

enum ExitCode { kAllGreen = 0, kRed = 10, kCrashedOnly = 11 };

// The newest Windows that has the check; the newest of all without a clause.
WindowsVersion WindowsOf(const clauses::ClauseText* clause) {
  WindowsVersion newest = kNewest;
  for (const WindowsVersion windows : kSimulatedWindows) {
    if (clause != nullptr && clauses::HoldsIn(*clause, windows)) newest = windows;
  }
  return newest;
}

// Runs the tests that `filter` names in the child, without the check of `clause` (null: with all
// checks), and ends it.
[[noreturn]] void RunInChild(const clauses::ClauseText* clause, const Filter& filter) {
  alarm(kTimeLimitSeconds);
  if (clause != nullptr) {
    sim::mutants::SwitchOff(static_cast<uint16_t>(clause - clauses::Registry().data()));
  }
  const std::unique_ptr<Implementation> simulator = MakeSimulator({.windows = WindowsOf(clause)});
  bool is_red = false;
  bool has_crashed = false;
  RunSuite(*simulator, filter, [&](const TestResult& result) {
    if (result.verdict == Verdict::kFail) is_red = true;
    if (result.verdict == Verdict::kCrash || result.verdict == Verdict::kHang) has_crashed = true;
  });
  _exit(is_red ? kRed : has_crashed ? kCrashedOnly : kAllGreen);
}

Fate RunMutant(const clauses::ClauseText* clause, const Filter& filter) {
  std::fflush(nullptr);
  const pid_t child = fork();
  if (child < 0) {
    std::perror("etalon: fork");
    std::exit(3);
  }
  if (child == 0) RunInChild(clause, filter);
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) == kCrashedOnly) return Fate::kKilledByCrash;
  return WEXITSTATUS(status) == kAllGreen ? Fate::kSurvived : Fate::kKilled;
}

}  // namespace

std::string NameOf(Fate fate) {
  switch (fate) {
    case Fate::kKilled:
      return "killed";
    case Fate::kKilledByCrash:
      return "killed by a crash";
    case Fate::kSurvived:
      return "SURVIVED";
  }
  return "";
}

Fate TryMutant(const clauses::ClauseText& clause) {
  const Fate own = RunMutant(&clause, {std::string(clause.id)});
  return own == Fate::kSurvived ? RunMutant(&clause, {}) : own;
}

bool SuiteIsGreen() { return RunMutant(nullptr, {}) == Fate::kSurvived; }

std::vector<const clauses::ClauseText*> ClausesWithChecks() {
  std::vector<const clauses::ClauseText*> with_checks;
  for (const clauses::ClauseText& clause : clauses::Registry()) {
    const bool has_check = clause.tested && clause.kind == "error";
    if (has_check && !EquivalenceOf(clause.id)) with_checks.push_back(&clause);
  }
  return with_checks;
}

std::vector<const clauses::ClauseText*> Sample(uint64_t seed, size_t count) {
  std::vector<const clauses::ClauseText*> clauses = ClausesWithChecks();
  sim::Random random(seed);
  for (size_t i = 0; i < std::min(count, clauses.size()); ++i) {
    std::swap(clauses[i], clauses[i + random.Below(clauses.size() - i)]);
  }
  clauses.resize(std::min(count, clauses.size()));
  return clauses;
}

}  // namespace etalon
