// Replays each script that the command line names on the simulator: every outcome is as the script
// says, and a second run gives the same outcomes to the last byte.
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/script/json.h"
#include "conformance/script/script_reader.h"

namespace etalon {
namespace {

std::vector<Outcome> Replay(const std::vector<ScriptLine>& script) {
  const std::unique_ptr<Implementation> simulator = MakeSimulator({});
  std::string why;
  EXPECT_TRUE(simulator->StartAfresh(&why)) << why;
  std::vector<Outcome> outcomes;
  for (const ScriptLine& line : script) {
    outcomes.push_back(simulator->Run(line.op));
    EXPECT_NE(outcomes.back().ending, Ending::kCrashed) << outcomes.back().detail;
    EXPECT_NE(outcomes.back().ending, Ending::kHung) << outcomes.back().detail;
    if (testing::Test::HasFailure()) break;
  }
  return outcomes;
}

class AcceptanceTest : public testing::Test {
 public:
  explicit AcceptanceTest(std::string file) : file_(std::move(file)) {}

  void TestBody() override {
    std::string error;
    const auto script = ReadScriptFile(file_, &error);
    ASSERT_TRUE(script.has_value()) << error;
    const std::vector<Outcome> outcomes = Replay(*script);
    for (size_t i = 0; i < outcomes.size(); ++i) {
      const ScriptLine& line = (*script)[i];
      ASSERT_TRUE(line.expected.has_value()) << file_ << ":" << line.number << ": no outcome";
      EXPECT_EQ(Difference(*line.expected, outcomes[i]), "")
          << file_ << ":" << line.number << ": " << ToJson(line.op) << "\n  got "
          << ToJson(outcomes[i]);
    }
    const std::vector<Outcome> again = Replay(*script);
    ASSERT_EQ(outcomes.size(), again.size());
    for (size_t i = 0; i < outcomes.size(); ++i) EXPECT_EQ(ToJson(outcomes[i]), ToJson(again[i]));
  }

 private:
  const std::string file_;
};

}  // namespace
}  // namespace etalon

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    const std::string file = argv[i];
    const std::string name = std::filesystem::path(file).stem().string();
    testing::RegisterTest("Acceptance", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [file]() -> testing::Test* { return new etalon::AcceptanceTest(file); });
  }
  return RUN_ALL_TESTS();
}
