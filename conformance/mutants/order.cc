#include "conformance/mutants/order.h"

#include <algorithm>
#include <iterator>

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

bool Are(const Clause& a, const Clause& b, std::string_view one, std::string_view other) {
  const std::string_view id_a = clauses::TextOf(a).id;
  const std::string_view id_b = clauses::TextOf(b).id;
  return (id_a == one && id_b == other) || (id_a == other && id_b == one);
}

}  // namespace

// Functions share checks: each table has a say. That two violations take hold of the same thing is
// no reason: there may be other ways to break these clauses.
std::string WhyNeverBoth(std::string_view one, std::string_view other) {
  const ClauseText* const text = clauses::FindClause(one);
  const ClauseText* const other_text = clauses::FindClause(other);
  if (text == nullptr || other_text == nullptr) return "";
  if (HaveNoWindowsInCommon(*text, *other_text)) return "no Windows has both";
  std::string why;
  for (const Calls& calls : AllCalls()) {
    for (const JointViolation& joint : calls.joint) {
      if (Are(*joint.winner.clause, *joint.loser.clause, one, other)) return "";
    }
    for (const Exclusion& exclusion : calls.exclusions) {
      if (Are(*exclusion.one, *exclusion.other, one, other)) why = exclusion.why;
    }
  }
  return why;
}

}  // namespace etalon
