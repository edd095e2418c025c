#include "conformance/properties/lockstep.h"

#include <map>

#include "conformance/script/json.h"

namespace etalon {
namespace {

// Members of a session's report that go on by themselves.
bool Moves(const std::string& member) {
  return member == "Wnode.TimeStamp" || member == "NumberOfBuffers" || member == "FreeBuffers" ||
         member == "BuffersWritten";
}

bool IsOfTheWorld(const Op& op) { return CodesOfFunction(op, false).empty(); }

std::string Text(const Value& value) {
  const uint64_t* const number = std::get_if<uint64_t>(&value);
  return number != nullptr ? std::to_string(*number) : std::get<std::string>(value);
}

}  // namespace

Lockstep::Lockstep(Implementation& implementation, Tally* tally, const LockstepOptions& options)
    : implementation_(implementation),
      tally_(tally),
      options_(options),
      model_(!implementation.traits().reference) {
  std::string why;
  if (!implementation_.StartAfresh(&why)) failure_ = "cannot be started: " + why;
  if (tally_ != nullptr) tally_->BeginSequence();
}

Outcome Lockstep::Run(const SequenceStep& step) {
  if (!failure_.empty()) return {.ending = Ending::kHarnessFault, .callbacks = {}};
  const bool is_known = !step.due.empty() || model_.KnowsExactly(step.op);
  const Codes allowed = step.due.empty() ? model_.Allowed(step.op) : step.due;
  due_ = allowed;
  const bool must_fail = is_known && !allowed.Has(0) && !step.op.on().start;
  const uint32_t every = options_.failures_looked_into;
  const bool looks =
      must_fail && !model_.ChangesByItself() && every != 0 && ++failing_ % every == 0;
  Snapshot before;
  if (looks) {
    // The caller's thread is there before the call.
    implementation_.Run(GetTraceEnableLevel{.session = Handle{.literal = 1}, .on = step.op.on()});
    before = Look();
  }
  if (notes_ != nullptr) notes_->push_back(step);
  Outcome outcome = implementation_.Run(step.op);
  if (looks && outcome.ending == Ending::kReturned) CompareWith(before, step.op);
  Judge(step, allowed, outcome);
  if (tally_ != nullptr) {
    if (is_known) tally_->CountExact();
    tally_->Count(step.op, outcome, model_);
  }
  return outcome;
}

void Lockstep::Judge(const SequenceStep& step, const Codes& allowed, const Outcome& outcome) {
  const Op& op = step.op;
  switch (outcome.ending) {
    case Ending::kReturned:
      break;
    case Ending::kStarted:
      model_.Learn(op, outcome);
      return;
    case Ending::kNotImplemented:
    case Ending::kNotApplicable:
      return;
    case Ending::kHarnessFault:
      senseless_ = true;
      return Fail(op, outcome.detail);
    default:
      return Fail(op, NameOf(outcome.ending) + ": " + outcome.detail);
  }
  if (!IsOfTheWorld(op)) {
    const uint32_t code = CodeOf(outcome);
    if (!allowed.Has(code))
      return Fail(op, "expected " + ToString(allowed) + ", got " + ErrorText(code));
  }
  const std::string wrong = model_.Learn(op, outcome);
  if (!wrong.empty()) Fail(op, wrong);
}

Lockstep::Snapshot Lockstep::Look() {
  Snapshot state = implementation_.DescribeState();
  if (!state.empty()) return state;
  const Outcome all = implementation_.Run(QueryAllTracesW{});
  for (const Change& change : all.changes) {
    if (!Moves(change.member)) state[change.block + '/' + change.member] = Text(change.value);
  }
  return state;
}

void Lockstep::CompareWith(const Snapshot& before, const Op& op) {
  const Snapshot after = Look();
  for (const auto& [name, value] : before) {
    const auto found = after.find(name);
    const std::string now = found == after.end() ? "nothing" : found->second;
    if (now != value) return Fail(op, "failed, and changed " + name + ": " + value + " -> " + now);
  }
  for (const auto& [name, value] : after) {
    if (before.count(name) == 0) return Fail(op, "failed, and brought " + name + ": " + value);
  }
}

void Lockstep::Fail(const Op& op, const std::string& why) {
  if (failure_.empty()) failure_ = NameOf(op) + ": " + why;
}

std::string Play(Implementation& implementation, const Sequence& sequence,
                 const LockstepOptions& options) {
  Lockstep lockstep(implementation, nullptr, options);
  for (const SequenceStep& step : sequence) {
    lockstep.Run(step);
    if (!lockstep.failure().empty()) break;
  }
  return lockstep.failure();
}

}  // namespace etalon
