// Mutants that nobody can tell from the simulator.
#ifndef ETALON_CONFORMANCE_MUTANTS_EQUIVALENT_H_
#define ETALON_CONFORMANCE_MUTANTS_EQUIVALENT_H_

#include <string_view>
#include <vector>

#include "conformance/mutants/mutant.h"

namespace etalon {

// Why a mutant changes nothing that a caller can see. Empty texts and 0 fit any.
struct Equivalent {
  std::string_view kind;
  std::string_view clause;  // "STARTTRACE-E02"
  std::string_view proof;
  std::string_view file = {};
  int occurrence = 0;  // of those of its kind and clause in the file, from 1
  std::string_view was = {};
};

const std::vector<Equivalent>& Equivalents();         // of clauses
const std::vector<Equivalent>& GenericEquivalents();  // all others

// `occurrence` of the mutant; null: it is not equivalent.
const Equivalent* EquivalenceOf(const Mutant& mutant, int occurrence);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_EQUIVALENT_H_
