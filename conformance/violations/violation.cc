#include "conformance/violations/violation.h"

#include <algorithm>
#include <deque>
#include <string_view>

#include "conformance/violations/families.h"

namespace etalon {
namespace {

std::deque<Calls>& Tables() {
  static std::deque<Calls> tables;
  return tables;
}

// "session=kernel" -> "session", "kernel"
std::pair<std::string_view, std::string_view> Split(std::string_view touch) {
  const size_t equals = touch.find('=');
  if (equals == std::string_view::npos) return {touch, ""};
  return {touch.substr(0, equals), touch.substr(equals + 1)};
}

bool IsPartOf(std::string_view part, std::string_view whole) {
  return part == whole || (part.starts_with(whole) && part[whole.size()] == '.');
}

bool Collide(std::string_view a, std::string_view b) {
  const auto [path_a, value_a] = Split(a);
  const auto [path_b, value_b] = Split(b);
  if (path_a == path_b && value_a == value_b && !value_a.empty()) return false;
  return IsPartOf(path_a, path_b) || IsPartOf(path_b, path_a);
}

bool Names(const Exclusion& exclusion, const Clause* a, const Clause* b) {
  return (exclusion.one == a && exclusion.other == b) ||
         (exclusion.one == b && exclusion.other == a);
}

}  // namespace

std::optional<std::string> WhyNever(const Calls& calls, const Violation& a, const Violation& b) {
  for (const Exclusion& exclusion : calls.exclusions) {
    if (Names(exclusion, a.clause, b.clause)) return exclusion.why;
  }
  for (const std::string& one : a.touches) {
    for (const std::string& other : b.touches) {
      if (Collide(one, other)) return "they need different " + std::string(Split(one).first);
    }
  }
  return std::nullopt;
}

std::vector<Pair> PairsOf(const Calls& calls) {
  std::vector<Pair> pairs;
  for (const Violation& winner : calls.violations) {
    for (const Violation& loser : calls.violations) {
      const bool in_order = winner.clause->index < loser.clause->index;
      if (!in_order || !winner.variant.empty() || !loser.variant.empty()) continue;
      if (!WhyNever(calls, winner, loser)) pairs.push_back({&winner, &loser});
    }
  }
  for (const JointViolation& joint : calls.joint) pairs.push_back({&joint.winner, &joint.loser});
  return pairs;
}

bool AreBrokenJointly(const Calls& calls, const Clause& one, const Clause& other) {
  return std::any_of(calls.joint.begin(), calls.joint.end(), [&](const JointViolation& joint) {
    const Clause* const winner = joint.winner.clause;
    const Clause* const loser = joint.loser.clause;
    return (winner == &one && loser == &other) || (winner == &other && loser == &one);
  });
}

std::optional<WindowsVersion> WindowsFor(const std::vector<const Violation*>& violations) {
  std::optional<WindowsVersion> newest;
  for (const WindowsVersion windows : kSimulatedWindows) {
    const bool all_hold =
        std::all_of(violations.begin(), violations.end(), [&](const Violation* violation) {
          return windows >= violation->since &&
                 clauses::HoldsIn(clauses::TextOf(*violation->clause), windows);
        });
    if (all_hold) newest = windows;
  }
  return newest;
}

Op Arrange(const Calls& calls, Scene& scene, const std::vector<const Violation*>& spoiled) {
  Op op = calls.legal(scene);
  for (const Violation* violation : spoiled) violation->spoil(scene, op);
  for (const Violation* violation : spoiled) {
    if (violation->at_last) violation->at_last(scene, op);
  }
  return op;
}

const std::deque<Calls>& AllCalls() { return Tables(); }

const Calls* CallsFor(std::string_view function) {
  for (const Calls& calls : AllCalls()) {
    if (calls.function == function) return &calls;
  }
  return nullptr;
}

bool RegisterCalls(Calls calls) {
  std::stable_sort(calls.violations.begin(), calls.violations.end(),
                   [](const Violation& a, const Violation& b) {
                     return a.clause->index < b.clause->index;
                   });
  Tables().push_back(std::move(calls));
  RegisterFamilies(Tables().back());
  return true;
}

}  // namespace etalon
