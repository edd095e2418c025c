// Mutants that nobody can tell from the simulator.
#ifndef ETALON_CONFORMANCE_MUTANTS_EQUIVALENT_H_
#define ETALON_CONFORMANCE_MUTANTS_EQUIVALENT_H_

#include <optional>
#include <string_view>

namespace etalon {

// Why switching off the check of this clause changes nothing that a caller can see: another check
// behind it refuses the same calls with the same code. It is the `occurrence`-th check of the
// clause in `file`, from 1. None: the mutant is not equivalent.
std::optional<std::string_view> EquivalenceOf(std::string_view clause_id, std::string_view file,
                                              int occurrence);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_EQUIVALENT_H_
