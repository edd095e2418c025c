// The simulator answers as every machine did of which a pack is kept.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/recording/judge.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

std::vector<std::string> Packs() {
  std::vector<std::string> packs;
  for (const auto& entry : std::filesystem::directory_iterator("golden/recordings")) {
    if (entry.is_directory()) packs.push_back(entry.path().filename().string());
  }
  std::sort(packs.begin(), packs.end());
  return packs;
}

class RecordingsTest : public testing::TestWithParam<std::string> {};

TEST_P(RecordingsTest, AreAsTheSimulatorIs) {
  const std::string folder = "golden/recordings/" + GetParam();
  std::string error;
  const std::optional<Pack> pack = ReadPack(folder, &error);
  ASSERT_TRUE(pack.has_value()) << error;
  std::ostringstream said;
  const std::unique_ptr<Implementation> simulator = MakeSimulator({.windows = SimulatedFor(*pack)});
  const PackJudgement judgement = JudgePack(*pack, folder, *simulator, said);
  EXPECT_EQ(judgement.trouble, "");
  EXPECT_EQ(judgement.differences, 0) << said.str();
  EXPECT_TRUE(judgement.proposals.empty()) << "./etalon judge --accept " << folder;
  EXPECT_GT(judgement.scripts, 0);
}

INSTANTIATE_TEST_SUITE_P(Packs, RecordingsTest, testing::ValuesIn(Packs()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace etalon
