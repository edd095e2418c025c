#include "conformance/agent/check/agent_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace etalon {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using Verdict = RuleResult::Verdict;

constexpr char kHello[] = R"(echo '{"etalon_agent":1,"capabilities":["files"]}'; )";

std::vector<RuleResult> Check(const std::string& script, milliseconds timeout = milliseconds(300)) {
  return CheckAgent({"/bin/sh", "-c", script}, timeout);
}

// The result of the rule whose sentence has `words`.
RuleResult Of(const std::vector<RuleResult>& results, const std::string& words) {
  for (const RuleResult& result : results) {
    if (result.rule.find(words) != std::string::npos) return result;
  }
  ADD_FAILURE() << "no rule has the words " << words;
  return {};
}

int Count(const std::vector<RuleResult>& results, Verdict verdict) {
  return static_cast<int>(std::count_if(
      results.begin(), results.end(), [&](const RuleResult& it) { return it.verdict == verdict; }));
}

std::string Reasons(const std::vector<RuleResult>& results) {
  std::string reasons;
  for (const RuleResult& result : results) reasons += result.rule + ": " + result.why + '\n';
  return reasons;
}

TEST(AgentCheck, OurAgentKeepsEveryRule) {
  const auto results = CheckAgent(
      {"conformance/agent/etalon_agent", "--library", "sim/libetalon.so"}, milliseconds(10'000));
  EXPECT_EQ(Count(results, Verdict::kBroken), 0) << Reasons(results);
  EXPECT_LE(Count(results, Verdict::kNotTried), 1) << Reasons(results);  // virtual time
}

TEST(AgentCheck, TheToyAgentKeepsEveryRule) {
  const auto results = CheckAgent({"python3", "docs/examples/toy_agent.py"}, milliseconds(10'000));
  EXPECT_EQ(Count(results, Verdict::kBroken), 0) << Reasons(results);
  EXPECT_LE(Count(results, Verdict::kNotTried), 3) << Reasons(results);  // it has no capabilities
}

TEST(AgentCheck, OneThatSaysNothingBreaksEveryRule) {
  const auto results = Check("exit 5");
  EXPECT_EQ(Count(results, Verdict::kBroken), static_cast<int>(results.size()));
  EXPECT_THAT(results.front().why, HasSubstr("exit status 5"));
}

TEST(AgentCheck, OneThatSaysYesToEverythingIsFound) {
  const auto results =
      Check(std::string(kHello) + R"(while read l; do echo '{"returns":0,"handle":"$1"}'; done)");
  for (const char* rule :
       {"which operation it does not know", "a member that it does not know", "is no operation",
        "lacks the capability", "keeps files", "starts a call", "answers Await"}) {
    EXPECT_EQ(Of(results, rule).verdict, Verdict::kBroken) << rule;
  }
  EXPECT_EQ(Of(results, "answers Reset").verdict, Verdict::kKept);
}

TEST(AgentCheck, OneThatAnswersNothingIsFound) {
  const auto results = Check(std::string(kHello) + "cat >/dev/null");
  EXPECT_THAT(Of(results, "answers Reset").why, HasSubstr("said nothing within 300 ms"));
  EXPECT_EQ(Of(results, "a hello line").verdict, Verdict::kKept);
}

TEST(AgentCheck, OneThatGoesOnAfterItsInputIsFound) {
  const std::string answering = "while read l; do echo '{\"returns\":0}'; done; ";
  EXPECT_THAT(Of(Check(kHello + answering + "echo bye"), "end of its input").why,
              HasSubstr("said something after the end"));
  EXPECT_THAT(Of(Check(kHello + answering + "exec sleep 9"), "end of its input").why,
              HasSubstr("did not end within"));
  EXPECT_EQ(Of(Check(kHello + answering), "end of its input").verdict, Verdict::kKept);
}

TEST(AgentCheck, WhatIsNoOutcomeIsShown) {
  const auto results =
      Check(std::string(kHello) + "while read l; do echo '{\"returns\":[]}'; done");
  EXPECT_THAT(Of(results, "answers Reset").why,
              HasSubstr(R"(with {"returns":[]}, which is no outcome)"));
}

TEST(AgentCheck, CapabilitiesThatDoNotExistAreFound) {
  const auto results =
      Check(R"(echo '{"etalon_agent":1,"capabilities":["files","time-travel"]}'; cat >/dev/null)");
  EXPECT_THAT(Of(results, "a hello line").why, HasSubstr("time-travel"));
}

TEST(AgentCheck, BirthsThatGoOnOverResetAreFound) {
  const auto results = Check(
      std::string(kHello) +
      R"(n=0; while read l; do case "$l" in *Start*) n=$((n+1)); echo '{"returns":0,"handle":"$'$n'"}';; *) echo '{"returns":0}';; esac; done)");
  EXPECT_THAT(Of(results, "counts births").why, HasSubstr("something else than $1"));
}

}  // namespace
}  // namespace etalon
