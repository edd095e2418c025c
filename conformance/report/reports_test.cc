// The reports for programs: JSON and JUnit's XML.
#include <nlohmann/json.hpp>

#include "conformance/report/json_report.h"
#include "conformance/report/junit_report.h"
#include "conformance/report/sample_run.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::HasSubstr;

TEST(JsonReport, TellsSummaryFunctionsAndTests) {
  const SuiteRun run = SampleRun();
  const auto report =
      nlohmann::json::parse(JsonReport(run, TallyOf(run.results, run.traits.windows)));
  EXPECT_EQ(report["implementation"]["version"], "wine-8.0");
  EXPECT_EQ(report["summary"]["tests"]["failed"], 2);
  EXPECT_EQ(report["summary"]["unexpected"], 4);
  EXPECT_EQ(report["summary"]["exit_code"], 1);
  EXPECT_EQ(report["functions"].size(), 3u);
  const auto& failure = report["tests"][0];
  EXPECT_EQ(failure["judgement"], "unexpected");
  EXPECT_EQ(failure["expected"], "ERROR_BAD_LENGTH (24)");
  EXPECT_EQ(failure["steps"][0]["operation"]["op"], "StartTraceW");
  EXPECT_EQ(report["tests"][1]["reason"], "it does not look");
  EXPECT_FALSE(report["tests"][2].contains("steps"));
}

TEST(JsonReport, IsTheSameForAnotherDuration) {
  SuiteRun slow = SampleRun();
  slow.seconds = 99;
  slow.results[0].seconds = 99;
  const SuiteRun run = SampleRun();
  EXPECT_EQ(JsonReport(run, TallyOf(run.results, run.traits.windows)),
            JsonReport(slow, TallyOf(slow.results, slow.traits.windows)));
  EXPECT_EQ(JunitReport(run, TallyOf(run.results, run.traits.windows)),
            JunitReport(slow, TallyOf(slow.results, slow.traits.windows)));
}

TEST(JunitReport, IsRedForWhatIsUnexpectedOnly) {
  const SuiteRun run = SampleRun();
  const std::string report = JunitReport(run, TallyOf(run.results, run.traits.windows));
  EXPECT_THAT(report, HasSubstr("<testsuites name=\"conformance: wine-8.0\" tests=\"8\" "
                                "failures=\"2\" errors=\"2\" skipped=\"2\">"));
  EXPECT_THAT(report, HasSubstr("<failure message=\"after StartTraceW: expected ERROR_BAD_LENGTH "
                                "(24), got ERROR_SUCCESS (0)\" type=\"fail\">Expected: &lt;24&gt; "
                                "&amp; &quot;more&quot;</failure>"));
  EXPECT_THAT(report, HasSubstr("<skipped message=\"fail: it does not look\"/>"));
  EXPECT_THAT(report, HasSubstr("<error message=\"crash\" type=\"crash\">"));
  EXPECT_THAT(report, HasSubstr("<system-out>deviates: after"));
}

TEST(JunitReport, EscapesMarkupAndWhatXmlCannotHold) {
  EXPECT_EQ(EscapeXml("<a b=\"1\">&\n"), "&lt;a b=&quot;1&quot;&gt;&amp;&#10;");
  EXPECT_EQ(EscapeXml("\x01\x1b"), "??");
  EXPECT_EQ(EscapeXml("\xC3\xA9talon"), "\xC3\xA9talon");
  EXPECT_EQ(EscapeXml("\xC3talon"), "?talon");
}

}  // namespace
}  // namespace etalon
