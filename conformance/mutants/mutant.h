// The simulator with one check switched off, under the suite.
#ifndef ETALON_CONFORMANCE_MUTANTS_MUTANT_H_
#define ETALON_CONFORMANCE_MUTANTS_MUTANT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/clauses/registry.h"

namespace etalon {

// What became of a mutant.
enum class Fate {
  kKilled,         // a test went red
  kKilledByCrash,  // the simulator faulted or hung under it: noticed, but by no assertion
  kSurvived,       // every test stayed green: the tests of the clause are the bug
};

std::string NameOf(Fate fate);

// Switches the check of `clause` off, on the newest Windows that has it, and runs its own tests, then, if they stay green, all others.
// In a child process: a check that guards what comes after it may take the process down. Call from
// a program that has one thread and has initialised GoogleTest.
Fate TryMutant(const clauses::ClauseText& clause);

// Whether every test is green while all checks are on: without that no mutant says anything.
bool SuiteIsGreen();

// The clauses that have a check to be switched off: errors that are marked tested, but for those
// whose mutant is equivalent.
std::vector<const clauses::ClauseText*> ClausesWithChecks();

// `count` of them, drawn by `seed`; all when there are not so many.
std::vector<const clauses::ClauseText*> Sample(uint64_t seed, size_t count);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_MUTANT_H_
