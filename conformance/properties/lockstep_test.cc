// Any sequence of operations goes as the model says, on the simulator. Seed and number of sequences
// come from RC_PARAMS (see BUILD): RC_PARAMS="seed=7 max_success=10000" searches elsewhere.
#include <rapidcheck.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/properties/random_sequence.h"
#include "conformance/properties/shrink.h"
#include "conformance/script/json.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

Plan AnyPlan() {
  Plan plan;
  plan.seed = *rc::gen::noShrink(rc::gen::arbitrary<uint64_t>());
  plan.steps = *rc::gen::noShrink(rc::gen::inRange<uint32_t>(20, 120));
  return plan;
}

// A sequence that fails is made smaller by ourselves: RapidCheck knows nothing of handles.
void Check(Implementation& implementation, const Played& played) {
  if (played.failure.empty()) return;
  RC_FAIL(ReportOf(Shrink(implementation, played.sequence), "FILE", implementation.traits().name));
}

TEST(Lockstep, GoesAsTheModelSays) {
  const auto simulator = MakeSimulator({.telling = Telling::kReports});
  Tally tally;
  EXPECT_TRUE(rc::check("sequences go as the model says", [&] {
    Check(*simulator, PlayRandomly(*simulator, AnyPlan(), &tally, nullptr));
  }));
  std::ostringstream text;
  tally.Print(text, false);
  RecordProperty("tally", text.str());

  // A search that never gets there proves nothing.
  EXPECT_GE(tally.succeeded() * 2, tally.steps()) << text.str();
  EXPECT_GE(tally.exact() * 10, tally.steps() * 6) << text.str();
  for (size_t i = 0; i < kDeepStates; ++i) {
    const auto state = static_cast<DeepState>(i);
    EXPECT_GE(tally.Of(state) * 100, tally.steps()) << NameOf(state) << '\n' << text.str();
  }
}

// The same with everything told of changed memory, which takes its time.
TEST(Lockstep, GoesAsTheModelSaysWhenEverythingIsTold) {
  const auto simulator = MakeSimulator({});
  for (uint64_t number = 0; number < 60; ++number) {
    const Played played = PlayRandomly(*simulator, LegalPlanOf(3, number), nullptr, nullptr);
    ASSERT_EQ(played.failure, "") << ScriptOf(Shrink(*simulator, played.sequence));
  }
}

// One line an outcome.
std::vector<std::string> OutcomesOf(Implementation& implementation, const Sequence& sequence) {
  std::vector<std::string> lines;
  std::string why;
  EXPECT_TRUE(implementation.StartAfresh(&why)) << why;
  for (const SequenceStep& step : sequence) lines.push_back(ToJson(implementation.Run(step.op)));
  return lines;
}

TEST(Lockstep, AReplayGivesTheSameBytes) {
  const auto simulator = MakeSimulator({});
  const auto other = MakeSimulator({});
  for (uint64_t number = 0; number < 30; ++number) {
    const Sequence sequence =
        PlayRandomly(*simulator, LegalPlanOf(5, number), nullptr, nullptr).sequence;
    ASSERT_EQ(OutcomesOf(*simulator, sequence), OutcomesOf(*other, sequence)) << number;
  }
}

// Two machines in turns, an operation each, and each by itself.
TEST(Lockstep, TwoMachinesNeverNoticeEachOther) {
  const auto one = MakeSimulator({});
  const auto other = MakeSimulator({});
  for (uint64_t number = 0; number < 30; ++number) {
    const Sequence a = PlayRandomly(*one, LegalPlanOf(7, number), nullptr, nullptr).sequence;
    const Sequence b = PlayRandomly(*one, LegalPlanOf(9, number), nullptr, nullptr).sequence;
    const std::vector<std::string> alone_a = OutcomesOf(*one, a);
    const std::vector<std::string> alone_b = OutcomesOf(*one, b);
    OutcomesOf(*one, {});
    OutcomesOf(*other, {});
    for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
      if (i < a.size()) {
        ASSERT_EQ(ToJson(one->Run(a[i].op)), alone_a[i]) << ToJson(a[i].op);
      }
      if (i < b.size()) {
        ASSERT_EQ(ToJson(other->Run(b[i].op)), alone_b[i]) << ToJson(b[i].op);
      }
    }
  }
}

}  // namespace
}  // namespace etalon
