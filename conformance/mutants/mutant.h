// The mutants of the simulator: what each changes, and where.
#ifndef ETALON_CONFORMANCE_MUTANTS_MUTANT_H_
#define ETALON_CONFORMANCE_MUTANTS_MUTANT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "conformance/suite.h"

namespace etalon {

// One place in the source, changed in one way. The tables come from sim/mutants/mutate.py.
struct Mutant {
  uint32_t number;  // how the simulator knows it; another one whenever sources change
  const char* file;
  int line;
  int column;
  const char* kind;     // "check removed", "operator", ...
  const char* was;      // of the source, on one line, cut short
  const char* becomes;  // "" nothing
  const char* clause;   // whose check it is in, "STARTTRACE_E02"; "" none
};

// What is wrong with them. Of clauses: a check is removed, answers another code, comes after the
// next, has another limit; an effect comes before it; a counter is not bumped; what a failure ought
// to give back leaks. All others are generic: operators, constants, conditions, returns,
// statements.
enum class MutantClass { kClause, kGeneric };

MutantClass ClassOf(const Mutant& mutant);

// Whether it has two checks in the other order. It makes a difference where both refuse.
bool IsOfOrder(const Mutant& mutant);

// The clause of the other of these two checks.
std::string OtherClauseIdOf(const Mutant& mutant);

// "sim/api/start_trace.cc:97:3"
std::string PlaceOf(const Mutant& mutant);

// "STARTTRACE-E02", "" none
std::string ClauseIdOf(const Mutant& mutant);

// "order swapped: STARTTRACE_E03 -> after STARTTRACE_E04"
std::string ChangeOf(const Mutant& mutant);

// Those that the filter chooses by clause, function, file, "file:line" or kind, in the order of the
// sources. Left out are checks of clauses that are not tested, equivalent mutants, and the order of
// two checks with the same code.
std::vector<Mutant> MutantsToTry(MutantClass wanted, const Filter& filter);

// How many of the chosen ones are equivalent.
size_t CountEquivalent(MutantClass wanted, const Filter& filter);

// In an order drawn by `seed`.
void Shuffle(std::vector<Mutant>* mutants, uint64_t seed);

// `count` of them, drawn by `seed`, in their order; all when there are not so many.
std::vector<Mutant> Sample(const std::vector<Mutant>& mutants, uint64_t seed, size_t count);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_MUTANT_H_
