// A scenario in which one request to the host fails.
#ifndef ETALON_GOLDEN_FAULT_RUN_H_
#define ETALON_GOLDEN_FAULT_RUN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// The request that fails: the n-th of its kind, from 0. Alone, or with all that follow.
struct PlannedFault {
  FaultPoint point = FaultPoint::kBufferMemory;
  uint32_t after = 0;
  bool lasts = false;
};

struct FaultRun {
  bool happened = false;              // the scenario made so many requests; not told if it lasts
  std::vector<std::string> findings;  // what is wrong, in words; each names its operation
};

// What the scenario gives without a fault, operation by operation.
std::vector<Outcome> PlayUndisturbed(const std::vector<Op>& scenario);

// Plays it with the fault, on a simulator of its own. A call that a fault alone makes fail is made
// once more, as a program would try again. Wrong is:
//
// - an answer that is no documented error of its function, a crash, a hang;
// - a call that the fault makes fail and that leaves something half-done: whatever there was before
//   is there unchanged, but for its counts, or a session is gone with all that was its; and nothing
//   is there that was not;
// - that call failing once more;
// - memory or a file that is still held when all sessions have ended;
// - a machine on which afterwards no session can be started, written to, stopped and read.
//
// `undisturbed` is what PlayUndisturbed gave.
FaultRun PlayWithFault(const std::vector<Op>& scenario, const std::vector<Outcome>& undisturbed,
                       const PlannedFault& fault);

}  // namespace etalon

#endif  // ETALON_GOLDEN_FAULT_RUN_H_
