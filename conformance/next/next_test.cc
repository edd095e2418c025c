#include "conformance/clauses/registry.h"
#include "conformance/next/programs.h"
#include "conformance/next/repairs.h"
#include "conformance/next/winetest.h"
#include "conformance/report/right_answers.h"
#include "conformance/script/c_printer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

ReportedTest Wrong(const std::string& clause, const std::string& after, const std::string& expected,
                   const std::string& actual, size_t operations) {
  ReportedTest test;
  test.clause = clause;
  test.function = clauses::FindClause(clause)->function;
  test.name = "Test";
  test.verdict = Verdict::kFail;
  test.after = after;
  test.expected = expected;
  test.actual = actual;
  test.operations.assign(operations, R"({"op":"StartTraceW"})");
  test.answers.assign(operations, "ERROR_SUCCESS");
  return test;
}

TEST(Programs, NameClausesAndSources) {
  std::string why;
  ASSERT_TRUE(ParseScenarios(ProgramsFile(), &why)) << why;
  EXPECT_GE(KnownScenarios().size(), 10u);
  for (const Scenario& scenario : KnownScenarios()) {
    EXPECT_THAT(scenario.sources, AllOf(Not(IsEmpty()), Each(StartsWith("https://"))))
        << scenario.program;
    EXPECT_FALSE(scenario.clauses.empty()) << scenario.program;
    for (const std::string& clause : scenario.clauses) {
      EXPECT_NE(clauses::FindClause(clause), nullptr) << scenario.program << ": " << clause;
    }
  }
}

TEST(Programs, MustBeWellFormed) {
  std::string why;
  EXPECT_FALSE(ParseScenarios("{}", &why));
  EXPECT_THAT(why, HasSubstr("scenarios"));
}

TEST(Repairs, AreRankedByProgramsThenByTests) {
  Report report;
  report.results = {
      Wrong("STARTTRACE-E02", "StartTraceW", "ERROR_BAD_LENGTH (24)", "ERROR_SUCCESS (0)", 1),
      Wrong("STARTTRACE-E02", "StartTraceW", "ERROR_BAD_LENGTH (24)", "ERROR_SUCCESS (0)", 2),
      Wrong("PROCTRACE-S01", "OpenTraceW", "a trace handle", "no handle", 3),
      Wrong("OPENTRACE-S02", "OpenTraceW", "a trace handle", "no handle", 2),
  };
  const std::vector<Scenario> scenarios = {{"one", "", {}, {"OPENTRACE-S02"}},
                                           {"another", "", {}, {"STARTTRACE-S01"}}};
  const std::vector<Repair> repairs = RepairsFor(report, scenarios);
  ASSERT_THAT(repairs, SizeIs(2));
  EXPECT_EQ(repairs[0].clause, "OPENTRACE-S02");
  EXPECT_EQ(repairs[0].trouble, "OpenTrace: no handle, where it should succeed");
  EXPECT_THAT(repairs[0].scenarios, SizeIs(1));
  EXPECT_EQ(repairs[0].smallest, &report.results[3]);
  EXPECT_EQ(repairs[1].clause, "STARTTRACE-E02");
  EXPECT_THAT(repairs[1].tests, SizeIs(2));
  EXPECT_EQ(repairs[1].smallest, &report.results[0]);
}

TEST(Repairs, SeeThroughArrangements) {
  Report report;
  report.results = {Wrong("PROCTRACE-S01", "the arrangement", "that it succeeds",
                          "arrangement: TraceEvent answered ERROR_CALL_NOT_IMPLEMENTED (120)", 2),
                    Wrong("TRACEEVENT-S01", "TraceEvent", "ERROR_SUCCESS (0)",
                          "ERROR_CALL_NOT_IMPLEMENTED (120)", 2)};
  const std::vector<Repair> repairs = RepairsFor(report, {});
  ASSERT_THAT(repairs, SizeIs(1));
  EXPECT_EQ(repairs[0].clause, "TRACEEVENT-S01");
}

TEST(Repairs, OfAnImplementationThatIsRightAreNone) {
  Report report;
  report.results = {Wrong("STARTTRACE-E02", "", "", "", 0)};
  report.results[0].verdict = Verdict::kPass;
  EXPECT_THAT(RepairsFor(report, KnownScenarios()), IsEmpty());
}

TEST(WineTest, IsInTheStyleOfItsSuite) {
  const std::string program = PrintC(
      WithRightAnswers({R"({"op":"StartTraceW","name":"etalon"})",
                        R"({"op":"StartTraceW","name":"etalon"})"},
                       kNewest),
      "title");
  const std::string test = WineTest(program, "StartTrace", "STARTTRACE-E09: it runs", {2});
  EXPECT_THAT(test, HasSubstr("#include \"wine/test.h\"\n"));
  EXPECT_THAT(test, HasSubstr("/* STARTTRACE-E09: it runs */\nstatic void test_StartTrace(void)\n{\n"));
  EXPECT_THAT(test, HasSubstr("    ok(result == 0u, \"StartTraceW: got %lu\\n\", (unsigned "
                              "long)result);\n"));
  EXPECT_THAT(test, HasSubstr("    todo_wine ok(result == 183u, \"StartTraceW: got %lu\\n\", "
                              "(unsigned long)result);\n"));
  EXPECT_THAT(test, HasSubstr("START_TEST(etw)\n{\n    test_StartTrace();\n}\n"));
  EXPECT_THAT(test, StartsWith("#include <stdarg.h>\n"));
  EXPECT_THAT(test, Not(HasSubstr("Mismatch")));
  EXPECT_THAT(test, Not(HasSubstr("NamedHeap"))) << "helpers that nothing uses";
  EXPECT_THAT(test, Not(HasSubstr("//")));
  EXPECT_THAT(test, Not(HasSubstr("int main")));
}

}  // namespace
}  // namespace etalon
