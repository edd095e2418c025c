#include "golden/fault_run.h"

#include <memory>

#include "conformance/implementations/in_process.h"
#include "conformance/implementations/simulator_machine.h"
#include "conformance/script/json.h"
#include "golden/aftermath.h"
#include "golden/documented_errors.h"
#include "golden/half_done.h"

namespace etalon {
namespace {

sim::Fault FaultOf(FaultPoint point) {
  switch (point) {
    case FaultPoint::kBufferMemory:
      return sim::Fault::kBufferMemory;
    case FaultPoint::kPropertiesMemory:
      return sim::Fault::kPropertiesMemory;
    case FaultPoint::kDiskWrite:
      return sim::Fault::kDiskWrite;
    case FaultPoint::kFileOpen:
      return sim::Fault::kFileOpen;
  }
  return sim::Fault::kDiskWrite;
}

// Of a function that returns a value, the last error.
uint64_t ErrorOf(const Outcome& outcome) {
  return outcome.returns_value ? outcome.last_error.value_or(0) : outcome.returns;
}

class Disturbance {
 public:
  Disturbance(const std::vector<Op>& scenario, const std::vector<Outcome>& undisturbed,
              const PlannedFault& fault)
      : scenario_(scenario), undisturbed_(undisturbed), fault_(fault) {}

  FaultRun Play() {
    size_t at = 0;
    for (; at < scenario_.size() && IsReset(scenario_[at]); ++at) simulator_->Run(scenario_[at]);
    Plan(fault_.after);
    for (; at < scenario_.size() && can_go_on_; ++at) Perform(at);
    if (!can_go_on_) return std::move(run_);
    run_.happened = !IsPending();
    DisarmFaults();
    if (run_.happened || fault_.lasts) {
      for (std::string& finding : FindAftermath(*simulator_)) Report(std::move(finding));
    }
    return std::move(run_);
  }

 private:
  static bool IsReset(const Op& op) { return std::holds_alternative<Reset>(op.any); }

  sim::Faults& Faults() { return MachineOf(*simulator_).host().faults; }

  void Plan(uint32_t after) {
    Faults().Fail(FaultOf(fault_.point), after, fault_.lasts ? UINT32_MAX : 1);
  }

  // The plan is asked until it fails a request, and then made anew.
  bool IsPending() {
    for (uint32_t asked = 0; asked <= fault_.after; ++asked) {
      if (!Faults().ShouldFail(FaultOf(fault_.point))) continue;
      Plan(asked);
      return true;
    }
    return false;
  }

  // Those that the scenario has planned itself.
  void DisarmFaults() {
    for (size_t i = 0; i < sim::kFaultCount; ++i) Faults().Fail(static_cast<sim::Fault>(i), 0, 0);
  }

  void Perform(size_t at) {
    const Op& op = scenario_[at];
    const bool was_pending = !fault_.lasts && IsPending();
    const std::map<std::string, std::string> before = simulator_->DescribeState();
    const Outcome outcome = simulator_->Run(op);
    Judge(op, outcome);
    const bool fails = ErrorOf(outcome) != 0 && ErrorOf(undisturbed_[at]) == 0;
    const bool is_here = fault_.lasts || (was_pending && !IsPending());
    if (!can_go_on_ || !fails || !is_here) return;
    for (const std::string& change : FindHalfDone(before, simulator_->DescribeState())) {
      Report(ToJson(op) + " fails with " + ErrorText(ErrorOf(outcome)) + ", yet " + change);
    }
    if (!fault_.lasts) TryAgain(op);
  }

  // The host is well again.
  void TryAgain(const Op& op) {
    const Outcome outcome = simulator_->Run(op);
    Judge(op, outcome);
    if (ErrorOf(outcome) == 0) return;
    Report(ToJson(op) + " fails once more, with " + ErrorText(ErrorOf(outcome)));
  }

  void Judge(const Op& op, const Outcome& outcome) {
    if (outcome.ending == Ending::kCrashed || outcome.ending == Ending::kHung) {
      can_go_on_ = false;
      Report(ToJson(op) + ": " + outcome.detail);
    }
    if (outcome.ending == Ending::kHarnessFault && !LacksHandle(outcome)) {
      Report(ToJson(op) + ": " + outcome.detail);
    }
    if (outcome.ending != Ending::kReturned) return;
    if (IsDocumented(CallOf(op), ErrorOf(outcome))) return;
    Report(ToJson(op) + " answers " + ErrorText(ErrorOf(outcome)) + ", which its page has not");
  }

  // What an Await waits for; else the operation itself.
  const Op& CallOf(const Op& op) const {
    const auto* const await = std::get_if<Await>(&op.any);
    if (await == nullptr) return op;
    for (const Op& call : scenario_) {
      if (call.on().start && call.on().id == await->of) return call;
    }
    return op;
  }

  // What was to give birth to it has failed.
  static bool LacksHandle(const Outcome& outcome) {
    return outcome.detail.find("was born yet") != std::string::npos;
  }

  void Report(std::string finding) { run_.findings.push_back(std::move(finding)); }

  const std::vector<Op>& scenario_;
  const std::vector<Outcome>& undisturbed_;
  const PlannedFault fault_;
  const std::unique_ptr<Implementation> simulator_ = MakeSimulator({});
  FaultRun run_;
  bool can_go_on_ = true;
};

}  // namespace

std::vector<Outcome> PlayUndisturbed(const std::vector<Op>& scenario) {
  const std::unique_ptr<Implementation> simulator = MakeSimulator({});
  std::vector<Outcome> outcomes;
  for (const Op& op : scenario) outcomes.push_back(simulator->Run(op));
  return outcomes;
}

FaultRun PlayWithFault(const std::vector<Op>& scenario, const std::vector<Outcome>& undisturbed,
                       const PlannedFault& fault) {
  return Disturbance(scenario, undisturbed, fault).Play();
}

}  // namespace etalon
