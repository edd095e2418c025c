#include "conformance/violations/families.h"

#include <algorithm>

#include "conformance/clause_test.h"
#include "conformance/current_test.h"
#include "conformance/violations/permitted_changes.h"
#include "conformance/violations/state.h"

namespace etalon {
namespace {

using clauses::ClauseText;

bool Accepts(const Violation& violation, uint32_t code) {
  if (code == violation.code) return true;
  const ClauseText& clause = clauses::TextOf(*violation.clause);
  return std::find(clause.accepts.begin(), clause.accepts.end(), code) != clause.accepts.end();
}

bool IsHeldAgainstOthers(std::string_view authority) {
  return authority == "documented" || authority == "observed";
}

class ViolationTest : public ClauseTest {
 protected:
  explicit ViolationTest(const Calls& calls) : calls_(calls) {}

  Op ArrangeCall(const std::vector<const Violation*>& spoiled) {
    for (const Violation* violation : spoiled) Needs(violation->since);
    Scene scene(
        [this](const Op& op) { return Run(op); },
        [this](const std::string& why) { EndArrangement(why); });
    return Arrange(calls_, scene, spoiled);
  }

  bool IsRight(const Violation& violation, const Outcome& outcome) const {
    const uint32_t code = ErrorOf(outcome);
    return implementation().reference ? code == violation.code : Accepts(violation, code);
  }

  void ExpectRight(const Violation& violation, const Op& op, const Outcome& outcome) {
    if (IsRight(violation, outcome)) return;
    const std::string expected = DescribeCode(violation.code);
    const std::string actual = DescribeCode(ErrorOf(outcome));
    TheCurrentTest().Mismatch(NameOf(op), expected, actual);
    ADD_FAILURE() << NameOf(op) << " answered " << actual << ", expected " << expected << ": "
                  << clauses::TextOf(*violation.clause).condition;
  }

 private:
  const Calls& calls_;
};

class AloneTest final : public ViolationTest {
 public:
  AloneTest(const Calls& calls, const Violation& violation)
      : ViolationTest(calls), violation_(violation) {}

 private:
  void Body() override {
    const Op op = ArrangeCall({&violation_});
    ExpectRight(violation_, op, Run(op));
  }

  const Violation& violation_;
};

class AtomicTest final : public ViolationTest {
 public:
  AtomicTest(const Calls& calls, const Violation& violation)
      : ViolationTest(calls), violation_(violation) {}

 private:
  void Body() override {
    const Op op = ArrangeCall({&violation_});
    Implementation& implementation = *TheCurrentTest().implementation;
    // The caller's thread is there before the call.
    const Outcome thread =
        implementation.Run(GetTraceEnableLevel{.session = Handle{.literal = 1}, .on = op.on()});
    if (thread.ending == Ending::kCrashed) EndAs(Verdict::kCrash, thread.detail);
    if (thread.ending == Ending::kHung) EndAs(Verdict::kHang, thread.detail);
    const State before = StateOf(implementation);
    const Outcome outcome = Run(op);
    if (!implementation.traits().reference && !IsRight(violation_, outcome)) {
      EndAs(Verdict::kNotApplicable, "it answered " + DescribeCode(ErrorOf(outcome)));
    }
    ExpectRight(violation_, op, outcome);
    TheCurrentTest().counts = false;  // that failures are atomic is a house rule
    std::vector<StateChange> changes = ChangesBetween(before, StateOf(implementation));
    for (StateChange& change : ChangesOfArguments(outcome)) changes.push_back(std::move(change));
    for (const StateChange& change : changes) Judge(op, change);
  }

  void Judge(const Op& op, const StateChange& change) {
    for (const std::string_view words : clauses::TextOf(*violation_.clause).changes) {
      const PermittedChange* permitted = FindPermittedChange(words);
      if (permitted != nullptr && Permits(*permitted, change.name)) return;
    }
    TheCurrentTest().Mismatch(NameOf(op), "nothing changes", ToString(change));
    ADD_FAILURE() << "the failing " << NameOf(op) << " changed " << ToString(change);
  }

  const Violation& violation_;
};

class PairTest final : public ViolationTest {
 public:
  PairTest(const Calls& calls, const Pair& pair) : ViolationTest(calls), pair_(pair) {}

 private:
  void Body() override {
    const ClauseText& loser = clauses::TextOf(*pair_.loser->clause);
    if (!clauses::HoldsIn(loser, windows())) {
      EndAs(Verdict::kNotApplicable, std::string(loser.id) + " holds " + VersionsOf(loser));
    }
    const Op op = ArrangeCall({pair_.winner, pair_.loser});
    const Outcome outcome = Run(op);
    TheCurrentTest().counts = Counts(outcome);
    ExpectRight(*pair_.winner, op, outcome);
  }

  // Whether a wrong answer is held against the implementation: when the order has been seen, or
  // when it is the answer of neither clause.
  bool Counts(const Outcome& outcome) const {
    const ClauseText& winner = clauses::TextOf(*pair_.winner->clause);
    const ClauseText& loser = clauses::TextOf(*pair_.loser->clause);
    if (Accepts(*pair_.loser, ErrorOf(outcome))) {
      return IsHeldAgainstOthers(clauses::OrderAuthority(winner, loser));
    }
    return IsHeldAgainstOthers(winner.authority) || IsHeldAgainstOthers(loser.authority);
  }

  const Pair pair_;
};

std::string Constant(const Clause& clause) {
  std::string name = clause.id;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

void AddTest(const Calls& calls, const Clause& clause, const std::string& name,
             std::function<ClauseTest*()> make) {
  RegisterClauseTest({.clause = &clause,
                      .near_miss = false,
                      .generated = true,
                      .suite = Constant(clause),
                      .name = name,
                      .file = calls.file,
                      .line = 1},
                     std::move(make));
}

}  // namespace

void RegisterFamilies(const Calls& calls) {
  for (const Violation& violation : calls.violations) {
    const std::string variant = violation.variant.empty() ? "" : "_" + violation.variant;
    AddTest(calls, *violation.clause, "ViolatedAlone" + variant,
            [&] { return new AloneTest(calls, violation); });
    AddTest(calls, *violation.clause, "FailureChangesNothing" + variant,
            [&] { return new AtomicTest(calls, violation); });
  }
  for (const Pair& pair : PairsOf(calls)) {
    const std::string how = pair.winner->variant.empty() ? "" : "_" + pair.winner->variant;
    AddTest(calls, *pair.winner->clause, "WinsOver_" + Constant(*pair.loser->clause) + how,
            [&calls, pair] { return new PairTest(calls, pair); });
  }
}

}  // namespace etalon
