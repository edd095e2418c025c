// Calls of several threads at once, on the simulator's scheduler: whatever order the seed makes of
// them, there is one in which the model does the same, one call after the other (they are
// linearizable).
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/properties/lockstep.h"
#include "conformance/properties/operation_source.h"
#include "conformance/script/json.h"
#include "gtest/gtest.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr uint64_t kSeeds = 400;

struct Call {
  Op op;            // as one thread alone would say it
  Outcome outcome;  // when it ran beside the others
};

// Functions that neither wait for others, nor are the world's, nor call providers back: while
// several calls are under way nobody can tell to which of them a callback belongs.
bool IsForThreads(const Op& op) {
  return !CodesOfFunction(op, false).empty() && !op.on().start &&
         !std::holds_alternative<ProcessTrace>(op.any) &&
         !std::holds_alternative<EnableTrace>(op.any) &&
         !std::holds_alternative<EnableTraceEx2>(op.any) &&
         !std::holds_alternative<RegisterTraceGuidsW>(op.any);
}

// A stop would call it back, and it would stop another.
bool HasCallbackThatStops(const Model& model) {
  for (const ModelProvider& provider : model.providers()) {
    for (const Op& step : provider.callback.steps.ops()) {
      if (std::holds_alternative<StopTraceW>(step.any)) return true;
    }
  }
  return false;
}

bool Does(Model& model, const Call& call) {
  return model.Allowed(call.op).Has(CodeOf(call.outcome)) &&
         model.Learn(call.op, call.outcome).empty();
}

// The first order in which the model does as they did; none: there is no such order.
std::optional<std::vector<size_t>> Linearize(const Model& before, const std::vector<Call>& calls) {
  std::vector<size_t> order;
  for (size_t i = 0; i < calls.size(); ++i) order.push_back(i);
  do {
    Model model = before;
    const bool does =
        std::all_of(order.begin(), order.end(), [&](size_t i) { return Does(model, calls[i]); });
    if (does) return order;
  } while (std::next_permutation(order.begin(), order.end()));
  return std::nullopt;
}

// Starts them all, each on a thread of its own, and then waits for each.
std::vector<Call> RunAtOnce(Implementation& implementation, const std::vector<Op>& ops) {
  std::vector<Call> calls;
  for (size_t i = 0; i < ops.size(); ++i) {
    Op op = ops[i];
    op.on().id = "at once " + std::to_string(i);
    op.on().thread = op.on().id;
    op.on().start = true;
    EXPECT_EQ(implementation.Run(op).ending, Ending::kStarted);
  }
  for (size_t i = 0; i < ops.size(); ++i) {
    Outcome outcome = implementation.Run(Await{.of = "at once " + std::to_string(i)});
    calls.push_back({ops[i], std::move(outcome)});
  }
  return calls;
}

std::string TextOf(const std::vector<Call>& calls) {
  std::string text;
  for (const Call& call : calls) text += ToJson(call.op) + "\n  " + ToJson(call.outcome) + '\n';
  return text;
}

struct Round {
  std::vector<Call> calls;
  std::optional<std::vector<size_t>> order;
};

// Some calls one after the other, then some at once. None: they would be no calls of threads alone.
std::optional<Round> Play(Implementation& implementation, uint64_t seed) {
  Choices choices(seed);
  OperationSource source(choices, Leaning::kNone);
  Lockstep lockstep(implementation, nullptr);
  for (uint32_t i = 0; i < 20; ++i) lockstep.Run({source.Next(lockstep.model())});
  EXPECT_EQ(lockstep.failure(), "");
  const Model& model = lockstep.model();
  if (!model.calls().empty() || HasCallbackThatStops(model)) return std::nullopt;
  std::vector<Op> ops;
  while (ops.size() < 2 + seed % 3) {
    const Op op = source.Next(model);
    if (IsForThreads(op)) ops.push_back(op);
  }
  Round round = {RunAtOnce(implementation, ops), {}};
  round.order = Linearize(model, round.calls);
  return round;
}

TEST(Concurrent, CallsAtOnceAreAsIfTheyHadComeOneAfterTheOther) {
  int rounds = 0;
  int turned = 0;  // that no order but another than that of the threads explains
  for (uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const auto simulator = MakeSimulator({.seed = seed, .telling = Telling::kReports});
    const std::optional<Round> round = Play(*simulator, seed);
    if (!round) continue;
    ++rounds;
    ASSERT_TRUE(round->order) << "seed " << seed << '\n' << TextOf(round->calls);
    if (!std::is_sorted(round->order->begin(), round->order->end())) ++turned;
  }
  EXPECT_GE(rounds, static_cast<int>(kSeeds / 2));
  EXPECT_GE(turned, 3) << "threads always run in the order in which they were started";
  RecordProperty("rounds", rounds);
  RecordProperty("turned", turned);
}

// Two starts of one session: one of them wins, and either may.
TEST(Concurrent, OfTwoStartsOneWinsAndEitherMay) {
  int first = 0;
  for (uint64_t seed = 1; seed <= 40; ++seed) {
    const auto simulator = MakeSimulator({.seed = seed});
    const std::vector<Call> calls = RunAtOnce(*simulator, {StartTraceW{}, StartTraceW{}});
    const bool first_won = calls[0].outcome.returns == ERROR_SUCCESS;
    const Outcome& loser = calls[first_won ? 1 : 0].outcome;
    EXPECT_EQ(loser.returns, uint64_t{ERROR_ALREADY_EXISTS});
    first += first_won ? 1 : 0;
  }
  EXPECT_GE(first, 1);
  EXPECT_LE(first, 39);
}

// What could not have happened is not explained.
TEST(Concurrent, AnswersThatNoOrderExplainsAreNoticed) {
  const auto simulator = MakeSimulator({});
  std::vector<Call> calls = RunAtOnce(*simulator, {StartTraceW{}, StartTraceW{}});
  EXPECT_TRUE(Linearize(Model(), calls));
  for (Call& call : calls) call.outcome.returns = ERROR_SUCCESS;
  EXPECT_FALSE(Linearize(Model(), calls));
  for (Call& call : calls) call.outcome.returns = ERROR_ALREADY_EXISTS;
  EXPECT_FALSE(Linearize(Model(), calls));
}

}  // namespace
}  // namespace etalon
