#include "conformance/implementations/agent_client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/implementations/agent_protocol.h"

namespace etalon {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

constexpr const char* kHello =
    "echo '{\"etalon_agent\":1,\"name\":\"sh\",\"version\":\"7\",\"capabilities\":[\"files\"]}'; ";

// An agent that is a shell script. `fresh`: a new process for every test.
std::unique_ptr<Implementation> Script(const std::string& script, std::string* error,
                                       bool fresh = true,
                                       milliseconds timeout = milliseconds(5000)) {
  return MakeAgent({.command = {"/bin/sh", "-c", script},
                    .timeout = timeout,
                    .start_timeout = milliseconds(5000),
                    .fresh_process = fresh},
                   error);
}

std::unique_ptr<Implementation> Started(const std::string& script, bool fresh = true,
                                        milliseconds timeout = milliseconds(5000)) {
  std::string error;
  auto agent = Script(kHello + script, &error, fresh, timeout);
  EXPECT_NE(agent, nullptr) << error;
  return agent;
}

TEST(AgentClient, SaysHello) {
  const auto agent = Started("cat >/dev/null");
  EXPECT_EQ(agent->traits().name, "sh");
  EXPECT_EQ(agent->traits().version, "7");
  EXPECT_FALSE(agent->traits().reference);
  EXPECT_EQ(agent->traits().capabilities, std::set<Capability>{Capability::kFiles});
}

TEST(AgentClient, OutcomesComeBack) {
  const auto agent = Started("while read line; do echo '{\"returns\":\"ERROR_BAD_LENGTH\"}'; done");
  const Outcome outcome = agent->Run(StartTraceW{.on = {.id = "7"}});
  EXPECT_EQ(outcome.ending, Ending::kReturned);
  EXPECT_EQ(outcome.returns, 24u);
  EXPECT_EQ(outcome.id, "7");
}

TEST(AgentClient, EndIsACrashThatShowsStandardError) {
  const auto agent = Started("read line; echo 'unimplemented function' >&2; exit 5");
  const Outcome outcome = agent->Run(Reset{});
  EXPECT_EQ(outcome.ending, Ending::kCrashed);
  EXPECT_EQ(outcome.detail, "the agent ended (exit status 5): unimplemented function");
  std::string why;
  EXPECT_TRUE(agent->StartAfresh(&why)) << why;
  EXPECT_EQ(agent->Run(Reset{}).ending, Ending::kCrashed);
}

TEST(AgentClient, SignalIsACrash) {
  const auto agent = Started("read line; kill -SEGV $$");
  EXPECT_THAT(agent->Run(Reset{}).detail, HasSubstr("signal 11"));
}

TEST(AgentClient, GarbageIsACrash) {
  const auto agent = Started("read line; echo 'Unhandled exception: page fault'; sleep 100");
  const Outcome outcome = agent->Run(Reset{});
  EXPECT_EQ(outcome.ending, Ending::kCrashed);
  EXPECT_THAT(outcome.detail, HasSubstr("it said Unhandled exception: page fault"));
}

TEST(AgentClient, JsonThatIsNoOutcomeIsAFaultOfTheHarness) {
  const auto agent = Started("read line; echo '{\"returns\":[]}'; cat >/dev/null");
  const Outcome outcome = agent->Run(Reset{});
  EXPECT_EQ(outcome.ending, Ending::kHarnessFault);
  EXPECT_THAT(outcome.detail, HasSubstr("returns: expected the name of an error code"));
}

TEST(AgentClient, SilenceIsAHang) {
  const auto agent = Started("sleep 100", true, milliseconds(300));
  const Outcome outcome = agent->Run(StartTraceW{});
  EXPECT_EQ(outcome.ending, Ending::kHung);
  EXPECT_THAT(outcome.detail, HasSubstr("no answer within 300 ms"));
  std::string why;
  EXPECT_TRUE(agent->StartAfresh(&why));
}

TEST(AgentClient, LongLinesPassInBothDirections) {
  const auto agent = Started(
      "printf '{\"detail\":\"%s\",\"returns\":0}\\n' \"$(head -n 1 | wc -c)$(head -c 300000 "
      "/dev/zero | tr '\\0' x)\"");
  const Outcome outcome = agent->Run(TraceEvent{.event = {.payload = Bytes(200000, 1)}});
  EXPECT_EQ(outcome.ending, Ending::kReturned) << outcome.detail;
  EXPECT_GT(outcome.detail.size(), 300000u);
}

TEST(AgentClient, ResetServesWhereTheAgentLives) {
  const auto agent = Started(
      "n=0; while read line; do n=$((n+1)); echo '{\"returns\":0,\"detail\":\"'$n'\"}'; done",
      false);
  std::string why;
  EXPECT_TRUE(agent->StartAfresh(&why));
  EXPECT_EQ(agent->Run(StartTraceW{}).detail, "1");
  EXPECT_TRUE(agent->StartAfresh(&why));
  EXPECT_EQ(agent->Run(StartTraceW{}).detail, "3") << "the second was Reset";
}

TEST(AgentClient, WhatDoesNotStartIsTold) {
  std::string error;
  EXPECT_EQ(Script("echo oops >&2; exit 3", &error), nullptr);
  EXPECT_EQ(error, "the agent ended (exit status 3): oops");
  EXPECT_EQ(Script("echo hello; cat >/dev/null", &error), nullptr);
  EXPECT_THAT(error, HasSubstr("expected {\"etalon_agent\":1,...}, got hello"));
  EXPECT_EQ(Script("echo '{\"etalon_agent\":99}'; cat >/dev/null", &error), nullptr);
  EXPECT_EQ(error, "the agent speaks version 99 of the protocol, not 1");
}

TEST(AgentProtocol, HelloComesBackAsItWas) {
  const ImplementationTraits traits = {
      "a", "b", false, {Capability::kFaults, Capability::kProcesses}};
  std::string error;
  const auto again = ParseHelloLine(HelloLine(traits), &error);
  ASSERT_TRUE(again.has_value()) << error;
  EXPECT_EQ(again->name, "a");
  EXPECT_EQ(again->capabilities, traits.capabilities);
}

}  // namespace
}  // namespace etalon
