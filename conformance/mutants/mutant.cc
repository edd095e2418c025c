#include "conformance/mutants/mutant.h"

#include <algorithm>
#include <string_view>

#include "conformance/clauses/registry.h"
#include "conformance/mutants/equivalent.h"
#include "sim/host/random.h"

namespace etalon {
namespace {

constexpr Mutant kMutants[] = {
#include "sim/mutated/api_mutated.inc"
#include "sim/mutated/consumer_mutated.inc"
#include "sim/mutated/provider_mutated.inc"
#include "sim/mutated/session_mutated.inc"
};

constexpr std::string_view kOrderSwapped = "order swapped";

constexpr std::string_view kClauseKinds[] = {
    "check removed", "other code",         kOrderSwapped,     "limit",
    "effect first",  "counter not bumped", "resource leaked",
};

uint32_t CodeOf(const std::string& id) {
  const clauses::ClauseText* const text = clauses::FindClause(id);
  return text == nullptr ? 0 : text->code;
}

// Of two checks with one code nobody sees which comes first.
bool IsSeen(const Mutant& mutant) {
  return !IsOfOrder(mutant) || CodeOf(ClauseIdOf(mutant)) != CodeOf(OtherClauseIdOf(mutant));
}

std::string IdOf(std::string_view name) {
  std::string id(name);
  std::replace(id.begin(), id.end(), '_', '-');
  return id;
}

bool IsChosen(const Mutant& mutant, const Filter& filter) {
  if (!IsSeen(mutant)) return false;
  std::string function;
  const std::string id = ClauseIdOf(mutant);
  if (!id.empty()) {
    const clauses::ClauseText* const text = clauses::FindClause(id);
    if (text == nullptr || !text->tested) return false;
    function = text->function;
  }
  const std::string line = std::string(mutant.file) + ":" + std::to_string(mutant.line);
  return Matches(filter, id, function, line) || Matches(filter, id, function, mutant.file) ||
         Matches(filter, PlaceOf(mutant), function, mutant.kind);
}

// The how manieth of its kind and clause it is in the file: lines come and go. Generic ones count
// among those of the same text.
int OccurrenceOf(const Mutant& mutant) {
  const bool is_of_check = *mutant.clause != '\0' && std::string_view(mutant.kind) != "limit";
  int occurrence = 0;
  for (const Mutant& other : kMutants) {
    const bool is_alike = std::string_view(other.file) == mutant.file &&
                          std::string_view(other.kind) == mutant.kind &&
                          std::string_view(other.clause) == mutant.clause &&
                          (is_of_check || (std::string_view(other.was) == mutant.was &&
                                           std::string_view(other.becomes) == mutant.becomes));
    if (is_alike && other.number <= mutant.number) ++occurrence;
  }
  return occurrence;
}

bool IsEquivalent(const Mutant& mutant) {
  return EquivalenceOf(mutant, OccurrenceOf(mutant)) != nullptr;
}

}  // namespace

MutantClass ClassOf(const Mutant& mutant) {
  const bool is_known = std::find(std::begin(kClauseKinds), std::end(kClauseKinds), mutant.kind) !=
                        std::end(kClauseKinds);
  return is_known ? MutantClass::kClause : MutantClass::kGeneric;
}

bool IsOfOrder(const Mutant& mutant) { return mutant.kind == kOrderSwapped; }

std::string PlaceOf(const Mutant& mutant) {
  return std::string(mutant.file) + ":" + std::to_string(mutant.line) + ":" +
         std::to_string(mutant.column);
}

std::string ClauseIdOf(const Mutant& mutant) { return IdOf(mutant.clause); }

std::string OtherClauseIdOf(const Mutant& mutant) {
  constexpr std::string_view kAfter = "after ";
  return IdOf(std::string_view(mutant.becomes).substr(kAfter.size()));
}

std::string ChangeOf(const Mutant& mutant) {
  std::string change = std::string(mutant.kind) + ": " + mutant.was;
  if (*mutant.becomes != '\0') change += std::string(" -> ") + mutant.becomes;
  return change;
}

std::vector<Mutant> MutantsToTry(MutantClass wanted, const Filter& filter) {
  std::vector<Mutant> mutants;
  for (const Mutant& mutant : kMutants) {
    if (ClassOf(mutant) != wanted || !IsChosen(mutant, filter)) continue;
    if (!IsEquivalent(mutant)) mutants.push_back(mutant);
  }
  return mutants;
}

size_t CountEquivalent(MutantClass wanted, const Filter& filter) {
  return static_cast<size_t>(
      std::count_if(std::begin(kMutants), std::end(kMutants), [&](const Mutant& mutant) {
        return ClassOf(mutant) == wanted && IsChosen(mutant, filter) && IsEquivalent(mutant);
      }));
}

void Shuffle(std::vector<Mutant>* mutants, uint64_t seed) {
  sim::Random random(seed);
  for (size_t i = 0; i < mutants->size(); ++i) {
    std::swap((*mutants)[i], (*mutants)[i + random.Below(mutants->size() - i)]);
  }
}

std::vector<Mutant> Sample(const std::vector<Mutant>& mutants, uint64_t seed, size_t count) {
  std::vector<Mutant> drawn = mutants;
  Shuffle(&drawn, seed);
  drawn.resize(std::min(count, drawn.size()));
  std::sort(drawn.begin(), drawn.end(),
            [](const Mutant& a, const Mutant& b) { return a.number < b.number; });
  return drawn;
}

}  // namespace etalon
