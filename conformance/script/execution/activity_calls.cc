// What threads do besides calling the API: the world does it, on the calling thread.
#include "conformance/script/execution/execution.h"

namespace etalon {
namespace {

template <typename Activity>
Outcome Do(Execution& execution, const Activity& op) {
  ActivityAnswer answer = execution.world.Do(op);
  if (!answer.problem.empty()) {
    return {.ending = Ending::kHarnessFault, .detail = std::move(answer.problem), .callbacks = {}};
  }
  Outcome outcome;
  if (answer.base != 0) outcome.changes.push_back({"image", "base", answer.base});
  return outcome;
}

}  // namespace

Outcome Carry(Execution& execution, const NewThread& op) { return Do(execution, op); }
Outcome Carry(Execution& execution, const ExitThread& op) { return Do(execution, op); }
Outcome Carry(Execution& execution, const MapImage& op) { return Do(execution, op); }
Outcome Carry(Execution& execution, const UnmapImage& op) { return Do(execution, op); }
Outcome Carry(Execution& execution, const SwitchContext& op) { return Do(execution, op); }
Outcome Carry(Execution& execution, const AccessDisk& op) { return Do(execution, op); }
Outcome Carry(Execution& execution, const AccessFile& op) { return Do(execution, op); }

}  // namespace etalon
