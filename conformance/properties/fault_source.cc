#include "conformance/properties/fault_source.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "conformance/expectations/expectations.h"
#include "conformance/properties/op_walk.h"
#include "conformance/suite.h"
#include "conformance/violations/violation.h"

namespace etalon {
namespace {

struct Unarranged {};

using Chosen = std::vector<const Violation*>;

struct Entry {
  const Calls* calls;
  const Violation* violation;
};

const std::vector<Entry>& Deck() {
  static const std::vector<Entry> kDeck = [] {
    std::vector<Entry> deck;
    for (const Calls& calls : AllCalls()) {
      for (const Violation& violation : calls.violations) deck.push_back({&calls, &violation});
    }
    // By the registry: files of tables are linked in any order.
    std::stable_sort(deck.begin(), deck.end(), [](const Entry& a, const Entry& b) {
      return a.violation->clause->index < b.violation->clause->index;
    });
    return deck;
  }();
  return kDeck;
}

bool GoesWith(const Calls& calls, const Chosen& chosen, const Violation& more) {
  if (!more.variant.empty()) return false;
  for (const Violation* const one : chosen) {
    if (one->clause == more.clause || WhyNever(calls, *one, more)) return false;
  }
  Chosen all = chosen;
  all.push_back(&more);
  return WindowsFor(all).has_value();
}

// The first, and unless it is to be alone up to three others that go with it, in the order of the
// registry.
Chosen Choose(const Entry& first, bool is_alone, Choices& choices) {
  Chosen chosen = {first.violation};
  constexpr uint32_t kMore[] = {0, 1, 1, 1, 2, 3};
  const uint32_t more = is_alone || !first.violation->variant.empty() ? 0 : choices.Of(kMore);
  const std::vector<Violation>& all = first.calls->violations;
  for (uint32_t tries = 0; tries < 4 * more && chosen.size() <= more; ++tries) {
    const Violation& other = choices.Of(all);
    if (GoesWith(*first.calls, chosen, other)) chosen.push_back(&other);
  }
  std::sort(chosen.begin(), chosen.end(), [](const Violation* a, const Violation* b) {
    return a->clause->index < b->clause->index;
  });
  return chosen;
}

void AddCodes(const Violation& violation, bool others, Codes* codes) {
  codes->Add(violation.code);
  if (!others) return;
  for (const uint32_t code : clauses::TextOf(*violation.clause).accepts) codes->Add(code);
}

bool IsOurs(std::string_view authority) { return authority == "house" || authority == "inferred"; }

// Empty: others may do what they like.
Codes DueCodes(const Chosen& chosen, bool others) {
  const clauses::ClauseText& first = clauses::TextOf(*chosen.front()->clause);
  Codes codes;
  if (others && IsOurs(first.authority)) return codes;
  AddCodes(*chosen.front(), others, &codes);
  for (size_t i = 1; others && i < chosen.size(); ++i) {
    const clauses::ClauseText& other = clauses::TextOf(*chosen[i]->clause);
    if (IsOurs(clauses::OrderAuthority(first, other))) AddCodes(*chosen[i], true, &codes);
  }
  return codes;
}

// Makes the implementation the Windows that the call needs. False: it cannot be.
bool BecomeWindows(Lockstep& lockstep, const ImplementationTraits& traits, const Chosen& chosen,
                   bool alone) {
  const WindowsVersion needed = *WindowsFor(chosen);
  const bool is_right = std::all_of(chosen.begin(), chosen.end(), [&](const Violation* violation) {
    return traits.windows >= violation->since &&
           clauses::HoldsIn(clauses::TextOf(*violation->clause), traits.windows);
  });
  if (is_right) return true;
  if (!traits.reference || !alone) return false;
  lockstep.Run({Reset{.windows = ToString(needed)}});
  return lockstep.failure().empty();
}

// What the implementation is known to do otherwise need not be found again.
bool IsKnownOtherwise(const ImplementationTraits& traits, const Chosen& chosen) {
  const Expectations known = ExpectationsOf(traits.name);
  return std::any_of(chosen.begin(), chosen.end(), [&](const Violation* violation) {
    const std::string clause(clauses::TextOf(*violation->clause).id);
    return std::any_of(known.entries.begin(), known.entries.end(), [&](const Expectation& entry) {
      return GlobMatches(entry.test, clause) || GlobMatches(entry.test, clause + ".ViolatedAlone");
    });
  });
}

// Memory that cannot be used, or code that faults: whoever uses it as it is given crashes, and may.
bool MayCrashOthers(Op op) {
  bool may = false;
  Walk<Place>(op, [&](const Place& place) {
    may = may || place == Place::kUnmapped || place == Place::kReadOnly;
  });
  Walk<Callback>(op, [&](const Callback& callback) { may = may || callback.fault; });
  return may;
}

}  // namespace

size_t CountViolations() { return Deck().size(); }

bool RunFaultyCall(Lockstep& lockstep, const ImplementationTraits& traits, Choices& choices,
                   uint64_t number, bool alone) {
  const Entry& entry = Deck()[number % Deck().size()];
  const Chosen chosen = Choose(entry, number < Deck().size(), choices);
  if (!WindowsFor(chosen) || !BecomeWindows(lockstep, traits, chosen, alone)) return false;
  if (!traits.reference && IsKnownOtherwise(traits, chosen)) return false;
  try {
    Scene scene(
        [&](const Op& op) {
          Outcome outcome = lockstep.Run({op});
          const bool answered =
              outcome.ending == Ending::kReturned || outcome.ending == Ending::kStarted;
          if (!answered || !lockstep.failure().empty()) throw Unarranged();
          return outcome;
        },
        [](const std::string&) { throw Unarranged(); });
    SequenceStep step = {Arrange(*entry.calls, scene, chosen)};
    if (!traits.reference && MayCrashOthers(step.op)) return false;
    if (alone) step.due = DueCodes(chosen, !traits.reference);
    lockstep.Run(step);
  } catch (const Unarranged&) {
    return false;
  }
  return true;
}

}  // namespace etalon
