// The simulator with one check switched off, under the suite.
#ifndef ETALON_CONFORMANCE_MUTANTS_MUTANT_H_
#define ETALON_CONFORMANCE_MUTANTS_MUTANT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "conformance/clauses/registry.h"
#include "conformance/suite.h"
#include "sim/system/windows_version.h"

namespace etalon {

// One check in the source of the simulator: FAIL_IF or its like.
struct Check {
  const char* file;
  int first_line;
  int last_line;
  clauses::Clause clause;
};

// "sim/api/start_trace.cc:97"
std::string PlaceOf(const Check& check);

// What became of the mutant without the check.
enum class Fate {
  kKilled,         // a test went red
  kKilledByCrash,  // the simulator faulted or hung under it: noticed, but by no assertion
  kSurvived,       // every test stayed green: the tests of the clause are the bug
};

struct Death {
  Fate fate = Fate::kSurvived;
  std::string killer;  // the first test that noticed, "STARTTRACE-E02.NoRoom"; "" none
  size_t tests = 0;    // how many make the check at all
};

// The suite, and which checks each of its tests makes. In a program that has one thread and has
// called InitSuite. Every run is in a child process: a check that guards what comes after it may
// take the process down.
class MutantLab {
 public:
  // Runs the whole suite with all checks on, for each Windows that is the newest to have one of the
  // checks: that is where a check is tried.
  explicit MutantLab(const std::vector<Check>& checks);

  // The tests that are red while all checks are on, and why, or "the end of the process": unless
  // there are none, no mutant says anything.
  const std::vector<std::string>& red() const { return red_; }

  // Switches the check, one of those above, off and runs the tests that make it: those of its
  // clause, then the others. (Tests that do not make it cannot notice.)
  Death Try(const Check& check) const;

 private:
  struct TestChecks {
    std::string name;  // "STARTTRACE-E02.NoRoom"
    std::vector<std::string> places;
  };

  static bool Makes(const TestChecks& test, const Check& check);
  void RunWithAllChecks(WindowsVersion windows);

  std::vector<std::string> red_;
  std::map<WindowsVersion, std::vector<TestChecks>> tests_;
};

// The checks of tested errors, but for those whose mutant is equivalent, that the filter chooses.
std::vector<Check> ChecksToTry(const Filter& filter);

// How many of the chosen ones have equivalent mutants.
size_t CountEquivalent(const Filter& filter);

// `count` of them, drawn by `seed`; all when there are not so many.
std::vector<Check> Sample(std::vector<Check> checks, uint64_t seed, size_t count);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_MUTANT_H_
