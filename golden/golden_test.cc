// Every scenario gives, byte for byte, what is kept in golden/data; and so do the real files.
#include <string>

#include "golden/playback.h"
#include "golden/real_files.h"
#include "golden/scenario.h"
#include "golden/text_difference.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

const char* const kDirectory = "golden/data";

std::optional<Playback> PlayScenario(const std::string& scenario) {
  const std::string file = ScriptFileOf(scenario);
  const std::optional<std::string> script = ReadWhole(std::string(kDirectory) + "/" + file);
  if (!script) {
    ADD_FAILURE() << file << " cannot be read";
    return std::nullopt;
  }
  std::string error;
  std::optional<Playback> playback = Play(*script, file, &error);
  EXPECT_TRUE(playback.has_value()) << error;
  return playback;
}

void ExpectKept(const std::string& name, const std::string& kept, const std::string& now) {
  const std::string difference = TextDifference(kept, now);
  EXPECT_TRUE(difference.empty()) << "golden/data/" << name << " differs (- kept, + now):\n"
                                  << difference << "If that is right: " << kRefreshCommand;
}

class GoldenTest : public testing::TestWithParam<std::string> {};

TEST_P(GoldenTest, GivesWhatIsKept) {
  const std::optional<Playback> playback = PlayScenario(GetParam());
  ASSERT_TRUE(playback.has_value());
  std::map<std::string, std::string> kept = KeptFilesOf(GetParam(), kDirectory);
  for (const auto& [name, text] : FilesOf(GetParam(), *playback)) {
    ExpectKept(name, kept[name], text);
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

INSTANTIATE_TEST_SUITE_P(Scenarios, GoldenTest, testing::ValuesIn(ScenariosIn(kDirectory)),
                         [](const auto& info) { return info.param; });

class RealFileTest : public testing::TestWithParam<std::string> {};

TEST_P(RealFileTest, ReadsAsKept) {
  const std::string name = "real_files/" + GetParam() + ".dump.txt";
  const std::string directory = kDirectory;
  ExpectKept(name, ReadWhole(directory + "/" + name).value_or(""),
             DumpOfRealFile(directory + "/etl/" + GetParam() + ".etl"));
}

INSTANTIATE_TEST_SUITE_P(RealFiles, RealFileTest,
                         testing::ValuesIn(RealFilesIn(std::string(kDirectory) + "/etl")),
                         [](const auto& info) {
                           std::string name = info.param;
                           for (char& c : name) c = std::isalnum(static_cast<uint8_t>(c)) ? c : '_';
                           return name;
                         });

TEST(TableOfScenarios, IsAsKept) {
  const std::string directory = kDirectory;
  ExpectKept("README.md", ReadWhole(directory + "/README.md").value_or(""),
             TableOfScenarios(directory));
}

}  // namespace
}  // namespace etalon
