#include "sim/bench/rapidcheck_runs.h"

#include <rapidcheck.h>
#include <rapidcheck/detail/TestListenerAdapter.h>
#include <rapidcheck/state.h>

#include <string>
#include <unordered_map>

#include "conformance/properties/random_sequence.h"

namespace etalon::bench {
namespace {

// ---- Commands on two numbers.

struct Counts {
  int events = 0;
  int sessions = 0;
};

using TrivialCommand = rc::state::Command<Counts, Counts>;

struct Start final : TrivialCommand {
  void checkPreconditions(const Counts& before) const override { RC_PRE(before.sessions < 64); }
  void apply(Counts& model) const override { ++model.sessions; }
  void run(const Counts& before, Counts& subject) const override {
    ++subject.sessions;
    RC_ASSERT(subject.sessions == before.sessions + 1);
  }
};

struct Stop final : TrivialCommand {
  void checkPreconditions(const Counts& before) const override { RC_PRE(before.sessions > 0); }
  void apply(Counts& model) const override { --model.sessions; }
  void run(const Counts& before, Counts& subject) const override {
    --subject.sessions;
    RC_ASSERT(subject.sessions == before.sessions - 1);
  }
};

struct Trace final : TrivialCommand {
  Trace() : times(*rc::gen::inRange(0, 100)) {}
  void apply(Counts& model) const override { model.events += times; }
  void run(const Counts& before, Counts& subject) const override {
    subject.events += times;
    RC_ASSERT(subject.events == before.events + times);
  }
  int times;
};

struct Flush final : TrivialCommand {
  void apply(Counts& model) const override { model.events = 0; }
  void run(const Counts&, Counts& subject) const override { subject.events = 0; }
};


// Draws `sequences` sequences and has `run` play each; how many commands that were.
template <typename Draw, typename Run>
int64_t RunAll(uint64_t seed, int sequences, const Draw& draw, const Run& run) {
  int64_t commands_run = 0;
  rc::detail::TestParams params;
  params.seed = seed;
  params.maxSuccess = sequences;
  rc::detail::TestListenerAdapter listener;  // says nothing
  const rc::detail::TestResult result = rc::detail::checkTestable(
      [&] {
        const auto commands = *draw();
        run(commands);
        commands_run += static_cast<int64_t>(commands.size());
      },
      rc::detail::TestMetadata{"bench", "bench"}, params, listener,
      std::unordered_map<std::string, rc::detail::Reproduce>());
  return result.is<rc::detail::SuccessResult>() ? commands_run : 0;
}

}  // namespace

int64_t RunTrivialCommands(uint64_t seed, int sequences) {
  return RunAll(
      seed, sequences,
      [] {
        return rc::state::gen::commands(
            Counts{}, rc::state::gen::execOneOfWithArgs<Start, Stop, Trace, Flush>());
      },
      [](const auto& commands) {
        Counts subject;
        rc::state::runAll(commands, Counts{}, subject);
      });
}

int64_t RunSessionCommands(Implementation& implementation, uint64_t seed, int sequences) {
  int64_t operations = 0;
  rc::detail::TestParams params;
  params.seed = seed;
  params.maxSuccess = sequences;
  rc::detail::TestListenerAdapter listener;  // says nothing
  const rc::detail::TestResult result = rc::detail::checkTestable(
      [&] {
        Tally tally;
        Plan plan;
        plan.seed = *rc::gen::arbitrary<uint64_t>();
        plan.steps = *rc::gen::inRange<uint32_t>(10, 100);
        plan.leaning = Leaning::kNone;
        RC_ASSERT(PlayRandomly(implementation, plan, &tally, nullptr, false).failure.empty());
        operations += static_cast<int64_t>(tally.steps());
      },
      rc::detail::TestMetadata{"bench", "bench"}, params, listener,
      std::unordered_map<std::string, rc::detail::Reproduce>());
  return result.is<rc::detail::SuccessResult>() ? operations : 0;
}

}  // namespace etalon::bench
