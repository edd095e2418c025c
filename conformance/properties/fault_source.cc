#include "conformance/properties/fault_source.h"

#include <algorithm>
#include <utility>
#include <vector>

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

Codes DueCodes(const Chosen& chosen, bool others) {
  Codes codes;
  AddCodes(*chosen.front(), others, &codes);
  for (size_t i = 1; others && i < chosen.size(); ++i) {
    const std::string_view authority = clauses::OrderAuthority(
        clauses::TextOf(*chosen.front()->clause), clauses::TextOf(*chosen[i]->clause));
    if (authority == "house" || authority == "inferred") AddCodes(*chosen[i], true, &codes);
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

}  // namespace

size_t CountViolations() { return Deck().size(); }

bool RunFaultyCall(Lockstep& lockstep, const ImplementationTraits& traits, Choices& choices,
                   uint64_t number, bool alone) {
  const Entry& entry = Deck()[number % Deck().size()];
  const Chosen chosen = Choose(entry, number < Deck().size(), choices);
  if (!WindowsFor(chosen) || !BecomeWindows(lockstep, traits, chosen, alone)) return false;
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
    Step step = {Arrange(*entry.calls, scene, chosen)};
    if (alone) step.due = DueCodes(chosen, !traits.reference);
    lockstep.Run(step);
  } catch (const Unarranged&) {
    return false;
  }
  return true;
}

}  // namespace etalon
