// What became of the mutants, in figures and as a list.
#ifndef ETALON_CONFORMANCE_MUTANTS_SCORES_H_
#define ETALON_CONFORMANCE_MUTANTS_SCORES_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "conformance/mutants/lab.h"
#include "conformance/mutants/mutant.h"

namespace etalon {

struct Score {
  size_t tried = 0;
  size_t killed = 0;
  size_t by_crash = 0;  // of these
  size_t by_time = 0;   // of these

  void Count(Fate fate);
  double percent() const {
    return tried == 0 ? 100 : 100.0 * static_cast<double>(killed) / static_cast<double>(tried);
  }
};

struct Survivor {
  Mutant mutant;
  MutantResult result;
};

// An order of checks that no call can tell from the right one.
struct Proven {
  Mutant mutant;
  std::string why;
};

// Of one class of mutants.
struct Scores {
  Score all;
  size_t listed = 0;           // as equivalent
  std::vector<Proven> proven;  // what the tables of violations say
  std::map<std::string, Score> by_kind;
  std::map<std::string, Score> by_room;  // "sim/api"
  std::vector<Survivor> survivors;       // in the order of the sources, once Sort was called

  void Count(const Mutant& mutant, const MutantResult& result);
  void Sort();
};

// "clauses: 1990 of 1990 killed (100.0 %), 12 by a crash alone, 3 by a time-out; 16 are equivalent"
std::string Line(const std::string& title, const Scores& scores);

// The tables and the survivors.
std::string Text(const std::string& title, const Scores& scores);

// docs/mutation.md, whole. `asked`: the arguments of the run; `chosen`: how many mutants it was to
// try.
std::string Page(const std::string& asked, size_t chosen, const Scores& of_clauses,
                 const Scores& generic);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_SCORES_H_
