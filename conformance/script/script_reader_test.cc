#include "conformance/script/script_reader.h"

#include <gtest/gtest.h>

#include <sstream>

namespace etalon {
namespace {

std::optional<std::vector<ScriptLine>> Read(const std::string& text, std::string* error) {
  std::istringstream stream(text);
  return ReadScript(stream, "a.jsonl", error);
}

std::string ErrorOf(const std::string& text) {
  std::string error;
  EXPECT_FALSE(Read(text, &error).has_value());
  return error;
}

TEST(ScriptReader, OutcomesFollowTheirOperations) {
  std::string error;
  const auto script = Read(
      "# a session\n"
      "{\"op\":\"StartTraceW\"}\n"
      "  {\"returns\":\"ERROR_SUCCESS\",\"handle\":\"$1\"}\n"
      "\n"
      "{\"op\":\"StopTraceW\",\"handle\":\"$1\"}\r\n",
      &error);
  ASSERT_TRUE(script.has_value()) << error;
  ASSERT_EQ(script->size(), 2u);
  EXPECT_EQ((*script)[0].number, 2);
  EXPECT_EQ((*script)[0].op, Op(StartTraceW{}));
  ASSERT_TRUE((*script)[0].expected.has_value());
  EXPECT_EQ((*script)[0].expected->outcome.handle().symbol, "$1");
  EXPECT_EQ((*script)[1].number, 5);
  EXPECT_FALSE((*script)[1].expected.has_value());
}

TEST(ScriptReader, ErrorsHaveFileAndLine) {
  EXPECT_EQ(ErrorOf("{\"op\":\"Reset\"}\n{\"op\":\"Advance\",\"ms\":\"long\"}\n"),
            "a.jsonl:2: ms: expected a number from 0 to 4294967295, got \"long\"");
  EXPECT_EQ(ErrorOf("  {\"returns\":0}\n"),
            "a.jsonl:1: expected an operation before its outcome, got an outcome");
  std::string error;
  EXPECT_FALSE(ReadScriptFile("/nowhere/a.jsonl", &error).has_value());
  EXPECT_EQ(error, "/nowhere/a.jsonl: cannot be read");
}

TEST(Difference, ComparesWhatIsStated) {
  const ExpectedOutcome expected = {{.returns = 234, .callbacks = {}}, true};
  EXPECT_EQ(
      Difference(expected, {.returns = 234, .changes = {{"p", "m", uint64_t{1}}}, .callbacks = {}}),
      "");
  EXPECT_EQ(Difference(expected, {.callbacks = {}}),
            "expected ERROR_MORE_DATA (234), got ERROR_SUCCESS (0)");
  EXPECT_EQ(
      Difference(expected, {.ending = Ending::kCrashed, .detail = "SIGSEGV", .callbacks = {}}),
      "expected ERROR_MORE_DATA (234), got crashed: SIGSEGV");
  EXPECT_EQ(Difference({{.changes = {{"p", "m", uint64_t{2}}}, .callbacks = {}}, false},
                       {.returns = 5, .changes = {{"p", "m", uint64_t{1}}}, .callbacks = {}}),
            "p m: expected 2, got 1");
}

TEST(Difference, ComparesCallbacksInOrder) {
  const ExpectedOutcome expected = {
      {.callbacks = {{.callback = "event", .values = {{"", "Type", uint64_t{1}}}}}}, false};
  EXPECT_EQ(Difference(expected, {.callbacks = {}}), "calls of callbacks: expected 1, got 0");
  EXPECT_EQ(
      Difference(expected,
                 {.callbacks = {{.callback = "event", .values = {{"", "Type", uint64_t{2}}}}}}),
      "call 1: event Type: expected 1, got 2");
}

}  // namespace
}  // namespace etalon
