// Mutants that have two checks in the other order, although no call can break both clauses.
#ifndef ETALON_CONFORMANCE_MUTANTS_ORDER_H_
#define ETALON_CONFORMANCE_MUTANTS_ORDER_H_

#include <string>

#include "conformance/mutants/mutant.h"

namespace etalon {

// Why no call breaks the clauses of both checks of a mutant for which IsOfOrder: what the tables of
// violations (conformance/violations) say. "" when one can, or the tables do not say.
std::string WhyNeverBoth(const Mutant& mutant);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_ORDER_H_
