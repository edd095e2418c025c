#include "conformance/implementations/agent_client.h"

#include <algorithm>
#include <cstdlib>

#include "conformance/implementations/agent_protocol.h"
#include "conformance/implementations/child_process.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

using std::chrono::milliseconds;

constexpr size_t kTailBytes = 500;
constexpr size_t kShownBytes = 100;
constexpr milliseconds kAnswerSlack{1000};  // between the agent's own time-out and ours

Outcome Ended(const Op& op, Ending ending, std::string detail) {
  return {.id = op.on().id, .ending = ending, .detail = std::move(detail), .callbacks = {}};
}

class Agent final : public AgentConnection {
 public:
  explicit Agent(const AgentOptions& options) : options_(options) {}

  const ImplementationTraits& traits() const override { return traits_; }

  Outcome Run(const Op& op) override { return Ask(op, ToJson(op)); }

  Outcome TellHandle(const std::string& symbol) override {
    return Ask(Op(Reset{}), R"({"op":"TellHandle","handle":")" + symbol + "\"}");
  }

  // Says the line, which is of that operation.
  Outcome Ask(const Op& op, const std::string& request) {
    if (child_ == nullptr) return Ended(op, Ending::kHarnessFault, "the agent is not running");
    is_untouched_ = false;
    std::string answer;
    switch (child_->Ask(request, Now() + TimeFor(op), &answer)) {
      case ChildProcess::Answer::kLine:
        return Judge(op, answer);
      case ChildProcess::Answer::kEnded:
        return GiveUp(op, Ending::kCrashed, "the agent ended");
      case ChildProcess::Answer::kTimedOut:
        break;
    }
    return GiveUp(op, Ending::kHung,
                  "no answer within " + std::to_string(TimeFor(op).count()) + " ms");
  }

  bool StartAfresh(std::string* why) override {
    if (child_ != nullptr && is_untouched_) return true;
    if (child_ != nullptr && !options_.fresh_process && DoReset()) return true;
    return StartProcess(why);
  }

  bool StartProcess(std::string* why) {
    child_ = ChildProcess::Start(options_.command, why);
    if (child_ == nullptr) return false;
    std::string line;
    const ChildProcess::Answer answer = child_->Ask("", Now() + options_.start_timeout, &line);
    if (answer != ChildProcess::Answer::kLine) {
      *why = answer == ChildProcess::Answer::kEnded ? "the agent ended" : "the agent said nothing";
      *why += " (" + child_->Kill() + ")" + Tail();
      child_.reset();
      return false;
    }
    const std::optional<ImplementationTraits> traits = ParseHelloLine(line, why);
    if (!traits) {
      *why += Tail();
      child_.reset();
      return false;
    }
    traits_ = *traits;
    if (!options_.name.empty()) traits_.name = options_.name;
    if (options_.windows) traits_.windows = *options_.windows;
    is_untouched_ = true;
    return true;
  }

 private:
  static ChildProcess::Deadline Now() { return std::chrono::steady_clock::now(); }

  // What an operation may take: time passes on purpose in some.
  milliseconds TimeFor(const Op& op) const {
    if (const auto* advance = std::get_if<Advance>(&op.any))
      return options_.timeout + milliseconds(advance->ms);
    if (const auto* await = std::get_if<Await>(&op.any)) {
      return std::min(options_.timeout, milliseconds(await->timeout_ms)) + kAnswerSlack;
    }
    return options_.timeout;
  }

  std::string Tail() const {
    const std::string tail = child_->Tail(kTailBytes);
    return tail.empty() ? "" : ": " + tail;
  }

  Outcome GiveUp(const Op& op, Ending ending, const std::string& what) {
    const std::string how = child_->Kill();
    const std::string detail =
        ending == Ending::kCrashed ? what + " (" + how + ")" + Tail() : what + Tail();
    child_.reset();
    return Ended(op, ending, detail);
  }

  // Anything but JSON is the last word of a program that crashes.
  Outcome Judge(const Op& op, const std::string& answer) {
    if (answer.empty() || answer.front() != '{') {
      return GiveUp(op, Ending::kCrashed, "it said " + answer.substr(0, kShownBytes));
    }
    ParseError error;
    std::optional<Outcome> outcome = ParseOutcome(answer, &error);
    if (!outcome) return Ended(op, Ending::kHarnessFault, "the agent's answer: " + ToString(error));
    if (outcome->id.empty()) outcome->id = op.on().id;
    const bool over = outcome->ending == Ending::kCrashed || outcome->ending == Ending::kHung;
    if (over) child_.reset();
    return std::move(*outcome);
  }

  bool DoReset() {
    const bool done = Run(Op(Reset{})).ending == Ending::kReturned;
    is_untouched_ = done;
    return done;
  }

  const AgentOptions options_;
  ImplementationTraits traits_;
  std::unique_ptr<ChildProcess> child_;  // null: StartAfresh makes a new one
  bool is_untouched_ = false;            // nothing has been asked of it yet
};

}  // namespace

std::unique_ptr<AgentConnection> MakeAgent(const AgentOptions& options, std::string* error) {
  // For every process of this agent, which inherits it.
  if (options.windows) setenv("ETALON_WINDOWS", ToString(*options.windows).c_str(), 1);
  auto agent = std::make_unique<Agent>(options);
  return agent->StartProcess(error) ? std::move(agent) : nullptr;
}

}  // namespace etalon
