#include "conformance/properties/planted_bugs.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "sim/include/evntrace.h"

namespace etalon {
namespace {

// Everything as the right implementation does it, until a subclass says otherwise.
class Wrapped : public Implementation {
 public:
  explicit Wrapped(std::unique_ptr<Implementation> right) : right_(std::move(right)) {}

  const ImplementationTraits& traits() const final { return right_->traits(); }
  Outcome Run(const Op& op) override { return right_->Run(op); }
  bool StartAfresh(std::string* why) override { return right_->StartAfresh(why); }

 private:
  const std::unique_ptr<Implementation> right_;
};

class NamesThatStay final : public Wrapped {
 public:
  using Wrapped::Wrapped;

  Outcome Run(const Op& op) override {
    if (const StartTraceW* const start = std::get_if<StartTraceW>(&op.any)) {
      if (stopped_.contains(start->name)) return {.returns = ERROR_ALREADY_EXISTS, .callbacks = {}};
    }
    Outcome outcome = Wrapped::Run(op);
    const StopTraceW* const stop = std::get_if<StopTraceW>(&op.any);
    if (stop != nullptr && outcome.returns == ERROR_SUCCESS)
      stopped_.insert(stop->name.value_or(u""));
    return outcome;
  }

  bool StartAfresh(std::string* why) override {
    stopped_.clear();
    return Wrapped::StartAfresh(why);
  }

 private:
  std::set<std::u16string> stopped_;
};

class NoTakeover final : public Wrapped {
 public:
  using Wrapped::Wrapped;

  Outcome Run(const Op& op) override {
    if (const EnableTrace* const enable = std::get_if<EnableTrace>(&op.any)) {
      if (owner_ && *owner_ != enable->session) return {.callbacks = {}};
      owner_ = enable->enable != 0 ? std::optional(enable->session) : std::nullopt;
    }
    if (std::holds_alternative<StopTraceW>(op.any)) owner_.reset();
    return Wrapped::Run(op);
  }

  bool StartAfresh(std::string* why) override {
    owner_.reset();
    return Wrapped::StartAfresh(why);
  }

 private:
  std::optional<Handle> owner_;
};

class OneLossCounted final : public Wrapped {
 public:
  using Wrapped::Wrapped;

  Outcome Run(const Op& op) override {
    Outcome outcome = Wrapped::Run(op);
    for (Change& change : outcome.changes) {
      if (change.member == "EventsLost") change.value = uint64_t{1};
    }
    return outcome;
  }
};

}  // namespace

std::unique_ptr<Implementation> WithNamesThatStay(std::unique_ptr<Implementation> right) {
  return std::make_unique<NamesThatStay>(std::move(right));
}

std::unique_ptr<Implementation> WithoutTakeover(std::unique_ptr<Implementation> right) {
  return std::make_unique<NoTakeover>(std::move(right));
}

std::unique_ptr<Implementation> WithOneLossCounted(std::unique_ptr<Implementation> right) {
  return std::make_unique<OneLossCounted>(std::move(right));
}

}  // namespace etalon
