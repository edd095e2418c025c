// Tested errors that no call brings about by itself.
#ifndef ETALON_CONFORMANCE_VIOLATIONS_WITHOUT_VIOLATION_H_
#define ETALON_CONFORMANCE_VIOLATIONS_WITHOUT_VIOLATION_H_

#include <optional>
#include <string_view>

namespace etalon {

// Why the tables have no violation of this clause; nothing: they are expected to.
std::optional<std::string_view> WhyWithoutViolation(std::string_view clause_id);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_VIOLATIONS_WITHOUT_VIOLATION_H_
