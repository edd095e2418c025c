// What the pages say, and that they say it the same way every time.
#include "conformance/pages/pages.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

TEST(Pages, AreCalledAfterTheirFunctions) {
  EXPECT_EQ(PageNameOf("StartTrace"), "start_trace.md");
  EXPECT_EQ(PageNameOf("EnableTraceEx2"), "enable_trace_ex2.md");
}

TEST(Pages, TellAllOfAClause) {
  const std::string page = ClausePages()["start_trace.md"];
  EXPECT_THAT(page, HasSubstr("# StartTrace\n"));
  EXPECT_THAT(page, HasSubstr("### STARTTRACE-U13: ERROR_INVALID_NAME (123)\n"));
  EXPECT_THAT(page, HasSubstr("- authority: observed ("));
  EXPECT_THAT(page, HasSubstr("- right from other implementations: ERROR_INVALID_NAME (123), "
                              "ERROR_INVALID_PARAMETER (87)\n"));
  EXPECT_THAT(page, HasSubstr("- changes all the same: `*TraceHandle = 0`\n"));
  EXPECT_THAT(page, HasSubstr("[conformance/start_trace_test.cc](../../conformance/"
                              "start_trace_test.cc): `NoName`"));
}

TEST(Pages, KeepTheOrderOfPrecedence) {
  const std::string page = ClausePages()["start_trace.md"];
  EXPECT_LT(page.find("### STARTTRACE-E03"), page.find("### STARTTRACE-E01"));
  EXPECT_LT(page.find("### STARTTRACE-E01"), page.find("### STARTTRACE-E02"));
  EXPECT_LT(page.find("## Errors"), page.find("## Behaviour"));
  EXPECT_LT(page.find("## Behaviour"), page.find("## Parameters"));
}

TEST(Pages, AreListed) {
  EXPECT_THAT(ClausePages()["README.md"],
              ContainsRegex("\\[StartTrace\\]\\(start_trace.md\\) \\| [0-9]+ \\| [0-9]+ \\| [0-9]+ "));
}

}  // namespace
}  // namespace etalon
