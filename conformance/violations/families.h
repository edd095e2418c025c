// The tests that come from a table of violations:
//
//   STARTTRACE-E02.ViolatedAlone             the clause's own code
//   STARTTRACE-E02.FailureChangesNothing     but for what the clause's `changes` allow
//   STARTTRACE-E02.WinsOver_STARTTRACE_E07   both violated: the first's code
//
// Another implementation that answers with the loser's code where the order is a house rule, or
// changes something, deviates.
#ifndef ETALON_CONFORMANCE_VIOLATIONS_FAMILIES_H_
#define ETALON_CONFORMANCE_VIOLATIONS_FAMILIES_H_

#include "conformance/violations/violation.h"

namespace etalon {

// Adds the tests of a table, which stays where it is.
void RegisterFamilies(const Calls& calls);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_VIOLATIONS_FAMILIES_H_
