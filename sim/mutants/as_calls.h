// FAIL_IF and its like as functions, for mutate.py: what stands in a macro's argument is hard to
// find. Comes before everything else; nothing is compiled of it.
#ifndef ETALON_SIM_API_FAIL_IF_H_
#define ETALON_SIM_API_FAIL_IF_H_

#include "conformance/clauses/clauses.h"

namespace etalon::sim {

using namespace clauses;  // NOLINT: FAIL_IF names clauses without it

WindowsVersion WindowsOfCaller();
bool Holds(const clauses::Clause& clause);
bool Checks(const clauses::Clause& clause);
void NoteRefusal(const clauses::Clause& clause);

template <typename Condition>
void FAIL_IF(const Condition& condition, const clauses::Clause& clause);
template <typename Condition, typename Failure>
void FAIL_WITH_LAST_ERROR_IF(const Condition& condition, const clauses::Clause& clause,
                             const Failure& failure);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_FAIL_IF_H_
