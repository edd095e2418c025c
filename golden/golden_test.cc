// Every scenario gives, byte for byte, what is kept in golden/data.
#include <string>

#include "golden/playback.h"
#include "golden/scenario.h"
#include "golden/text_difference.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

constexpr const char* kDirectory = "golden/data";

std::optional<Playback> PlayScenario(const std::string& scenario) {
  const std::string file = ScriptFileOf(scenario);
  const std::optional<std::string> script = ReadWhole(std::string(kDirectory) + "/" + file);
  if (!script) {
    ADD_FAILURE() << file << " cannot be read";
    return std::nullopt;
  }
  std::string error;
  std::optional<Playback> playback = Play(*script, file, testing::TempDir(), &error);
  EXPECT_TRUE(playback.has_value()) << error;
  return playback;
}

class GoldenTest : public testing::TestWithParam<const char*> {};

TEST_P(GoldenTest, GivesWhatIsKept) {
  const std::optional<Playback> playback = PlayScenario(GetParam());
  ASSERT_TRUE(playback.has_value());
  std::map<std::string, std::string> kept = KeptFilesOf(GetParam(), kDirectory);
  for (const auto& [name, text] : FilesOf(GetParam(), *playback)) {
    const std::string difference = TextDifference(kept[name], text);
    EXPECT_TRUE(difference.empty()) << "golden/data/" << name << " differs (- kept, + now):\n"
                                    << difference << "If that is right: " << kRefreshCommand;
    kept.erase(name);
  }
  for (const auto& [name, text] : kept) {
    ADD_FAILURE() << "golden/data/" << name
                  << " is written no more. If that is right: " << kRefreshCommand;
  }
}

TEST_P(GoldenTest, GivesTheSameTwice) {
  const std::optional<Playback> first = PlayScenario(GetParam());
  const std::optional<Playback> second = PlayScenario(GetParam());
  ASSERT_TRUE(first.has_value() && second.has_value());
  EXPECT_EQ(TextDifference(first->transcript, second->transcript), "");
  EXPECT_EQ(first->dumps, second->dumps);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, GoldenTest, testing::ValuesIn(kScenarios),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace etalon
