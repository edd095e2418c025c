#include "conformance/implementations/in_process.h"

#include <mutex>
#include <optional>

#include "conformance/implementations/simulated_world.h"
#include "conformance/implementations/simulator_api.h"
#include "conformance/implementations/simulator_machine.h"
#include "conformance/script/execution/guard.h"
#include "conformance/script/executor.h"

namespace etalon {
namespace {

// One machine and what happens on it.
struct Session {
  explicit Session(const SimulatorOptions& options)
      : api(SimulatorApi(options.windows)),
        world(std::make_unique<SimulatedWorld>(sim::MachineOptions{
            .windows = options.windows, .seed = options.seed, .processors = options.processors})),
        executor(std::make_unique<Executor>(api, *world, options.telling)) {
    if (!options.own_prefix.empty()) executor->ShareComputer(options.own_prefix);
    sim::Host& host = world->machine().host();
    host.guarded_call.Arm(RunExpectingFaults);
    host.foreign_callbacks = {
        .never_waits = [this](const void* context) { return executor->NeverWaits(context); },
        .run_apart = Executor::RunApart};
  }

  // The machine's threads end before what they call back into.
  ~Session() { world.reset(); }

  const EtwApi& api;
  std::unique_ptr<SimulatedWorld> world;
  std::unique_ptr<Executor> executor;
};

class Simulator final : public Implementation {
 public:
  explicit Simulator(const SimulatorOptions& options)
      : options_(options), session_(std::make_unique<Session>(options)) {
    traits_.name = "sim";
    traits_.version = ToString(options.windows);
    traits_.windows = options.windows;
    traits_.reference = true;
    traits_.capabilities = session_->world->capabilities();
  }

  const ImplementationTraits& traits() const override { return traits_; }

  Outcome Run(const Op& op) override {
    if (std::holds_alternative<Reset>(op.any)) return RunReset(op);
    Outcome outcome = session_->executor->Run(op);
    if (outcome.ending == Ending::kCrashed) broken_ = true;
    return outcome;
  }

  std::map<std::string, std::string> DescribeState() override {
    sim::Machine& machine = session_->world->machine();
    std::map<std::string, std::string> state;
    const std::lock_guard<sim::Lock> hold(machine.lock());
    machine.Describe(sim::StateWriter(state));
    return state;
  }

  bool StartAfresh(std::string*) override {
    MakeMachine(options_);
    return true;
  }

  sim::Machine& machine() { return session_->world->machine(); }

 private:
  void MakeMachine(const SimulatorOptions& options) {
    // A machine that crashed half-way through a call is left where it is.
    if (broken_) (void)session_.release();
    broken_ = false;
    session_.reset();
    session_ = std::make_unique<Session>(options);
  }

  Outcome RunReset(const Op& op) {
    SimulatorOptions options = options_;
    const std::string& windows = std::get<Reset>(op.any).windows;
    if (!windows.empty()) {
      const std::optional<WindowsVersion> version = ParseSimulatedWindows(windows);
      if (!version) return NotSimulated(op);
      options.windows = *version;
    }
    MakeMachine(options);
    return {.id = op.on().id, .callbacks = {}};
  }

  static Outcome NotSimulated(const Op& op) {
    return {.id = op.on().id,
            .ending = Ending::kHarnessFault,
            .detail = "windows: simulated are " + SimulatedWindowsList(),
            .callbacks = {}};
  }

  const SimulatorOptions options_;
  ImplementationTraits traits_;
  std::unique_ptr<Session> session_;
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<Implementation> MakeSimulator(const SimulatorOptions& options) {
  return std::make_unique<Simulator>(options);
}

sim::Machine& MachineOf(Implementation& simulator) {
  return static_cast<Simulator&>(simulator).machine();
}

}  // namespace etalon
