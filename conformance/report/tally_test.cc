#include "conformance/report/tally.h"

#include "conformance/report/sample_run.h"
#include "conformance/report/summary.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

TEST(SuiteTally, CountsByVerdictAndFunction) {
  const SuiteTally tally = TallyOf(SampleRun().results, kNewest);
  EXPECT_EQ(tally.tests.passed, 1);
  EXPECT_EQ(tally.tests.failed, 2);
  EXPECT_EQ(tally.tests.not_implemented, 1);
  EXPECT_EQ(tally.tests.crashed, 1);
  EXPECT_EQ(tally.tests.hung, 1);
  EXPECT_EQ(tally.tests.deviates, 1);
  EXPECT_EQ(tally.tests.not_applicable, 1);
  ASSERT_EQ(tally.functions.size(), 3u);
  EXPECT_EQ(tally.functions[0].function, "ControlTrace");
  EXPECT_EQ(tally.functions[0].tests.crashed, 1);
  for (const FunctionTally& of_one : tally.functions) {
    EXPECT_GE(of_one.clauses, of_one.clauses_tested) << of_one.function;
    EXPECT_GT(of_one.clauses_tested, 0) << of_one.function;
  }
}

TEST(SuiteTally, AClausePassesWhenNoTestOfItDoesAnythingElse) {
  const auto passed = [](const std::vector<TestResult>& results) {
    return TallyOf(results, kNewest).clauses_passed;
  };
  const TestResult pass = SampleResult("STARTTRACE-E02", "A", Verdict::kPass);
  EXPECT_EQ(passed({pass}), 1);
  EXPECT_EQ(passed({pass, SampleResult("STARTTRACE-E02", "B", Verdict::kFail)}), 0);
  EXPECT_EQ(passed({pass, SampleResult("STARTTRACE-E02", "B", Verdict::kNotApplicable)}), 1);
  EXPECT_EQ(passed({SampleResult("STARTTRACE-E02", "B", Verdict::kNotApplicable)}), 0);
}

TEST(Summary, LastLineHasTheAgreedWords) {
  SuiteTally tally;
  tally.tests.passed = 412;
  tally.clauses_passed = 309;
  tally.clauses_tested = 310;
  EXPECT_EQ(SummaryLine("sim", tally),
            "conformance: sim: 412 passed, 0 failed, 0 not implemented, 0 crashed, 0 hung, "
            "0 not applicable; clauses 309 of 310");
  tally.tests.deviates = 2;
  EXPECT_THAT(SummaryLine("sim", tally), HasSubstr("0 failed, 2 deviates, 0 not implemented"));
}

TEST(Summary, HasARowForEachFunctionAndEndsWithTheLine) {
  SuiteRun run = SampleRun();
  run.judged.stale = {"GONE-E01"};
  const SuiteTally tally = TallyOf(run.results, run.traits.windows);
  std::ostringstream out;
  PrintSummary(run, tally, out);
  EXPECT_THAT(out.str(), HasSubstr("\nStartTrace           1      2          .       ."));
  EXPECT_THAT(out.str(), HasSubstr("stale expectation: \"GONE-E01\" is good for no test\n"));
  EXPECT_THAT(out.str(), HasSubstr("the suite took 1.50 s"));
  EXPECT_THAT(out.str(), EndsWith("\n" + SummaryLine("wine", tally) + "\n"));
}

}  // namespace
}  // namespace etalon
