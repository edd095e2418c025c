#include "conformance/implementations/in_process.h"

#include "conformance/implementations/simulated_world.h"
#include "conformance/implementations/simulator_api.h"
#include "conformance/script/executor.h"

namespace etalon {
namespace {

// One machine and what happens on it.
struct Session {
  explicit Session(const SimulatorOptions& options)
      : world(std::make_unique<SimulatedWorld>(
            sim::MachineOptions{.seed = options.seed, .processors = options.processors})),
        executor(std::make_unique<Executor>(SimulatorApi(), *world)) {}

  // The machine's threads end before what they call back into.
  ~Session() { world.reset(); }

  std::unique_ptr<SimulatedWorld> world;
  std::unique_ptr<Executor> executor;
};

class Simulator final : public Implementation {
 public:
  explicit Simulator(const SimulatorOptions& options)
      : options_(options), session_(std::make_unique<Session>(options)) {
    traits_.name = "sim";
    traits_.version = "10.0";
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

  bool StartAfresh(std::string*) override {
    // A machine that crashed half-way through a call is left where it is.
    if (broken_) (void)session_.release();
    broken_ = false;
    session_.reset();
    session_ = std::make_unique<Session>(options_);
    return true;
  }

 private:
  Outcome RunReset(const Op& op) {
    StartAfresh(nullptr);
    return {.id = op.on().id, .callbacks = {}};
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

}  // namespace etalon
