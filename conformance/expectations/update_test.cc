#include "conformance/expectations/update.h"

#include <optional>
#include <string>

#include "conformance/expectations/patterns.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::vector<TestName> kSuite = {{"STARTTRACE-E02", "Long"},
                                      {"STARTTRACE-E02", "WinsOver_A"},
                                      {"STARTTRACE-E03", "Null"},
                                      {"STARTTRACE-E03", "WinsOver_A"},
                                      {"STOPTRACE-E01", "Null"}};

TestResult Result(size_t index, Verdict verdict, const std::string& actual = "ERROR_SUCCESS (0)") {
  TestResult result;
  result.clause = kSuite.at(index).clause;
  result.name = kSuite.at(index).name;
  result.verdict = verdict;
  result.after = "StartTraceW";
  if (verdict == Verdict::kFail) result.actual = actual;
  return result;
}

std::vector<TestResult> Results(Verdict a, Verdict b, Verdict c, Verdict d, Verdict e) {
  return {Result(0, a), Result(1, b), Result(2, c), Result(3, d), Result(4, e)};
}

constexpr Verdict kPass = Verdict::kPass;
constexpr Verdict kFail = Verdict::kFail;
constexpr Verdict kCrash = Verdict::kCrash;
constexpr Verdict kNone = Verdict::kNotApplicable;

Expectations Parsed(const std::string& entries) {
  std::string why;
  const std::optional<Expectations> parsed = ParseExpectations(
      R"({"implementation": "x", "otherwise": "pass", "entries": [)" + entries + "]}", &why);
  EXPECT_TRUE(parsed.has_value()) << why;
  return parsed.value_or(Expectations());
}

std::vector<std::string> TestsOf(const Expectations& expectations) {
  std::vector<std::string> tests;
  for (const Expectation& entry : expectations.entries) tests.push_back(entry.test);
  return tests;
}

// What comes out must hold against the run that it was made from.
Expectations Updated(const Expectations& old, const std::vector<TestResult>& results,
                     std::string_view version = "x-1.5") {
  const Expectations updated = UpdateExpectations(old, kSuite, results, version);
  const Judged judged = Judge(ForVersion(updated, version), kSuite, results);
  EXPECT_EQ(ExitCode(judged), 0);
  EXPECT_EQ(WriteExpectations(UpdateExpectations(updated, kSuite, results, version)),
            WriteExpectations(updated));
  return updated;
}

TEST(UpdateExpectations, ListsWhatFailsWithWhatWentWrong) {
  const Expectations updated = Updated(Parsed(""), Results(kFail, kPass, kCrash, kPass, kPass));
  ASSERT_THAT(TestsOf(updated), ElementsAre("STARTTRACE-E02.Long", "STARTTRACE-E03.Null"));
  EXPECT_EQ(updated.entries[0].reason, "StartTraceW: ERROR_SUCCESS (0) is wrong");
  EXPECT_EQ(updated.entries[1].verdict, Verdict::kCrash);
}

TEST(UpdateExpectations, UsesPatternsThatMatchNothingElse) {
  EXPECT_THAT(TestsOf(Updated(Parsed(""), Results(kFail, kFail, kFail, kFail, kPass))),
              ElementsAre("STARTTRACE-*"));
  EXPECT_THAT(TestsOf(Updated(Parsed(""), Results(kFail, kFail, kPass, kPass, kPass))),
              ElementsAre("STARTTRACE-E02"));
  EXPECT_THAT(TestsOf(Updated(Parsed(""), Results(kPass, kFail, kPass, kFail, kPass))),
              ElementsAre("STARTTRACE-*.WinsOver_*"));
  EXPECT_THAT(TestsOf(Updated(Parsed(""), Results(kFail, kNone, kFail, kFail, kFail))),
              ElementsAre("STARTTRACE-*", "STOPTRACE-E01.Null"));
}

TEST(UpdateExpectations, KeepsReasonsAndGivesThemToNewTestsWithTheSameTrouble) {
  const Expectations old =
      Parsed(R"({"test": "STARTTRACE-E02.Long", "verdict": "fail", "reason": "it never looks"})");
  const Expectations updated = Updated(old, Results(kFail, kPass, kPass, kPass, kFail));
  ASSERT_THAT(TestsOf(updated), ElementsAre("STARTTRACE-E02.Long", "STOPTRACE-E01.Null"));
  EXPECT_EQ(updated.entries[1].reason, "it never looks");
}

TEST(UpdateExpectations, ForgetsWhatPasses) {
  const Expectations old =
      Parsed(R"({"test": "STARTTRACE-E02.Long", "verdict": "fail", "reason": "r"},
                {"test": "STARTTRACE-E99", "verdict": "fail", "reason": "gone"})");
  EXPECT_THAT(TestsOf(Updated(old, Results(kPass, kPass, kPass, kPass, kPass))), IsEmpty());
}

TEST(UpdateExpectations, LeavesOtherVersionsAndUsefulGroupsAlone) {
  const Expectations old = Parsed(
      R"({"test": "STOPTRACE-E01", "verdict": "fail", "reason": "old", "until": "1.4"},
         {"test": "STARTTRACE-E03*", "verdict": "may crash", "reason": "sometimes"},
         {"test": "STOPTRACE-*", "verdict": "may crash", "reason": "never now"})");
  const Expectations updated = Updated(old, Results(kPass, kPass, kCrash, kPass, kPass));
  ASSERT_THAT(TestsOf(updated), ElementsAre("STOPTRACE-E01", "STARTTRACE-E03*"));
  EXPECT_EQ(updated.entries[0].until, "1.4");
  EXPECT_TRUE(updated.entries[1].is_group);
}

TEST(UpdateExpectations, OfAControlListWhatPasses) {
  std::string why;
  const Expectations old = *ParseExpectations(
      R"({"implementation": "x", "otherwise": "anything but pass", "entries": []})", &why);
  EXPECT_THAT(TestsOf(Updated(old, Results(kFail, kPass, kFail, kFail, kFail))),
              ElementsAre("STARTTRACE-E02.WinsOver_A"));
}

TEST(ForVersion, TakesEntriesByTheImplementationsVersion) {
  const Expectations all = Parsed(
      R"({"test": "A", "verdict": "fail", "reason": "r", "since": "8.0", "until": "9"},
         {"test": "B", "verdict": "fail", "reason": "r", "since": "9.1"},
         {"test": "C", "verdict": "fail", "reason": "r"})");
  EXPECT_THAT(TestsOf(ForVersion(all, "wine-8.0")), ElementsAre("A", "C"));
  EXPECT_THAT(TestsOf(ForVersion(all, "wine-7.22")), ElementsAre("C"));
  EXPECT_THAT(TestsOf(ForVersion(all, "wine-9.0.1")), ElementsAre("A", "C"));
  EXPECT_THAT(TestsOf(ForVersion(all, "wine-10.2")), ElementsAre("B", "C"));
  EXPECT_THAT(TestsOf(ForVersion(all, "")), ElementsAre("B", "C"));
}

TEST(WriteExpectations, PutsTestsOfOneReasonTogetherAndIsReadBack) {
  const Expectations list = Parsed(
      R"({"tests": ["A", "B.C"], "verdict": "fail", "reason": "\"one\"", "since": "8.0"},
         {"test": "D", "verdict": "may crash", "reason": "two"})");
  const std::string text = WriteExpectations(list);
  EXPECT_EQ(text, R"({
  "implementation": "x",
  "otherwise": "pass",
  "entries": [
    {"reason": "\"one\"",
     "verdict": "fail", "since": "8.0",
     "tests": [
      "A", "B.C"]},
    {"reason": "two",
     "verdict": "may crash",
     "tests": [
      "D"]}
  ]
}
)");
  std::string why;
  const std::optional<Expectations> again = ParseExpectations(text, &why);
  ASSERT_TRUE(again.has_value()) << why;
  EXPECT_EQ(again->entries, list.entries);
}

TEST(ParseExpectations, WantsOneWayToNameTests) {
  const auto why = [](const std::string& members) {
    std::string why;
    EXPECT_FALSE(ParseExpectations(R"({"implementation": "x", "otherwise": "pass", "entries": [{)" +
                                       members + R"("verdict": "fail", "reason": "r"}]})",
                                   &why));
    return why;
  };
  EXPECT_THAT(why(R"("test": "A", "tests": ["B"], )"), HasSubstr("entries[0].tests: expected a"));
  EXPECT_THAT(why(R"("tests": [], )"), HasSubstr("entries[0].tests: expected a list"));
  EXPECT_THAT(why(R"("tests": [7], )"), HasSubstr("entries[0].tests: expected texts"));
  EXPECT_THAT(why(R"("test": "A", "since": "soon", )"), HasSubstr("since: expected a version"));
}

}  // namespace
}  // namespace etalon
