// What random sequences are made of: a search that never gets there proves nothing.
#ifndef ETALON_CONFORMANCE_PROPERTIES_TALLY_H_
#define ETALON_CONFORMANCE_PROPERTIES_TALLY_H_

#include <array>
#include <cstdint>
#include <ostream>
#include <variant>
#include <vector>

#include "conformance/properties/model.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// States that few sequences of independent choices would reach.
enum class DeepState {
  kFullPool,      // a session lost the last event that was written to it
  kWrapped,       // a circular file has been written over
  kManySessions,  // as many sessions as there may be
  kPreEnabled,    // a provider is enabled that nobody has registered
  kStopInside,    // a session is being stopped, or a callback of this operation stops one
};
inline constexpr size_t kDeepStates = 5;
const char* NameOf(DeepState state);

class Tally {
 public:
  Tally() : clauses_(ClauseCount()) {}

  // One step, and the model after it.
  void Count(const Op& op, const Outcome& outcome, const Model& model);
  void BeginSequence() { before_ = kNothing; }

  // A check of the clause with that index in the registry has refused.
  void CountClause(size_t index, uint64_t times = 1) { clauses_[index] += times; }

  uint64_t steps() const { return steps_; }
  uint64_t succeeded() const { return succeeded_; }
  uint64_t exact() const { return exact_; }
  void CountExact() { ++exact_; }
  uint64_t Of(DeepState state) const { return deep_[static_cast<size_t>(state)]; }
  uint64_t OfKind(size_t index) const { return kinds_[index]; }
  uint64_t OfClause(size_t index) const { return clauses_[index]; }

  // Operations, deep states, clauses where they were counted, and the most and least frequent pairs
  // of operations; `all_pairs`: each.
  void Print(std::ostream& out, bool all_pairs) const;

 private:
  static constexpr size_t kKinds = std::variant_size_v<AnyOp>;
  static constexpr size_t kNothing = kKinds;
  static size_t ClauseCount();

  void CountDeepStates(const Op& op, const Outcome& outcome, const Model& model);
  void PrintPairs(std::ostream& out, bool all) const;
  void PrintClauses(std::ostream& out) const;

  uint64_t steps_ = 0;
  uint64_t succeeded_ = 0;
  uint64_t exact_ = 0;  // steps of which the model knew the codes
  size_t before_ = kNothing;
  std::array<uint64_t, kKinds> kinds_ = {};
  std::array<std::array<uint32_t, kKinds>, kKinds> pairs_ = {};
  std::array<uint64_t, kDeepStates> deep_ = {};
  std::vector<uint64_t> clauses_;  // by index in the registry
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_TALLY_H_
