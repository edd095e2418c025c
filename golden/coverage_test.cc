// What the scenarios show between them: every operation, every file mode, every simulated Windows.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "conformance/script/json.h"
#include "conformance/script/script_reader.h"
#include "golden/scenario.h"
#include "gtest/gtest.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

const char* const kDirectory = "golden/data";
constexpr size_t kFewestScenarios = 60;

std::vector<ScriptLine> ReadScenario(const std::string& scenario) {
  const std::string file = std::string(kDirectory) + "/" + ScriptFileOf(scenario);
  std::string error;
  std::optional<std::vector<ScriptLine>> script = ReadScriptFile(file, &error);
  EXPECT_TRUE(script.has_value()) << error;
  return std::move(script).value_or(std::vector<ScriptLine>{});
}

bool Succeeded(const ScriptLine& line) {
  const Outcome& outcome = line.expected->outcome;
  const bool ended = outcome.ending == Ending::kReturned || outcome.ending == Ending::kStarted;
  return ended && (outcome.returns == 0 || (outcome.returns_value && !outcome.last_error));
}

// What the line has between its own name and its end names the steps of its callbacks.
void AddSteps(const std::string& line, std::set<std::string>* names) {
  const std::string mark = "\"op\":\"";
  for (size_t at = line.find(mark, 1 + mark.size()); at != std::string::npos;
       at = line.find(mark, at + 1)) {
    const size_t start = at + mark.size();
    names->insert(line.substr(start, line.find('"', start) - start));
  }
}

// The operations that succeed, and those that callbacks take.
std::set<std::string> OperationsShown() {
  std::set<std::string> names;
  for (const std::string& scenario : ScenariosIn(kDirectory)) {
    for (const ScriptLine& line : ReadScenario(scenario)) {
      EXPECT_TRUE(line.expected.has_value()) << scenario << ':' << line.number;
      if (line.expected && Succeeded(line)) names.insert(NameOf(line.op));
      AddSteps(ToJson(line.op), &names);
    }
  }
  return names;
}

// The bits of LogFileMode with which a session has started.
uint32_t ModesShown() {
  uint32_t modes = 0;
  for (const std::string& scenario : ScenariosIn(kDirectory)) {
    for (const ScriptLine& line : ReadScenario(scenario)) {
      const auto* const start = std::get_if<StartTraceW>(&line.op.any);
      if (start == nullptr || !line.expected || !Succeeded(line)) continue;
      modes |= start->properties.log_file_mode.value_or(0);
    }
  }
  return modes;
}

TEST(Scenarios, AreMany) { EXPECT_GE(ScenariosIn(kDirectory).size(), kFewestScenarios); }

TEST(Scenarios, SayWhatTheyShow) {
  for (const std::string& scenario : ScenariosIn(kDirectory)) {
    const std::string script =
        ReadWhole(std::string(kDirectory) + "/" + ScriptFileOf(scenario)).value_or("");
    EXPECT_EQ(script.rfind("# ", 0), 0u) << scenario << " does not begin with a comment";
  }
}

TEST(Scenarios, ShowEveryOperation) {
  const std::set<std::string> shown = OperationsShown();
#define X(name) EXPECT_EQ(shown.count(#name), 1u) << #name " succeeds in no scenario";
#include "conformance/script/op_list.inc"
#undef X
}

TEST(Scenarios, ShowEveryMode) {
  const std::map<const char*, uint32_t> modes = {
      {"SEQUENTIAL", EVENT_TRACE_FILE_MODE_SEQUENTIAL},
      {"CIRCULAR", EVENT_TRACE_FILE_MODE_CIRCULAR},
      {"APPEND", EVENT_TRACE_FILE_MODE_APPEND},
      {"NEWFILE", EVENT_TRACE_FILE_MODE_NEWFILE},
      {"PREALLOCATE", EVENT_TRACE_FILE_MODE_PREALLOCATE},
      {"SECURE", EVENT_TRACE_SECURE_MODE},
      {"REAL_TIME", EVENT_TRACE_REAL_TIME_MODE},
      {"DELAY_OPEN_FILE", EVENT_TRACE_DELAY_OPEN_FILE_MODE},
      {"BUFFERING", EVENT_TRACE_BUFFERING_MODE},
      {"PRIVATE_LOGGER", EVENT_TRACE_PRIVATE_LOGGER_MODE},
      {"USE_KBYTES_FOR_SIZE", EVENT_TRACE_USE_KBYTES_FOR_SIZE},
      {"USE_GLOBAL_SEQUENCE", EVENT_TRACE_USE_GLOBAL_SEQUENCE},
      {"USE_LOCAL_SEQUENCE", EVENT_TRACE_USE_LOCAL_SEQUENCE},
      {"PRIVATE_IN_PROC", EVENT_TRACE_PRIVATE_IN_PROC},
      {"USE_PAGED_MEMORY", EVENT_TRACE_USE_PAGED_MEMORY},
      {"SYSTEM_LOGGER", EVENT_TRACE_SYSTEM_LOGGER_MODE},
      {"INDEPENDENT_SESSION", EVENT_TRACE_INDEPENDENT_SESSION_MODE},
      {"NO_PER_PROCESSOR_BUFFERING", EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING}};
  const uint32_t shown = ModesShown();
  for (const auto& [name, mode] : modes) EXPECT_NE(shown & mode, 0u) << name;
}

TEST(Scenarios, ShowEverySimulatedWindows) {
  std::set<std::string> shown;
  for (const std::string& scenario : ScenariosIn(kDirectory)) {
    for (const ScriptLine& line : ReadScenario(scenario)) {
      if (const auto* const reset = std::get_if<Reset>(&line.op.any)) shown.insert(reset->windows);
    }
  }
  for (const char* windows : {"5.2", "6.1", "10.0.14393", "newest"}) {
    EXPECT_EQ(shown.count(windows), 1u) << windows;
  }
}

}  // namespace
}  // namespace etalon
