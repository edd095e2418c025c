// Checks whose order nobody sees, because no call can break the clauses of both.
#ifndef ETALON_CONFORMANCE_MUTANTS_ORDER_H_
#define ETALON_CONFORMANCE_MUTANTS_ORDER_H_

#include <string>
#include <string_view>

namespace etalon {

// Why no call breaks both clauses ("STARTTRACE-E02"): no simulated Windows has both, or the tables
// of violations (conformance/violations) say why with a .Never. "" when a call can, or nobody says
// that none can.
std::string WhyNeverBoth(std::string_view one, std::string_view other);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_MUTANTS_ORDER_H_
