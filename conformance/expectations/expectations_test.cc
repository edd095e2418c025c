#include "conformance/expectations/expectations.h"

#include "conformance/expectations/embedded.h"
#include "conformance/expectations/judgement.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace etalon {
namespace {

using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kOneEntry[] = R"({"implementation": "x", "otherwise": "pass", "entries": [
    {"test": "STARTTRACE-E02.Long", "verdict": "fail", "reason": "known"}]})";

TestResult Result(const std::string& clause, const std::string& name, Verdict verdict) {
  TestResult result;
  result.clause = clause;
  result.name = name;
  result.verdict = verdict;
  return result;
}

const std::vector<TestName> kSuite = {{"STARTTRACE-E02", "Long"}, {"STARTTRACE-E03", "Null"}};

Judged JudgeAgainst(std::string_view file, const std::vector<TestResult>& results) {
  std::string why;
  const std::optional<Expectations> expectations = ParseExpectations(file, &why);
  EXPECT_TRUE(expectations.has_value()) << why;
  return Judge(expectations.value_or(Expectations()), kSuite, results);
}

Judgement JudgeOne(std::string_view file, Verdict verdict) {
  return JudgeAgainst(file, {Result("STARTTRACE-E02", "Long", verdict)}).of.at(0);
}

TEST(Expectations, EveryFileCompiledInIsWellFormedAndNamesItself) {
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    std::string why;
    const std::optional<Expectations> expectations = ParseExpectations(file.text, &why);
    ASSERT_TRUE(expectations.has_value()) << file.name << ".json: " << why;
    EXPECT_EQ(expectations->implementation, file.name);
  }
}

TEST(Expectations, OfTheSimulatorListNothing) {
  const Expectations expectations = ExpectationsOf("sim");
  EXPECT_EQ(expectations.implementation, "sim");
  EXPECT_TRUE(expectations.otherwise_pass);
  EXPECT_THAT(expectations.entries, IsEmpty());
}

TEST(Expectations, OfALibraryAreFoundByItsFileName) {
  EXPECT_FALSE(ExpectationsOf("some/where/libalways_success.so").otherwise_pass);
  EXPECT_TRUE(ExpectationsOf("./unheard_of.so").otherwise_pass);
}

TEST(Expectations, SayWhatIsWrongAndWhere) {
  const auto why = [](std::string_view text) {
    std::string why;
    EXPECT_FALSE(ParseExpectations(text, &why).has_value()) << text;
    return why;
  };
  EXPECT_EQ(why("["), "the file: expected an object");
  EXPECT_EQ(why(R"({"otherwise": "pass", "entries": []})"), "implementation: expected text");
  EXPECT_THAT(why(R"({"implementation": "x", "otherwise": "maybe", "entries": []})"),
              HasSubstr("otherwise: expected"));
  EXPECT_THAT(why(R"({"implementation": "x", "otherwise": "pass", "entries": [
                      {"test": "A", "verdict": "fails", "reason": "r"}]})"),
              HasSubstr("entries[0].verdict: expected one of pass, fail"));
  EXPECT_EQ(why(R"({"implementation": "x", "otherwise": "pass", "entries": [
                    {"test": "A", "verdict": "fail"}]})"),
            "entries[0].reason: expected text");
  EXPECT_THAT(why(R"({"implementation": "x", "otherwise": "pass", "entry": []})"),
              HasSubstr("unknown member \"entry\""));
}

TEST(Judgement, AListedFailureMustFailAsListed) {
  EXPECT_EQ(JudgeOne(kOneEntry, Verdict::kFail), Judgement::kAsExpected);
  EXPECT_EQ(JudgeOne(kOneEntry, Verdict::kCrash), Judgement::kUnexpected);
  EXPECT_EQ(JudgeOne(kOneEntry, Verdict::kNotImplemented), Judgement::kUnexpected);
  EXPECT_EQ(JudgeOne(kOneEntry, Verdict::kPass), Judgement::kStale);
}

TEST(Judgement, AnUnlistedTestMustPass) {
  constexpr char kNothing[] = R"({"implementation": "x", "otherwise": "pass", "entries": []})";
  EXPECT_EQ(JudgeOne(kNothing, Verdict::kPass), Judgement::kAsExpected);
  EXPECT_EQ(JudgeOne(kNothing, Verdict::kDeviates), Judgement::kAsExpected);
  EXPECT_EQ(JudgeOne(kNothing, Verdict::kNotApplicable), Judgement::kAsExpected);
  EXPECT_EQ(JudgeOne(kNothing, Verdict::kFail), Judgement::kUnexpected);
  EXPECT_EQ(JudgeOne(kNothing, Verdict::kHang), Judgement::kUnexpected);
}

TEST(Judgement, AControlMayPassOnlyWhatIsListed) {
  constexpr char kControl[] = R"({"implementation": "x", "otherwise": "anything but pass",
      "entries": [{"test": "STARTTRACE-E03", "verdict": "pass", "reason": "known"}]})";
  const auto judge = [&](Verdict of_e02, Verdict of_e03) {
    return JudgeAgainst(kControl, {Result("STARTTRACE-E02", "Long", of_e02),
                                   Result("STARTTRACE-E03", "Null", of_e03)})
        .of;
  };
  EXPECT_THAT(judge(Verdict::kFail, Verdict::kPass),
              ElementsAre(Judgement::kAsExpected, Judgement::kAsExpected));
  EXPECT_THAT(judge(Verdict::kPass, Verdict::kFail),
              ElementsAre(Judgement::kUnexpected, Judgement::kUnexpected));
}

TEST(Judgement, AGroupThatMayPassMustHoldATestThatDoes) {
  constexpr char kControl[] = R"({"implementation": "x", "otherwise": "anything but pass",
      "entries": [{"test": "STARTTRACE-*", "verdict": "may pass", "reason": "known"}]})";
  const auto judge = [&](Verdict of_e02, Verdict of_e03) {
    return JudgeAgainst(kControl, {Result("STARTTRACE-E02", "Long", of_e02),
                                   Result("STARTTRACE-E03", "Null", of_e03)});
  };
  EXPECT_EQ(ExitCode(judge(Verdict::kFail, Verdict::kPass)), 0);
  EXPECT_THAT(judge(Verdict::kFail, Verdict::kCrash).stale, ElementsAre("STARTTRACE-*"));
  const TestResult one = Result("STARTTRACE-E02", "Long", Verdict::kFail);
  EXPECT_THAT(JudgeAgainst(kControl, {one}).stale, IsEmpty());
  std::string why;
  EXPECT_FALSE(ParseExpectations(R"({"implementation": "x", "otherwise": "pass", "entries": [
                                     {"test": "A", "verdict": "may pass", "reason": "r"}]})",
                                 &why));
  EXPECT_EQ(why,
            "entries[0].verdict: \"may pass\" is for negative controls alone, and they may do "
            "nothing else");
}

TEST(Judgement, AGroupThatMayCrashPassesOtherwise) {
  constexpr char kList[] = R"({"implementation": "x", "otherwise": "pass",
      "entries": [{"test": "STARTTRACE-*", "verdict": "may crash", "reason": "known"}]})";
  EXPECT_EQ(JudgeOne(kList, Verdict::kCrash), Judgement::kAsExpected);
  EXPECT_EQ(JudgeOne(kList, Verdict::kPass), Judgement::kAsExpected);
  EXPECT_EQ(JudgeOne(kList, Verdict::kFail), Judgement::kUnexpected);
}

TEST(Expectations, LetAlwaysSuccessPassNoTestThatSomebodyWroteButNearMisses) {
  for (const Expectation& entry : ExpectationsOf("always_success").entries) {
    EXPECT_THAT(entry.test, AnyOf("*.NearMiss_*", "*.ViolatedAlone*", "*.WinsOver_*",
                                  "*.FailureChangesNothing*"));
    EXPECT_TRUE(entry.is_group) << entry.test;
  }
}

TEST(Judgement, AnEntryWithoutATestIsStaleAFilteredOneIsNot) {
  EXPECT_THAT(JudgeAgainst(kOneEntry, {}).stale, IsEmpty());
  constexpr char kGone[] = R"({"implementation": "x", "otherwise": "pass", "entries": [
      {"test": "STARTTRACE-E99", "verdict": "fail", "reason": "gone"},
      {"test": "STARTTRACE-*", "verdict": "fail", "reason": "all"},
      {"test": "STARTTRACE-E03.*", "verdict": "crash", "reason": "hidden by the one before"}]})";
  EXPECT_THAT(JudgeAgainst(kGone, {}).stale, ElementsAre("STARTTRACE-E99", "STARTTRACE-E03.*"));
}

TEST(Judgement, ExitCodesAreNeverMixed) {
  EXPECT_EQ(ExitCode({}), 0);
  EXPECT_EQ(ExitCode({.of = {Judgement::kAsExpected}, .reasons = {}, .stale = {}}), 0);
  EXPECT_EQ(ExitCode({.of = {Judgement::kStale}, .reasons = {}, .stale = {}}), 2);
  EXPECT_EQ(ExitCode({.of = {}, .reasons = {}, .stale = {"A"}}), 2);
  EXPECT_EQ(ExitCode({.of = {Judgement::kUnexpected}, .reasons = {}, .stale = {"A"}}), 1);
  EXPECT_EQ(ExitCode({.of = {Judgement::kUnexpected, Judgement::kHarnessFault},
                      .reasons = {},
                      .stale = {"A"}}),
            3);
}

}  // namespace
}  // namespace etalon
