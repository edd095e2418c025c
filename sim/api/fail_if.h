// How an entry point refuses: one line a clause, in precedence order, effects after the last.
#ifndef ETALON_SIM_API_FAIL_IF_H_
#define ETALON_SIM_API_FAIL_IF_H_

#include <cstdint>

#include "conformance/clauses/clauses.h"

#ifdef ETALON_MUTANTS
#include "sim/mutants/switches.h"
#endif

namespace etalon::sim {

// Of the machine of this thread's caller: the same answer as machine.windows(), for checks. Defined
// in machine.cc.
WindowsVersion WindowsOfCaller();

// Whether the clause holds on this machine. Compiles to nothing for a clause without versions.
inline bool Holds(const clauses::Clause& clause) {
  return clause.HoldsEverywhere() || clause.HoldsIn(WindowsOfCaller());
}

// Whether a check is made: its clause holds in the machine's version. In the mutants build
// (sim_mutants) the checks of a clause can be switched off at run time, and mutate.py makes mutants
// of each, which is how the suite proves that it tests the clause.
inline bool Checks(const clauses::Clause& clause) {
#ifdef ETALON_MUTANTS
  if (mutants::SwitchedOff(clause.index)) return false;
#endif
  return Holds(clause);
}

// A check has refused. The mutants build remembers which: of two clauses with one code the caller
// cannot tell, but the suite can.
#ifdef ETALON_MUTANTS
inline void NoteRefusal(const clauses::Clause& clause) { mutants::NoteRefusal(clause.index); }
#else
constexpr void NoteRefusal(const clauses::Clause&) {}
#endif

}  // namespace etalon::sim

// Returns the clause's code from the enclosing function when the condition holds. A clause whose
// row has `since` or `until` is checked on machines of those versions only.
#define FAIL_IF(condition, clause)                                         \
  do {                                                                     \
    if (::etalon::sim::Checks(::etalon::clauses::clause) && (condition)) { \
      ::etalon::sim::NoteRefusal(::etalon::clauses::clause);               \
      return ::etalon::clauses::clause.code;                               \
    }                                                                      \
  } while (false)

// The same in a function that tells its error through GetLastError: sets it and returns `failure`.
#define FAIL_WITH_LAST_ERROR_IF(condition, clause, failure)                \
  do {                                                                     \
    if (::etalon::sim::Checks(::etalon::clauses::clause) && (condition)) { \
      ::etalon::sim::NoteRefusal(::etalon::clauses::clause);               \
      machine.caller().last_error = ::etalon::clauses::clause.code;        \
      return failure;                                                      \
    }                                                                      \
  } while (false)

#endif  // ETALON_SIM_API_FAIL_IF_H_
