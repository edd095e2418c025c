// Searches find every planted mistake, and all come down to the same script.
#include "conformance/properties/shrink.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "conformance/implementations/in_process.h"
#include "conformance/properties/planted_bugs.h"
#include "conformance/properties/random_sequence.h"
#include "conformance/script/json.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::HasSubstr;

// How many searches for each: ETALON_SEEDS.
uint64_t Seeds() {
  const char* const seeds = std::getenv("ETALON_SEEDS");
  return seeds == nullptr ? 3 : std::strtoull(seeds, nullptr, 10);
}

constexpr uint64_t kMostSequences = 2000;

Sequence Find(Implementation& wrong, uint64_t seed) {
  for (uint64_t number = 0; number < kMostSequences; ++number) {
    Played played = PlayRandomly(wrong, LegalPlanOf(seed, number), nullptr, nullptr);
    if (!played.failure.empty()) return std::move(played.sequence);
  }
  return {};
}

class PlantedBugTest : public testing::TestWithParam<size_t> {};

TEST_P(PlantedBugTest, IsFoundByEverySeedAndComesDownToOneScript) {
  const PlantedBug& bug = PlantedBugs()[GetParam()];
  const auto wrong = bug.plant(MakeSimulator({.telling = Telling::kReports}));
  for (uint64_t seed = 1; seed <= Seeds(); ++seed) {
    const Sequence sequence = Find(*wrong, seed);
    ASSERT_FALSE(sequence.empty()) << "seed " << seed << " finds nothing";
    EXPECT_EQ(ScriptOf(Shrink(*wrong, sequence)), bug.script) << "seed " << seed;
  }
}

std::string NameOfBug(const testing::TestParamInfo<size_t>& info) {
  return PlantedBugs()[info.param].name;
}

INSTANTIATE_TEST_SUITE_P(All, PlantedBugTest, testing::Range<size_t>(0, PlantedBugs().size()),
                         NameOfBug);

TEST(Shrink, TellsNothingOfASequenceThatHolds) {
  const auto simulator = MakeSimulator({});
  EXPECT_EQ(Shrink(*simulator, {{StartTraceW{}}}).failure, "");
}

// Without the stop nobody would ever end the call.
TEST(Shrink, TriesNothingThatMayWaitForEver) {
  const PlantedBug& bug = PlantedBugs()[0];
  const auto wrong = bug.plant(MakeSimulator({.telling = Telling::kReports}));
  const Handle trace = {.symbol = "$2", .literal = 0};
  ProcessTrace process = {.handles = {trace}};
  process.on = {.thread = "call1", .id = "call1", .start = true};
  const Sequence sequence = {{StartTraceW{}},
                             {OpenTraceW{.logger_name = u"etalon"}},
                             {process},
                             {StopTraceW{.name = u"etalon"}},
                             {Await{.of = "call1"}},
                             {StartTraceW{}}};
  EXPECT_EQ(ScriptOf(Shrink(*wrong, sequence)), bug.script);
}

TEST(Report, HasTheScriptTheCommandsAndTheProgram) {
  const auto wrong = PlantedBugs()[0].plant(MakeSimulator({.telling = Telling::kReports}));
  const Op start = StartTraceW{.name = u"x"};
  const Shrunk shrunk = Shrink(*wrong, {{start}, {StopTraceW{.name = u"x"}}, {start}});
  const std::string report = ReportOf(shrunk, "found.jsonl", "wine");
  EXPECT_THAT(report, HasSubstr(ScriptOf(shrunk)));
  EXPECT_THAT(report, HasSubstr("./etalon replay found.jsonl --implementation wine"));
  EXPECT_THAT(report, HasSubstr("./etalon emit-c found.jsonl"));
  EXPECT_THAT(report, HasSubstr("#include <evntrace.h>"));
}

}  // namespace
}  // namespace etalon
