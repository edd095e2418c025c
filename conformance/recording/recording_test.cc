// Packs that a simulator has recorded, judged by another.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>

#include "conformance/implementations/in_process.h"
#include "conformance/recording/judge.h"
#include "conformance/recording/recorder.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

namespace fs = std::filesystem;

// A session with a file, a provider with a callback, events, and a consumer.
constexpr char kScript[] = R"(# what it shows
{"op":"RegisterTraceGuidsW","callback":{"steps":[{"op":"GetTraceLoggerHandle"}]}}
{"op":"StartTraceW","properties":{"buffer_size_kb":8,"log_file":"x.etl"}}
{"op":"EnableTrace","session":"$3"}
{"op":"Advance","ms":5}
{"op":"TraceEvent","session":"$4","event":{"type":7,"payload":"010203"}}
{"op":"StopTraceW","handle":"$3"}
{"op":"GetFile","path":"x.etl"}
{"op":"OpenTraceW","log_file":"x.etl"}
{"op":"ProcessTrace","handles":["$6"]}
{"op":"CloseTrace","trace":"$6"}
)";

std::string ReadWhole(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void WriteWhole(const std::string& name, const std::string& text) {
  std::ofstream(name, std::ios::binary) << text;
}

void Replace(const std::string& name, const std::string& what, const std::string& by) {
  std::string text = ReadWhole(name);
  const size_t at = text.find(what);
  ASSERT_NE(at, std::string::npos) << name << " has no " << what;
  WriteWhole(name, text.replace(at, what.size(), by));
}

class RecordingTest : public testing::Test {
 protected:
  RecordingTest() {
    fs::remove_all(folder_);
    WriteWhole(script_, kScript);
  }

  std::string RecordBy(const SimulatorOptions& options, uint32_t runs = 1) {
    const std::unique_ptr<Implementation> machine = MakeSimulator(options);
    return Record({.folder = folder_,
                   .scripts = {script_},
                   .runs = runs,
                   .machine = {"sim", ToString(options.windows), options.processors, "user", ""}},
                  [&](const Op& op) { return machine->Run(op); });
  }

  PackJudgement Judge() {
    std::string error;
    const std::optional<Pack> pack = ReadPack(folder_, &error);
    if (!pack) return {.proposals = {}, .trouble = error};
    std::ostringstream out;
    const std::unique_ptr<Implementation> simulator = MakeSimulator({});
    PackJudgement judgement = JudgePack(*pack, folder_, *simulator, out);
    said_ = out.str();
    return judgement;
  }

  const std::string folder_ = testing::TempDir() + "/pack";
  const std::string script_ = testing::TempDir() + "/life.jsonl";
  std::string said_;
};

TEST_F(RecordingTest, TheSameMachineIsAsRecorded) {
  EXPECT_EQ(RecordBy({}, 2), "");
  const PackJudgement judgement = Judge();
  EXPECT_EQ(judgement.trouble, "");
  EXPECT_EQ(judgement.as_recorded, 1);
  EXPECT_EQ(said_, "life: 10 operations, 0 differences\n");
  EXPECT_TRUE(judgement.proposals.empty());
}

TEST_F(RecordingTest, IdsAndCountersOfAnotherMachineDoNotMatter) {
  EXPECT_EQ(RecordBy({.seed = 77, .processors = 8}), "");
  EXPECT_EQ(Judge().differences, 0) << said_;
}

TEST_F(RecordingTest, AnotherAnswerIsADifference) {
  EXPECT_EQ(RecordBy({}), "");
  Replace(TranscriptFile(folder_, 1, "life"), "\"BufferSize\":8,", "\"BufferSize\":16,");
  EXPECT_EQ(Judge().differences, 1);
  EXPECT_EQ(said_.substr(0, said_.find('\n')),
            "life.jsonl:12: StopTraceW: changes/properties/BufferSize: recorded 16, now 8");
}

TEST_F(RecordingTest, AnotherEventInTheFileIsADifference) {
  EXPECT_EQ(RecordBy({}), "");
  Replace(LogFile(folder_, 1, "life", 1), "\x01\x02\x03", "\x01\x02\x04");
  EXPECT_EQ(Judge().differences, 1);
  EXPECT_NE(said_.find("GetFile: file/3/payload: recorded \"010204\", now \"010203\""),
            std::string::npos)
      << said_;
}

TEST_F(RecordingTest, AnIdThatStandsForTwoIsADifference) {
  EXPECT_EQ(RecordBy({}), "");
  Replace(TranscriptFile(folder_, 1, "life"), "\"ThreadId\":1004", "\"ThreadId\":4");
  EXPECT_GE(Judge().differences, 1);
}

TEST_F(RecordingTest, RunsThatDifferGiveProposals) {
  EXPECT_EQ(RecordBy({}, 2), "");
  Replace(TranscriptFile(folder_, 2, "life"), "\"BufferSize\":8,", "\"BufferSize\":16,");
  const PackJudgement judgement = Judge();
  EXPECT_EQ(judgement.differences, 0) << said_;
  ASSERT_EQ(judgement.proposals.size(), 1u);
  EXPECT_EQ(judgement.proposals[0],
            (Allowance{"life", 12, "changes/properties/BufferSize", {8, 16}}));

  std::string error;
  Pack pack = *ReadPack(folder_, &error);
  pack.allowances = judgement.proposals;
  ASSERT_TRUE(WritePack(pack, folder_));
  EXPECT_TRUE(Judge().proposals.empty());
  pack.allowances[0].allowed = {16, 32};
  ASSERT_TRUE(WritePack(pack, folder_));
  EXPECT_EQ(Judge().differences, 1);
}

TEST_F(RecordingTest, IsJudgedUpToWhatTheMachineCannotDo) {
  WriteWhole(script_,
             std::string(kScript) + "{\"op\":\"InjectFault\"}\n{\"op\":\"StartTraceW\"}\n");
  const std::unique_ptr<Implementation> machine = MakeSimulator({});
  const auto run = [&](const Op& op) -> Outcome {
    if (!std::holds_alternative<InjectFault>(op.any)) return machine->Run(op);
    return {.ending = Ending::kNotApplicable, .detail = "faults", .callbacks = {}};
  };
  EXPECT_EQ(Record({.folder = folder_, .scripts = {script_}}, run), "");
  EXPECT_EQ(Judge().differences, 0);
  EXPECT_EQ(said_, "life: 10 operations, of 12, 0 differences\n");
}

TEST_F(RecordingTest, ACrashEndsTheRecording) {
  const auto run = [](const Op& op) -> Outcome {
    if (std::holds_alternative<Reset>(op.any)) return {.callbacks = {}};
    return {.ending = Ending::kCrashed, .detail = "fault", .callbacks = {}};
  };
  const Recording twice = {.folder = folder_, .scripts = {script_, script_}};
  EXPECT_EQ(Record(twice, run), script_ + ":2: crashed: fault\n");
  EXPECT_GE(Judge().differences, 1);
}

TEST_F(RecordingTest, AFolderThatIsThereIsNotOverwritten) {
  EXPECT_EQ(RecordBy({}), "");
  EXPECT_NE(RecordBy({}), "");
}

TEST(Pack, IsWrittenAndRead) {
  const std::string folder = testing::TempDir();
  Pack pack;
  pack.machine = {"advapi32.dll", "10.0.19045", 8, "administrator", "0123456789ab"};
  pack.runs = 3;
  pack.scripts = {"a", "b"};
  pack.patterns = UsualPatterns();
  pack.patterns.push_back({"returns", PatternKind::kAny, "EventEnabled"});
  pack.allowances = {{"a", 3, "returns", {"ERROR_SUCCESS", nullptr}}};
  ASSERT_TRUE(WritePack(pack, folder));
  std::string error;
  EXPECT_EQ(ReadPack(folder, &error), pack);
  Replace(folder + "/pack.json", "\"are\":\"time\"", "\"are\":\"times\"");
  EXPECT_EQ(ReadPack(folder, &error), std::nullopt);
  EXPECT_EQ(error, folder + "/pack.json: no pattern is called times");
}

TEST(SimulatedFor, TheNearestThatIsNotLater) {
  const auto nearest = [](const char* windows) {
    Pack pack;
    pack.machine.windows = windows;
    return SimulatedFor(pack);
  };
  EXPECT_EQ(nearest("10.0.19045"), kWindows10_1607);
  EXPECT_EQ(nearest("6.3.9600"), kWindows7);
  EXPECT_EQ(nearest("wine-8.0"), kNewest);
}

TEST(Matcher, HoldsEachKindOfPattern) {
  const std::vector<Pattern> patterns = {{"t", PatternKind::kTime},
                                         {"id", PatternKind::kId},
                                         {"n", PatternKind::kCounter},
                                         {"x", PatternKind::kAny, "StopTraceW"}};
  Matcher matcher(patterns);
  EXPECT_TRUE(matcher.Matches("", "a/t", 5, 7));
  EXPECT_FALSE(matcher.Matches("", "a/t", 5, 0));
  EXPECT_TRUE(matcher.Matches("", "a/id", 5, 7));
  EXPECT_TRUE(matcher.Matches("", "b/id", 5, 7));
  EXPECT_FALSE(matcher.Matches("", "b/id", 5, 8));
  EXPECT_FALSE(matcher.Matches("", "b/id", 6, 7));
  EXPECT_FALSE(matcher.Matches("", "b/id", 0, 9));
  EXPECT_TRUE(matcher.Matches("", "a/n", 5, nullptr));
  EXPECT_FALSE(matcher.Matches("", "a/n", 5, "5"));
  EXPECT_TRUE(matcher.Matches("StopTraceW", "x", 5, "y"));
  EXPECT_FALSE(matcher.Matches("StartTraceW", "x", 5, "y"));
  EXPECT_FALSE(matcher.Matches("", "an_id", 5, 7));
}

}  // namespace
}  // namespace etalon
