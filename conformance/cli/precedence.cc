#include "conformance/cli/precedence.h"

#include <algorithm>
#include <optional>

#include "conformance/violations/violation.h"

namespace etalon {
namespace {

using clauses::ClauseText;

const Violation* UsualViolation(const Calls& calls, const ClauseText& clause) {
  const auto found =
      std::find_if(calls.violations.begin(), calls.violations.end(), [&](const Violation& v) {
        return v.clause->id == clause.id && v.variant.empty();
      });
  return found == calls.violations.end() ? nullptr : &*found;
}

// Why the two cannot be had in one call; nothing when they can, or nobody knows.
std::optional<std::string> WhyNever(const ClauseText& one, const ClauseText& other) {
  const Calls* const calls = CallsFor(one.function);
  if (calls == nullptr) return std::nullopt;
  const Violation* const a = UsualViolation(*calls, one);
  const Violation* const b = UsualViolation(*calls, other);
  if (a == nullptr || b == nullptr) return std::nullopt;
  if (AreBrokenJointly(*calls, *a->clause, *b->clause)) return std::nullopt;
  return WhyNever(*calls, *a, *b);
}

void Add(const std::string& relation, const std::string& reason, const ClauseText& clause,
         std::vector<Precedence>* all) {
  const std::string id(clause.id);
  for (Precedence& known : *all) {
    if (known.relation != relation || known.reason != reason) continue;
    known.clauses.push_back(id);
    return;
  }
  all->push_back({relation, reason, {id}});
}

int Rank(const Precedence& precedence) {
  if (precedence.relation == "never with") return 4;
  return (precedence.relation == "loses to" ? 0 : 2) + (precedence.reason == "house" ? 1 : 0);
}

}  // namespace

std::vector<Precedence> PrecedenceOf(const ClauseText& clause) {
  std::vector<Precedence> all;
  if (clause.kind != "error") return all;
  for (const ClauseText& other : clauses::Registry()) {
    if (other.function != clause.function || other.kind != "error" || &other == &clause) continue;
    if (const std::optional<std::string> why = WhyNever(clause, other)) {
      Add("never with", *why, other, &all);
    } else {
      const std::string authority(clauses::OrderAuthority(clause, other));
      Add(&other < &clause ? "loses to" : "wins over", authority, other, &all);
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Precedence& a, const Precedence& b) {
    return Rank(a) < Rank(b);
  });
  return all;
}

}  // namespace etalon
