#include "conformance/violations/state.h"

#include "conformance/script/op.h"

namespace etalon {
namespace {

std::string TextOf(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::to_string(std::get<uint64_t>(value));
}

// Blocks by name, each with its members.
std::map<std::string, State> BlocksOf(const Outcome& outcome) {
  std::map<std::string, State> blocks;
  for (const Change& change : outcome.changes) {
    blocks[change.block][change.member] = TextOf(change.value);
  }
  return blocks;
}

// Members that differ from one query to the next.
bool TellsTheTime(const std::string& member) { return member == "Wnode.TimeStamp"; }

}  // namespace

State StateOf(Implementation& implementation) {
  State state = implementation.DescribeState();
  if (!state.empty()) return state;
  const Outcome outcome = implementation.Run(QueryAllTracesW{});
  if (outcome.ending != Ending::kReturned || outcome.returns != 0) return state;
  for (const auto& [block, members] : BlocksOf(outcome)) {
    const auto named = members.find("LoggerName");
    if (named == members.end()) continue;
    const std::string session = "session/" + named->second;
    state[session] = "there";
    if (!named->second.starts_with("etalon")) continue;
    for (const auto& [member, value] : members) {
      if (!TellsTheTime(member)) state[session + "/" + member] = value;
    }
  }
  return state;
}

std::vector<StateChange> ChangesBetween(const State& before, const State& after) {
  std::vector<StateChange> changes;
  State all = before;
  all.insert(after.begin(), after.end());
  const auto value = [](const State& state, const std::string& name) {
    const auto found = state.find(name);
    return found == state.end() ? std::string() : found->second;
  };
  for (const auto& [name, ignored] : all) {
    StateChange change = {name, value(before, name), value(after, name)};
    if (change.before != change.after) changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<StateChange> ChangesOfArguments(const Outcome& outcome) {
  std::vector<StateChange> changes;
  for (const Change& change : outcome.changes) {
    changes.push_back(
        {"argument/" + change.block + "/" + change.member, "", TextOf(change.value)});
  }
  return changes;
}

std::string ToString(const StateChange& change) {
  return change.name + ": " + (change.before.empty() ? "(nothing)" : change.before) + " -> " +
         (change.after.empty() ? "(nothing)" : change.after);
}

}  // namespace etalon
