// What searches once came down to goes as the model says, each script of findings/: those that
// showed a mistake of the simulator, and those in which the model knew less than it said.
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/properties/lockstep.h"
#include "conformance/script/script_reader.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

std::vector<std::string> Scripts() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator("conformance/properties/findings"))
    files.push_back(entry.path().string());
  return files;
}

TEST(Findings, AreNoneAnyMore) {
  const std::vector<std::string> files = Scripts();
  EXPECT_GE(files.size(), 11u);
  for (const std::string& file : files) {
    std::string error;
    const auto lines = ReadScriptFile(file, &error);
    ASSERT_TRUE(lines) << error;
    Sequence sequence;
    for (const ScriptLine& line : *lines) {
      sequence.push_back({line.op});
      if (line.expected) sequence.back().due.Add(CodeOf(line.expected->outcome));
    }
    const auto simulator = MakeSimulator({.telling = Telling::kReports});
    EXPECT_EQ(Play(*simulator, sequence, {.failures_looked_into = 1}), "") << file;
  }
}

}  // namespace
}  // namespace etalon
