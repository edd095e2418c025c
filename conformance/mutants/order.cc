#include "conformance/mutants/order.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "conformance/clauses/registry.h"
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

using clauses::ClauseText;

bool HaveNoWindowsInCommon(const ClauseText& one, const ClauseText& other) {
  return std::none_of(std::begin(kSimulatedWindows), std::end(kSimulatedWindows),
                      [&](WindowsVersion windows) {
                        return clauses::HoldsIn(one, windows) && clauses::HoldsIn(other, windows);
                      });
}

std::vector<const Violation*> ViolationsOf(const Calls& calls, std::string_view id) {
  std::vector<const Violation*> found;
  for (const Violation& violation : calls.violations) {
    if (clauses::TextOf(*violation.clause).id == id) found.push_back(&violation);
  }
  return found;
}

bool HasJointly(const Calls& calls, std::string_view one, std::string_view other) {
  return std::any_of(calls.joint.begin(), calls.joint.end(), [&](const JointViolation& joint) {
    const std::string_view winner = clauses::TextOf(*joint.winner.clause).id;
    const std::string_view loser = clauses::TextOf(*joint.loser.clause).id;
    return (winner == one && loser == other) || (winner == other && loser == one);
  });
}

}  // namespace

// Functions share checks: each whose table has both clauses has a say.
std::string WhyNeverBoth(std::string_view one, std::string_view other) {
  const ClauseText* const text = clauses::FindClause(one);
  const ClauseText* const other_text = clauses::FindClause(other);
  if (text == nullptr || other_text == nullptr) return "";
  if (HaveNoWindowsInCommon(*text, *other_text)) return "no Windows has both";
  std::string why;
  for (const Calls& calls : AllCalls()) {
    if (HasJointly(calls, one, other)) return "";
    for (const Violation* const violation : ViolationsOf(calls, one)) {
      for (const Violation* const other_violation : ViolationsOf(calls, other)) {
        const std::optional<std::string> never = WhyNever(calls, *violation, *other_violation);
        if (!never) return "";
        why = *never;
      }
    }
  }
  return why;
}

}  // namespace etalon
