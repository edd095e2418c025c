#include "conformance/report/failures.h"

#include <fstream>
#include <sstream>

#include "conformance/report/sample_run.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string Printed(const SuiteRun& run) {
  Reproducers reproducers(run.results.size());
  if (!reproducers.empty()) reproducers[0] = "failures/STARTTRACE-E02.jsonl";
  std::ostringstream out;
  PrintFailures(run, reproducers, out);
  return out.str();
}

TEST(Failures, AFailureSaysWhatWhereAndHowToRepeatIt) {
  EXPECT_THAT(
      Printed(SampleRun()),
      StartsWith("FAIL STARTTRACE-E02 NameLongerThanItsRoom                         wine-8.0\n"
                 "  after StartTraceW: expected ERROR_BAD_LENGTH (24), got ERROR_SUCCESS (0)\n"
                 "  clause: "));
  EXPECT_THAT(Printed(SampleRun()),
              HasSubstr("  again:  ./etalon conformance --implementation wine --filter "
                        "STARTTRACE-E02\n"
                        "  as C:   ./etalon emit-c failures/STARTTRACE-E02.jsonl\n\n"));
}

TEST(Failures, CrashesHangsAndMissingExportsAreTold) {
  const std::string printed = Printed(SampleRun());
  EXPECT_THAT(printed, HasSubstr("CRASH CONTROLTRACE-E11 NoRoom "));
  EXPECT_THAT(printed, HasSubstr("\n  in ControlTraceW: read at address 0\n"));
  EXPECT_THAT(printed, HasSubstr("HANG CONTROLTRACE-E11 MoreRoom "));
  EXPECT_THAT(printed, HasSubstr("not implemented: StartHeapTrace (1 test)\n"));
}

TEST(Failures, ListedOnesAreCountedDeviationsAreSetApart) {
  const std::string printed = Printed(SampleRun());
  EXPECT_THAT(printed, Not(HasSubstr("STARTTRACE-E03")));
  EXPECT_THAT(printed, HasSubstr("1 tests fail as the expectations say\n"));
  EXPECT_THAT(printed, HasSubstr("DEVIATES STARTTRACE-E04 NameLongerThanItsRoom: after"));
}

TEST(Failures, BeyondTwentyALineEach) {
  SuiteRun run = SampleRun();
  const TestResult failure = run.results[0];
  run.results.clear();
  run.judged = {};
  for (int i = 0; i < kResultsInFull + 2; ++i) AddResult(&run, failure, Judgement::kUnexpected);
  const std::string printed = Printed(run);
  EXPECT_THAT(printed, HasSubstr("The rest in a line each; --json FILE"));
  EXPECT_THAT(printed, HasSubstr("\nFAIL STARTTRACE-E02 NameLongerThanItsRoom: after StartTraceW: "
                                 "expected ERROR_BAD_LENGTH (24), got ERROR_SUCCESS (0)\nFAIL "));
}

TEST(Failures, WordsAreQuotedForTheShell) {
  SuiteRun run = SampleRun();
  run.word = "exec:run 'it'";
  EXPECT_THAT(Printed(run), HasSubstr("--implementation 'exec:run '\\''it'\\''' --filter"));
}

TEST(Reproducers, AreScriptsOfOperationsOnePerUnexpectedResult) {
  const std::string folder = testing::TempDir() + "/failures";
  Reproducers paths;
  std::string why;
  ASSERT_TRUE(WriteReproducers(SampleRun(), folder, &paths, &why)) << why;
  EXPECT_THAT(paths, ElementsAre(folder + "/STARTTRACE-E02.jsonl", "", "",
                                 folder + "/CONTROLTRACE-E11.jsonl",
                                 folder + "/CONTROLTRACE-E11.MoreRoom.jsonl",
                                 folder + "/STARTHEAP-E01.jsonl", "", ""));
  std::ifstream file(paths[0]);
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(),
            "# STARTTRACE-E02 NameLongerThanItsRoom, conformance/some_test.cc:7\n"
            "{\"op\":\"StartTraceW\"}\n{\"op\":\"StopTraceW\"}\n");
  EXPECT_FALSE(WriteReproducers(SampleRun(), "/dev/null/no", &paths, &why));
  EXPECT_THAT(why, HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace etalon
