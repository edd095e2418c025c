// Who is wrong, by a pack that was made by hand for this test, and by reports made here.
#include "conformance/recording/third_opinion.h"

#include <fstream>

#include "conformance/report/findings.h"
#include "conformance/report/page.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kPack[] = "conformance/recording/made_by_hand_for_tests";
constexpr char kSuccess[] = R"({"returns":"ERROR_SUCCESS"})";

ReportedTest Failing(const std::vector<std::string>& operations,
                     const std::vector<std::string>& outcomes, const std::string& after = "") {
  ReportedTest test;
  test.clause = "STARTTRACE-E02";
  test.function = "StartTrace";
  test.name = "Test";
  test.verdict = Verdict::kFail;
  test.after = after;
  test.expected = "one";
  test.actual = "another";
  test.operations = operations;
  test.outcomes = outcomes;
  test.answers.resize(outcomes.size());
  return test;
}

Report Of(const ReportedTest& test) {
  Report report;
  report.traits.name = "x";
  report.results = {test};
  return report;
}

WindowsSide SideOf(const ReportedTest& test) {
  std::string why;
  const std::optional<ThirdOpinion> opinion = ThirdOpinion::Read(kPack, &why);
  if (!opinion) {
    ADD_FAILURE() << why;
    return WindowsSide::kUnknown;
  }
  Report report = Of(test);
  opinion->Judge(&report);
  return report.results.front().windows;
}

TEST(ThirdOpinion, IsOnTheSideOfWhoAnswersAsWindowsDid) {
  EXPECT_EQ(SideOf(Failing({R"({"op":"UpdateTraceW","name":"nobody"})"}, {kSuccess})),
            WindowsSide::kSimulator);
  EXPECT_EQ(SideOf(Failing({R"({"op":"ControlTraceW","name":"nobody"})"}, {kSuccess})),
            WindowsSide::kImplementation);
  EXPECT_EQ(SideOf(Failing({R"({"op":"FlushTraceW","name":"nobody"})"}, {kSuccess})),
            WindowsSide::kNeither);
}

TEST(ThirdOpinion, IsNoneWhereNothingLikeItWasRecorded) {
  const std::string update = R"({"op":"UpdateTraceW","name":"nobody"})";
  EXPECT_EQ(SideOf(Failing({R"({"op":"StopTraceW","name":"nobody"})"}, {kSuccess})),
            WindowsSide::kUnknown);
  // The recording ends before the operation that went wrong.
  const std::string stop = R"({"op":"StopTraceW","name":"nobody"})";
  EXPECT_EQ(SideOf(Failing({update, stop}, {kSuccess, kSuccess}, "StopTrace")),
            WindowsSide::kUnknown);
  // Nothing differs in what is recorded.
  EXPECT_EQ(SideOf(Failing({update}, {R"({"returns":"ERROR_WMI_INSTANCE_NOT_FOUND"})"})),
            WindowsSide::kUnknown);
  ReportedTest passed = Failing({update}, {kSuccess});
  passed.verdict = Verdict::kPass;
  EXPECT_EQ(SideOf(passed), WindowsSide::kUnknown);
}

// Where the answers are the same, what the calls changed decides, but for times and ids.
TEST(ThirdOpinion, LooksAtWhatWasChanged) {
  std::ifstream file(std::string(kPack) + "/1/buffer_size.jsonl");
  std::string about, operation, outcome;
  std::getline(file, about);
  std::getline(file, operation);
  std::getline(file, outcome);
  for (const std::string changed : {"\"BufferSize\":64", "\"LoggerThreadId\":1008"}) {
    std::string other = outcome;
    const size_t at = other.find(changed);
    ASSERT_NE(at, std::string::npos) << changed;
    other.replace(at + changed.size() - 2, 2, "32");
    EXPECT_EQ(SideOf(Failing({operation}, {other})),
              changed.starts_with("\"BufferSize") ? WindowsSide::kSimulator : WindowsSide::kUnknown)
        << changed;
  }
}

// A report of the suite in JSON, with one test.
std::string WrittenReport(const std::string& version, const std::string& verdict,
                          const std::string& actual) {
  const std::string file = testing::TempDir() + "/windows.json";
  std::ofstream(file)
      << R"({"suite":"etalon conformance","implementation":{"word":"w","name":"w","version":")"
      << version << R"(","windows":"10.0.26100","reference":false,"capabilities":[]},"filter":[],)"
      << R"("seed":1,"summary":{"clauses_passed":0,"clauses_tested":1,"clauses_planned":0,)"
      << R"("exit_code":1},"tests":[{"clause":"STARTTRACE-E02","function":"StartTrace",)"
      << R"("name":"Test","near_miss":false,"file":"f","line":1,"verdict":")" << verdict
      << R"(","judgement":"unexpected","expected":"one","actual":")" << actual
      << R"("}],"stale_expectations":[]})";
  return file;
}

WindowsSide SideByReport(const std::string& verdict, const std::string& actual) {
  std::string why;
  const auto opinion = ThirdOpinion::Read(WrittenReport("10.0.19045", verdict, actual), &why);
  EXPECT_TRUE(opinion) << why;
  Report report = Of(Failing({}, {}));
  if (opinion) opinion->Judge(&report);
  return report.results.front().windows;
}

TEST(ThirdOpinion, MayBeARunOfTheSuiteOnWindows) {
  EXPECT_EQ(SideByReport("pass", ""), WindowsSide::kSimulator);
  EXPECT_EQ(SideByReport("fail", "another"), WindowsSide::kImplementation);
  EXPECT_EQ(SideByReport("fail", "a third"), WindowsSide::kNeither);
  EXPECT_EQ(SideByReport("not applicable", ""), WindowsSide::kUnknown);
}

TEST(ThirdOpinion, IsOfWindowsAlone) {
  std::string why;
  EXPECT_FALSE(ThirdOpinion::Read(WrittenReport("wine-8.0", "pass", ""), &why));
  EXPECT_THAT(why, HasSubstr("not of a run on Windows"));
  EXPECT_FALSE(ThirdOpinion::Read("/no/such/report.json", &why));
  EXPECT_THAT(why, HasSubstr("cannot be read"));
}

TEST(ThirdOpinion, IsTold) {
  Report report = Of(Failing({}, {}, "StartTraceW"));
  EXPECT_EQ(Heard(report), "");
  EXPECT_THAT(HtmlPage({report}), Not(HasSubstr("Windows agrees")));
  report.results.front().windows = WindowsSide::kImplementation;
  EXPECT_EQ(
      Heard(report),
      "STARTTRACE-E02 Test: after StartTraceW: expected one, got another; Windows agrees with "
      "the implementation\n"
      "Windows, as recorded, agrees with the simulator in 0 tests, with the implementation in "
      "1, with neither in 0\n");
  EXPECT_THAT(MarkdownSummary({report}), HasSubstr("1 clause that Windows contradicts"));
  EXPECT_THAT(HtmlPage({report}), HasSubstr("Windows agrees with the implementation"));
}

}  // namespace
}  // namespace etalon
