#include "conformance/cli/narrator.h"

#include <memory>
#include <sstream>

#include "conformance/current_test.h"
#include "conformance/implementations/in_process.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

class NarratorTest : public testing::Test {
 protected:
  ~NarratorTest() override { TheCurrentTest().result = TestResult(); }

  const std::unique_ptr<Implementation> simulator_ = MakeSimulator({});
  std::ostringstream told_;
  Narrator narrator_{*simulator_, told_};
};

TEST_F(NarratorTest, TellsTestOperationsAndOutcomes) {
  TheCurrentTest().result.clause = "STARTTRACE-E02";
  TheCurrentTest().result.name = "Long";
  std::string why;
  ASSERT_TRUE(narrator_.StartAfresh(&why)) << why;
  EXPECT_EQ(narrator_.Run(StartTraceW{}).returns, 0u);
  TestResult result = TheCurrentTest().result;
  narrator_.Conclude(result);
  EXPECT_THAT(told_.str(), MatchesRegex("STARTTRACE-E02 Long\n  .\"op\":\"StartTraceW\".\n"
                                        "    .\"returns\":\"ERROR_SUCCESS\".*\n  pass\n"));
}

TEST_F(NarratorTest, TellsWhatWentWrong) {
  TestResult result;
  result.clause = "STARTTRACE-E02";
  result.name = "Long";
  result.verdict = Verdict::kFail;
  result.after = "StartTraceW";
  result.expected = "ERROR_BAD_LENGTH (24)";
  result.actual = "ERROR_SUCCESS (0)";
  narrator_.Conclude(result);
  EXPECT_EQ(told_.str(), "STARTTRACE-E02 Long\n"
                         "  fail: after StartTraceW: expected ERROR_BAD_LENGTH (24), got "
                         "ERROR_SUCCESS (0)\n");
}

TEST_F(NarratorTest, TellsWhyATestDidNotApply) {
  TestResult result;
  result.clause = "STARTTRACE-E02";
  result.name = "Long";
  result.verdict = Verdict::kNotApplicable;
  result.detail = "the clause holds since Windows 6.1\nmore";
  narrator_.Conclude(result);
  EXPECT_THAT(told_.str(), HasSubstr("  not applicable: the clause holds since Windows 6.1\n"));
}

}  // namespace
}  // namespace etalon
