// What is done with heaps: the world does it, on the calling thread.
#include "conformance/script/execution/execution.h"

namespace etalon {
namespace {

Outcome From(HeapAnswer answer, const char* member) {
  if (!answer.problem.empty()) {
    return {.ending = Ending::kHarnessFault, .detail = std::move(answer.problem), .callbacks = {}};
  }
  Outcome outcome = {.returns = answer.error, .callbacks = {}};
  if (answer.error == 0 && answer.number != 0) {
    outcome.changes.push_back({"heap", member, answer.number});
  }
  return outcome;
}

}  // namespace

Outcome Carry(Execution& execution, const HeapCreate& op) {
  return From(execution.world.Do(op), "handle");
}
Outcome Carry(Execution& execution, const HeapAlloc& op) {
  return From(execution.world.Do(op), "address");
}
Outcome Carry(Execution& execution, const HeapReAlloc& op) {
  return From(execution.world.Do(op), "address");
}
Outcome Carry(Execution& execution, const HeapFree& op) { return From(execution.world.Do(op), ""); }
Outcome Carry(Execution& execution, const HeapDestroy& op) {
  return From(execution.world.Do(op), "");
}
Outcome Carry(Execution& execution, const HeapControl& op) {
  return From(execution.world.Do(op), "");
}

}  // namespace etalon
