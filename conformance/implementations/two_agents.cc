#include "conformance/implementations/two_agents.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "conformance/script/json.h"

namespace etalon {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kNoHandle[] = "$";  // asks whether handles are told at all

Outcome NotApplicable(const Op& op, std::string why) {
  return {.id = op.on().id,
          .ending = Ending::kNotApplicable,
          .detail = std::move(why),
          .callbacks = {}};
}

// The number of "$7"; none for any other text.
std::optional<size_t> NumberOf(const std::string& symbol) {
  if (symbol.size() < 2 || symbol.front() != '$') return std::nullopt;
  size_t number = 0;
  for (const char c : symbol.substr(1)) {
    if (c < '0' || c > '9' || number > 1'000'000) return std::nullopt;
    number = number * 10 + static_cast<size_t>(c - '0');
  }
  return number;
}

// Calls `visit` with each text of the document.
template <typename Visit>
void ForEachText(Json& json, const Visit& visit) {
  if (json.is_string()) {
    visit(json);
  } else if (json.is_structured()) {
    for (Json& member : json) ForEachText(member, visit);
  }
}

// The handles of a test, by the order of their birth on either agent.
class Births {
 public:
  void Clear() { born_.clear(); }

  // Whose handle it is, and its number there; none: it is not born.
  std::optional<std::pair<const AgentConnection*, size_t>> Find(size_t number) const {
    if (number == 0 || number > born_.size()) return std::nullopt;
    return born_[number - 1];
  }

  // The number that a script knows it by. It may be new.
  size_t Know(const AgentConnection* agent, size_t number) {
    const auto known = std::find(born_.begin(), born_.end(), std::make_pair(agent, number));
    const auto place = static_cast<size_t>(known - born_.begin());
    if (place == born_.size()) born_.emplace_back(agent, number);
    return place + 1;
  }

 private:
  std::vector<std::pair<const AgentConnection*, size_t>> born_;
};

class TwoAgents final : public Implementation {
 public:
  TwoAgents(std::unique_ptr<AgentConnection> elevated, std::unique_ptr<AgentConnection> unelevated)
      : elevated_(std::move(elevated)), unelevated_(std::move(unelevated)) {
    TakeTraits();
  }

  const ImplementationTraits& traits() const override { return traits_; }

  Outcome Run(const Op& op) override {
    if (const auto* create = std::get_if<NewProcess>(&op.any)) return Create(op, *create);
    if (user_.empty() || op.on().process != user_) return Carry(op, *elevated_, "");
    if (ReadsFile(op)) return NotApplicable(op, "the second agent has files of its own");
    Outcome outcome = Carry(op, *unelevated_, user_);
    const auto* const start = std::get_if<StartTraceW>(&op.any);
    if (start != nullptr && !outcome.handles.empty()) started_.push_back(start->name);
    return outcome;
  }

  bool StartAfresh(std::string* why) override {
    user_.clear();
    births_.Clear();
    if (!unelevated_->StartAfresh(why)) {
      *why = "the unelevated agent: " + *why;
      return false;
    }
    if (!elevated_->StartAfresh(why)) return false;
    TakeTraits();
    // A plain user may have no right to stop what it was let start.
    for (const auto& name : std::exchange(started_, {})) elevated_->Run(StopTraceW{.name = name});
    return true;
  }

 private:
  void TakeTraits() {
    traits_ = elevated_->traits();
    traits_.capabilities.insert(Capability::kPrivileges);
  }

  // Each agent has a folder of its own.
  static bool ReadsFile(const Op& op) {
    const auto* const open = std::get_if<OpenTraceW>(&op.any);
    const auto* const open_narrow = std::get_if<OpenTraceA>(&op.any);
    return (open != nullptr && open->log_file) ||
           (open_narrow != nullptr && open_narrow->log_file) ||
           std::holds_alternative<OpenTraceFromFile>(op.any) ||
           std::holds_alternative<CreateMergedTraceFile>(op.any);
  }

  Outcome Create(const Op& op, const NewProcess& create) {
    if (create.token == Token::kAdministrator) {
      Outcome outcome = Carry(op, *elevated_, "");
      // It has been asked only because there is a second agent.
      if (outcome.ending == Ending::kHarnessFault) return NotApplicable(op, outcome.detail);
      return outcome;
    }
    if (create.token != Token::kUser) {
      return NotApplicable(op, "the second agent is a plain user's");
    }
    if (!user_.empty()) return NotApplicable(op, "there is one unelevated agent");
    if (create.suspended || create.bits != 64 || !create.in_place_of.empty()) {
      return NotApplicable(op, "the second agent runs already, with 64 bits");
    }
    const Outcome probe = elevated_->TellHandle(kNoHandle);
    if (probe.ending == Ending::kNotApplicable || probe.ending == Ending::kNotImplemented) {
      return NotApplicable(op, "the agent does not tell handles: " + probe.detail);
    }
    user_ = create.name;
    return {.id = op.on().id, .callbacks = {}};
  }

  Outcome Carry(const Op& op, AgentConnection& agent, const std::string& process) {
    Json request = Json::parse(ToJson(op));
    if (!process.empty()) request.erase("process");
    std::string trouble;
    ForEachText(request, [&](Json& text) { Send(&text, &agent, &trouble); });
    if (!trouble.empty()) return NotApplicable(op, trouble);
    ParseError error;
    const std::optional<Op> sent = ParseOp(request.dump(), &error);
    if (!sent) return NotApplicable(op, "another agent's handle: " + ToString(error));
    return Receive(agent.Run(*sent), agent, process);
  }

  // From the name in the script to the agent's own, or to the number.
  void Send(Json* text, AgentConnection* agent, std::string* trouble) {
    const auto number = NumberOf(text->get<std::string>());
    const auto born = number ? births_.Find(*number) : std::nullopt;
    if (!born) return;
    const std::string symbol = "$" + std::to_string(born->second);
    if (born->first == agent) {
      *text = symbol;
      return;
    }
    AgentConnection& other = agent == elevated_.get() ? *unelevated_ : *elevated_;
    const Outcome told = other.TellHandle(symbol);
    if (told.ending != Ending::kReturned) *trouble = "a handle is not told: " + told.detail;
    *text = told.returns;
  }

  // And back.
  Outcome Receive(const Outcome& outcome, const AgentConnection& agent,
                  const std::string& process) {
    Json answer = Json::parse(ToJson(outcome));
    std::set<size_t> named;
    ForEachText(answer, [&](Json& text) {
      if (const auto number = NumberOf(text.get<std::string>())) named.insert(*number);
    });
    std::map<size_t, size_t> names;
    for (const size_t number : named) names[number] = births_.Know(&agent, number);
    ForEachText(answer, [&](Json& text) {
      const auto number = NumberOf(text.get<std::string>());
      if (number) text = "$" + std::to_string(names[*number]);
    });
    if (!process.empty() && answer.contains("callbacks")) {
      for (Json& call : answer["callbacks"]) call["process"] = process;
    }
    ParseError error;
    std::optional<Outcome> received = ParseOutcome(answer.dump(), &error);
    return received ? std::move(*received) : outcome;
  }

  const std::unique_ptr<AgentConnection> elevated_;
  const std::unique_ptr<AgentConnection> unelevated_;
  ImplementationTraits traits_;
  std::string user_;  // the process that stands for the second agent; "": none yet
  Births births_;
  std::vector<decltype(StartTraceW::name)> started_;  // by the second agent
};

}  // namespace

std::unique_ptr<Implementation> JoinAgents(std::unique_ptr<AgentConnection> elevated,
                                           std::unique_ptr<AgentConnection> unelevated) {
  return std::make_unique<TwoAgents>(std::move(elevated), std::move(unelevated));
}

}  // namespace etalon
