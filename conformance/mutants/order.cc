#include "conformance/mutants/order.h"

#include <optional>
#include <string_view>
#include <vector>

#include "conformance/clauses/registry.h"
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

std::vector<const Violation*> ViolationsOf(const Calls& calls, std::string_view id) {
  std::vector<const Violation*> found;
  for (const Violation& violation : calls.violations) {
    if (clauses::TextOf(*violation.clause).id == id) found.push_back(&violation);
  }
  return found;
}

}  // namespace

// Functions share checks: each whose table has both clauses has a say.
std::string WhyNeverBoth(const Mutant& mutant) {
  std::string why;
  for (const Calls& calls : AllCalls()) {
    for (const Violation* const one : ViolationsOf(calls, ClauseIdOf(mutant))) {
      for (const Violation* const other : ViolationsOf(calls, OtherClauseIdOf(mutant))) {
        const std::optional<std::string> never = WhyNever(calls, *one, *other);
        if (!never) return "";
        why = *never;
      }
    }
  }
  return why;
}

}  // namespace etalon
