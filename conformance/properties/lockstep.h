// An implementation and the model side by side, one operation at a time.
#ifndef ETALON_CONFORMANCE_PROPERTIES_LOCKSTEP_H_
#define ETALON_CONFORMANCE_PROPERTIES_LOCKSTEP_H_

#include <string>
#include <vector>

#include "conformance/implementations/implementation.h"
#include "conformance/properties/codes.h"
#include "conformance/properties/model.h"
#include "conformance/properties/tally.h"

namespace etalon {

// One operation, and its codes where something is wrong with its arguments; empty: the model says.
struct SequenceStep {
  Op op;
  Codes due = {};
};
using Sequence = std::vector<SequenceStep>;

struct LockstepOptions {
  // Every n-th call that must fail is held against the state before it; 0: none. The state is all
  // that the simulator has, elsewhere what QueryAllTraces tells.
  uint32_t failures_looked_into = 8;
};

// Plays a sequence on a fresh implementation, and judges every outcome. Once something is wrong
// nothing more is run.
class Lockstep {
 public:
  // Both outlive it. `tally` may be null.
  Lockstep(Implementation& implementation, Tally* tally, const LockstepOptions& options = {});

  // What came of it; of nothing when something was wrong before.
  Outcome Run(const SequenceStep& step);

  // From now on every step is added there; null: no more.
  void NoteIn(Sequence* sequence) { notes_ = sequence; }

  // Nothing was wrong but with the operations themselves: a handle that nobody has, a process that
  // does not run.
  bool was_senseless() const { return senseless_; }

  // What was wrong with the last step: "StopTraceW: expected ..., got ..."; "" nothing.
  const std::string& failure() const { return failure_; }
  // The codes that were allowed of the last step.
  const Codes& due() const { return due_; }
  const Model& model() const { return model_; }

 private:
  using Snapshot = std::map<std::string, std::string>;

  void Judge(const SequenceStep& step, const Codes& allowed, const Outcome& outcome);
  Snapshot Look();
  void CompareWith(const Snapshot& before, const Op& op);
  void Fail(const Op& op, const std::string& why);

  Implementation& implementation_;
  Tally* const tally_;
  const LockstepOptions options_;
  Model model_;
  uint32_t failing_ = 0;  // calls that had to fail so far
  Codes due_;
  std::string failure_;
  bool senseless_ = false;
  Sequence* notes_ = nullptr;
};

// The whole sequence; what was wrong, "" nothing. Symbols are as they were born in `sequence`.
std::string Play(Implementation& implementation, const Sequence& sequence,
                 const LockstepOptions& options = {});

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_LOCKSTEP_H_
