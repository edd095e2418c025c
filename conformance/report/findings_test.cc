#include "conformance/report/findings.h"

#include "conformance/report/json_report.h"
#include "conformance/report/page.h"
#include "conformance/report/page_data.h"
#include "conformance/report/sample_run.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

Report ReportOf(const SuiteRun& run) {
  std::string why;
  std::optional<Report> report =
      ParseReport(JsonReport(run, TallyOf(run.results, run.traits.windows)), &why);
  EXPECT_TRUE(report.has_value()) << why;
  return report.value_or(Report());
}

// The sample run with a stale entry, and a later one in which a failure is gone.
std::vector<Report> TwoReports() {
  SuiteRun run = SampleRun();
  run.judged.stale = {"GONE-E01"};
  std::vector<Report> reports;
  reports.push_back(ReportOf(run));
  run.judged.stale.clear();
  run.traits.version = "wine-9.0";
  run.results[0].verdict = Verdict::kPass;
  run.judged.of[0] = Judgement::kStale;
  run.judged.reasons[0] = "it did not look";
  reports.push_back(ReportOf(run));
  return reports;
}

TEST(ReportFile, IsReadAsItWasWritten) {
  const Report report = ReportOf(SampleRun());
  EXPECT_EQ(report.traits.version, "wine-8.0");
  EXPECT_EQ(report.tests.failed, 2);
  ASSERT_THAT(report.results, SizeIs(8));
  EXPECT_EQ(report.results[0].expected, "ERROR_BAD_LENGTH (24)");
  EXPECT_THAT(report.results[0].operations,
              ElementsAre(R"({"op":"StartTraceW"})", R"({"op":"StopTraceW"})"));
  EXPECT_EQ(report.results[1].reason, "it does not look");
  EXPECT_EQ(report.results[4].verdict, Verdict::kHang);
}

TEST(ReportFile, MustBeAReport) {
  std::string why;
  EXPECT_FALSE(ParseReport("[", &why));
  EXPECT_THAT(why, HasSubstr("no report of etalon conformance --json"));
  EXPECT_FALSE(ParseReport(R"({"suite": "another"})", &why));
  EXPECT_THAT(why, HasSubstr("another suite"));
  EXPECT_FALSE(ReadReport("/no/such/report.json", &why));
  EXPECT_THAT(why, HasSubstr("/no/such/report.json: cannot be read"));
}

TEST(Findings, AreTheUnexpectedThenTheStaleThenKnownCrashes) {
  const std::vector<Report> reports = TwoReports();
  const Findings findings = FindingsOf(reports);
  EXPECT_THAT(findings.unexpected_failures, SizeIs(4 + 3));
  ASSERT_THAT(findings.unexpected_passes, SizeIs(1));
  EXPECT_EQ(findings.unexpected_passes[0].report, &reports[1]);
  EXPECT_THAT(findings.stale_entries, SizeIs(1));
  EXPECT_THAT(findings.known_crashes, SizeIs(0));
  EXPECT_FALSE(findings.Empty());
  EXPECT_TRUE(FindingsOf({}).Empty());
}

TEST(Findings, AreToldInALine) {
  const Report report = ReportOf(SampleRun());
  EXPECT_EQ(Told(report.results[0]),
            "after StartTraceW: expected ERROR_BAD_LENGTH (24), got ERROR_SUCCESS (0)");
  EXPECT_EQ(Told(report.results[3]), "crashes in ControlTraceW: read at address 0");
  EXPECT_EQ(Told(report.results[5]), "no export StartHeapTrace");
  ReportedTest test;
  test.verdict = Verdict::kFail;
  test.detail = "Value of: calls\nExpected: has 1 element\n  Actual: {}\nmore";
  EXPECT_EQ(Told(test), "expected has 1 element, got {}");
}

TEST(Changes, AreClausesThatComeToSomethingElse) {
  const std::vector<Report> reports = TwoReports();
  ASSERT_EQ(EarlierOf(reports, 1), &reports[0]);
  EXPECT_EQ(EarlierOf(reports, 0), nullptr);
  const std::vector<ClauseChange> changes = ChangesBetween(reports[0], reports[1]);
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].clause, "STARTTRACE-E02");
  EXPECT_TRUE(IsBetter(changes[0]));
  EXPECT_EQ(WorstOf(Verdict::kDeviates, Verdict::kPass), Verdict::kDeviates);
  EXPECT_EQ(WorstOf(Verdict::kPass, Verdict::kNotApplicable), Verdict::kPass);
}

TEST(Changes, AreNotLookedForBetweenTwoWindows) {
  std::vector<Report> reports = TwoReports();
  reports[1].traits.windows = kWindows7;
  EXPECT_EQ(EarlierOf(reports, 1), nullptr);
}

TEST(Titles, TellColumnsApart) {
  std::vector<Report> reports = TwoReports();
  reports.push_back(reports[0]);
  EXPECT_THAT(TitlesOf(reports), ElementsAre("wine-8.0", "wine-9.0", "wine-8.0 (2)"));
}

TEST(PageData, HoldsTextsOnceAndProgramsThatJudge) {
  const PageData data = PageDataOf(TwoReports());
  EXPECT_THAT(data.matrix, HasSubstr(R"("it does not look")"));
  EXPECT_THAT(data.matrix, HasSubstr(R"(["StartTrace",)"));
  EXPECT_THAT(data.programs, HasSubstr(R"(Mismatch(1, \"StartTraceW\", 0u, result);)"));
  EXPECT_THAT(data.matrix + data.programs, Not(HasSubstr("<")));
}

TEST(HtmlPage, NeedsNothingBesideIt) {
  const std::string page = HtmlPage(TwoReports());
  EXPECT_THAT(page, HasSubstr("<title>Conformance of ETW implementations</title>"));
  EXPECT_THAT(page, HasSubstr("<b>7</b> unexpected failures"));
  EXPECT_THAT(page, HasSubstr("wine-8.0 → wine-9.0"));
  EXPECT_THAT(page, Not(HasSubstr("://")));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
}

TEST(MarkdownSummary, TellsTheUnexpectedFirst) {
  const std::string summary = MarkdownSummary(TwoReports());
  EXPECT_THAT(summary, HasSubstr("### Etalon conformance of wine-8.0, wine-9.0: 7 unexpected "
                                 "failures, 1 unexpected pass, 1 stale entry\n"));
  EXPECT_THAT(summary, HasSubstr("| wine-8.0 | `STARTTRACE-E02` | NameLongerThanItsRoom | after "
                                 "StartTraceW: expected ERROR\\_BAD\\_LENGTH (24)"));
  EXPECT_LT(summary.find("unexpected failures**"), summary.find("unexpected pass**"));
  EXPECT_LT(summary.find("stale entry**"), summary.find("| implementation | clauses |"));
  EXPECT_THAT(summary, HasSubstr("**wine-8.0 → wine-9.0**: 1 clause better, 0 worse"));
}

TEST(MarkdownSummary, OfNothingUnexpectedIsShort) {
  SuiteRun run = SampleRun();
  for (Judgement& judgement : run.judged.of) judgement = Judgement::kAsExpected;
  std::vector<Report> reports;
  reports.push_back(ReportOf(run));
  const std::string summary = MarkdownSummary(reports);
  EXPECT_THAT(summary, HasSubstr("### Etalon conformance of wine-8.0: as expected\n"));
  EXPECT_THAT(summary, HasSubstr("<details><summary>2 known crashes and hangs</summary>"));
}

TEST(Badge, TellsTheLastReportsClauses) {
  const std::string badge = Badge(TwoReports());
  EXPECT_THAT(badge, HasSubstr("<title>ETW conformance: wine-9.0: 1 of "));
  EXPECT_THAT(badge, HasSubstr("fill=\"#a3372b\""));
}

}  // namespace
}  // namespace etalon
