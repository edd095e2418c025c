// The 1st, 2nd, 3rd, ... request of each kind fails in every scenario, alone and then with all that
// follow, until the scenario gets by with fewer: fault_run.h says what must hold each time.
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/implementations/simulator_machine.h"
#include "conformance/script/json.h"
#include "conformance/script/script_reader.h"
#include "golden/aftermath.h"
#include "golden/documented_errors.h"
#include "golden/fault_run.h"
#include "golden/half_done.h"
#include "golden/scenario.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

const char* const kDirectory = "golden/data";
constexpr uint32_t kMostRequests = 1000;

std::vector<Op> ReadOps(const std::string& scenario) {
  std::string error;
  const auto script =
      ReadScriptFile(std::string(kDirectory) + "/" + ScriptFileOf(scenario), &error);
  EXPECT_TRUE(script.has_value()) << error;
  std::vector<Op> ops;
  for (const ScriptLine& line : script.value_or(std::vector<ScriptLine>{})) ops.push_back(line.op);
  return ops;
}

// Of a scenario that makes such a request fail itself the plan would not last.
bool Plans(const std::vector<Op>& ops, FaultPoint point) {
  return std::any_of(ops.begin(), ops.end(), [&](const Op& op) {
    const auto* const fault = std::get_if<InjectFault>(&op.any);
    return fault != nullptr && fault->point == point;
  });
}

// Whether the fault happened and all was well.
bool PlaysWell(const std::string& scenario, const std::vector<Op>& ops,
               const std::vector<Outcome>& undisturbed, const PlannedFault& fault) {
  const FaultRun run = PlayWithFault(ops, undisturbed, fault);
  const uint32_t times = fault.lasts ? UINT32_MAX : 1;
  for (const std::string& finding : run.findings) {
    ADD_FAILURE() << "golden/data/" << ScriptFileOf(scenario) << " behind\n"
                  << ToJson(InjectFault{fault.point, fault.after, times}) << "\n"
                  << finding;
  }
  return run.findings.empty() && (run.happened || fault.lasts);
}

// How many requests of the kind the scenario makes: so many fail in their turn, alone and then with
// all that follow.
uint32_t Sweep(const std::string& scenario, FaultPoint point) {
  const std::vector<Op> ops = ReadOps(scenario);
  if (Plans(ops, point)) return 0;
  const std::vector<Outcome> undisturbed = PlayUndisturbed(ops);
  uint32_t after = 0;
  while (after < kMostRequests && PlaysWell(scenario, ops, undisturbed, {point, after, false}) &&
         PlaysWell(scenario, ops, undisturbed, {point, after, true})) {
    ++after;
  }
  EXPECT_LT(after, kMostRequests) << "it never completes";
  return after;
}

class FaultSweep : public testing::TestWithParam<std::string> {};

TEST_P(FaultSweep, BufferMemory) { Sweep(GetParam(), FaultPoint::kBufferMemory); }
TEST_P(FaultSweep, PropertiesMemory) { Sweep(GetParam(), FaultPoint::kPropertiesMemory); }
TEST_P(FaultSweep, DiskWrites) { Sweep(GetParam(), FaultPoint::kDiskWrite); }
TEST_P(FaultSweep, FileOpens) { Sweep(GetParam(), FaultPoint::kFileOpen); }

INSTANTIATE_TEST_SUITE_P(Scenarios, FaultSweep, testing::ValuesIn(ScenariosIn(kDirectory)),
                         [](const auto& info) { return info.param; });

TEST(FaultSweepItself, MeetsEveryRequest) {
  EXPECT_EQ(Sweep("file_newfile", FaultPoint::kFileOpen), 3u);
  EXPECT_GE(Sweep("file_newfile", FaultPoint::kDiskWrite), 6u);
  EXPECT_EQ(Sweep("heap_update", FaultPoint::kPropertiesMemory), 3u);
  EXPECT_GE(Sweep("file_sequential", FaultPoint::kBufferMemory), 1u);
}

TEST(FaultSweepItself, NoticesAnUndocumentedError) {
  const std::vector<Op> ops = {QueryTraceW{.name = u"nobody"}};
  EXPECT_TRUE(IsDocumented(ops[0], 4201));
  EXPECT_FALSE(IsDocumented(ops[0], 1450));
  EXPECT_FALSE(IsDocumented(EventRegister{}, 4201));
}

TEST(FaultSweepItself, NoticesWhatIsHalfDone) {
  const std::map<std::string, std::string> before = {
      {"session/a/LogFileName", "x"}, {"session/a/EventsLost", "0"}, {"registration/1/Guid", "g"}};
  const auto found_after = [&](std::map<std::string, std::string> change, const char* gone = "") {
    std::map<std::string, std::string> after = before;
    for (const auto& [name, value] : change) after[name] = value;
    after.erase(gone);
    return FindHalfDone(before, after);
  };
  EXPECT_TRUE(found_after({{"session/a/EventsLost", "1"}}).empty());
  EXPECT_EQ(found_after({{"session/a/LogFileName", "y"}}).size(), 1u);
  EXPECT_EQ(found_after({{"session/b/LogFileName", "y"}}).size(), 1u);
  EXPECT_EQ(found_after({}, "session/a/LogFileName").size(), 1u);
  EXPECT_EQ(found_after({}, "registration/1/Guid").size(), 1u);
  EXPECT_TRUE(FindHalfDone(before, {{"registration/1/Guid", "g"}}).empty());
}

TEST(FaultSweepItself, NoticesWhatIsStillHeld) {
  const std::unique_ptr<Implementation> simulator = MakeSimulator({});
  EXPECT_TRUE(FindAftermath(*simulator).empty());
  MachineOf(*simulator).host().memory.Take(1);
  EXPECT_EQ(FindAftermath(*simulator).size(), 2u);  // and there is an epilogue already
}

}  // namespace
}  // namespace etalon
