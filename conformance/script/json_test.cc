#include "conformance/script/json.h"

#include <gtest/gtest.h>

#include <set>

#include "conformance/script/fields.h"
#include "conformance/script/sample_ops.h"

namespace etalon {
namespace {

std::string ErrorOf(const std::string& line) {
  ParseError error;
  EXPECT_FALSE(ParseOp(line, &error).has_value()) << line;
  return ToString(error);
}

std::string OutcomeErrorOf(const std::string& line) {
  ParseError error;
  EXPECT_FALSE(ParseOutcome(line, &error).has_value()) << line;
  return ToString(error);
}

TEST(OpJson, EveryOperationComesBackAsItWas) {
  std::set<size_t> kinds;
  for (const Op& op : SampleOps()) {
    const std::string line = ToJson(op);
    ParseError error;
    const std::optional<Op> again = ParseOp(line, &error);
    ASSERT_TRUE(again.has_value()) << line << "\n" << ToString(error);
    EXPECT_EQ(*again, op) << line;
    EXPECT_EQ(ToJson(*again), line);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    kinds.insert(op.any.index());
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<AnyOp>);
}

TEST(OpJson, LeavesDefaultsOut) {
  EXPECT_EQ(ToJson(StartTraceW{}), R"({"op":"StartTraceW"})");
  EXPECT_EQ(ToJson(StopTraceW{.handle = {.symbol = "$1"}, .properties = {.bytes = 124}}),
            R"({"op":"StopTraceW","handle":"$1","properties":{"bytes":124}})");
}

// What is written inside braces in C++ has the defaults of its own type, and so it is in JSON.
TEST(OpJson, NestedObjectStartsFromItsOwnDefaults) {
  const Op op = OpenTraceW{.buffer_callback = {}};
  EXPECT_EQ(ToJson(op), R"({"op":"OpenTraceW","buffer_callback":{}})");
  ParseError error;
  EXPECT_EQ(ParseOp(R"({"op":"OpenTraceW","buffer_callback":{}})", &error), op);
}

TEST(OpJson, TextWithoutUtf8Survives) {
  const Op op = StartTraceW{.name = std::u16string(1, char16_t{0xD800})};
  EXPECT_EQ(ToJson(op), R"({"op":"StartTraceW","name":{"utf16":"00d8"}})");
  ParseError error;
  EXPECT_EQ(ParseOp(ToJson(op), &error), op);
}

TEST(OpJson, ErrorsNameTheFieldWhatWasExpectedAndWhatWasFound) {
  EXPECT_EQ(ErrorOf("StartTrace"), "expected one JSON object on the line, got StartTrace");
  EXPECT_EQ(ErrorOf("{}"), R"(expected an operation: {"op":...}, got {})");
  EXPECT_EQ(ErrorOf(R"({"op":"Start"})"), R"(op: expected the name of an operation, got "Start")");
  EXPECT_EQ(ErrorOf(R"({"op":"StopTraceW","properties":{"bytes":-1}})"),
            "properties.bytes: expected a number from 0 to 4294967295, got -1");
  EXPECT_EQ(ErrorOf(R"({"op":"StopTraceW","properties":{"bytes":4294967296}})"),
            "properties.bytes: expected a number from 0 to 4294967295, got 4294967296");
  EXPECT_EQ(ErrorOf(R"({"op":"CloseTrace","handel":1})"),
            R"(expected one of the members trace, got "handel")");
  EXPECT_EQ(ErrorOf(R"({"op":"CloseTrace","trace":"1"})"),
            R"(trace: expected a handle: "$1" or a number, got "1")");
  EXPECT_EQ(ErrorOf(R"({"op":"StartTraceW","name_place":"nowhere"})"),
            "name_place: expected one of block, null, unmapped, misaligned, read-only, "
            "got \"nowhere\"");
  EXPECT_EQ(ErrorOf(R"({"op":"TraceMessage","arguments":[{},{"data":"0"}]})"),
            R"(arguments[1].data: expected bytes in hexadecimal ("00ff"), got "0")");
  EXPECT_EQ(
      ErrorOf(R"({"op":"RegisterTraceGuidsW","callback":{"steps":[{"op":"Reset"},{"op":1}]}})"),
      R"(callback.steps[1]: expected an operation: {"op":...}, got {"op":1})");
}

TEST(OpJson, NestingHasALimit) {
  std::string line = R"({"op":"Reset"})";
  for (int i = 0; i < 30; ++i)
    line = R"({"op":"OpenTraceW","event_callback":{"steps":[)" + line + "]}}";
  EXPECT_NE(ErrorOf(line).find("at most 16 operations inside each other"), std::string::npos);
}

// A line may be megabytes long; what it nests must not cost as many frames.
TEST(OpJson, NestingOfValuesHasALimit) {
  const std::string deep = std::string(300'000, '[') + std::string(300'000, ']');
  EXPECT_NE(ErrorOf(R"({"op":"StartTraceW","name":)" + deep + "}").find("at most 200 brackets"),
            std::string::npos);
  const std::string text = std::string(1'000, '[') + R"(\")";  // brackets in text are no nesting
  ParseError error;
  EXPECT_TRUE(ParseOp(R"({"op":"StartTraceW","name":")" + text + "\"}", &error))
      << ToString(error);
}

Outcome SampleOutcome() {
  Outcome step = {.id = "2.1", .returns = 4, .returns_value = true, .callbacks = {}};
  return {.id = "2",
          .returns = 234,
          .last_error = 87,
          .handles = {{.symbol = "$1", .literal = 0}, {.symbol = "$2", .literal = 0}},
          .failures = 3,
          .changes = {{"properties", "BufferSize", uint64_t{64}},
                      {"properties", "LoggerName", "etalon"},
                      {"event", "bytes@48", "00ff"}},
          .callbacks = {{.callback = "control",
                         .process = "p",
                         .values = {{"", "RequestCode", uint64_t{4}}},
                         .steps = {step},
                         .returned = 1}}};
}

TEST(OutcomeJson, ComesBackAsItWas) {
  const std::string line = ToJson(SampleOutcome());
  EXPECT_EQ(
      line,
      R"({"id":"2","returns":"ERROR_MORE_DATA","last_error":"ERROR_INVALID_PARAMETER","handles":["$1","$2"],)"
      R"("failures":3,"changes":{"properties":{"BufferSize":64,"LoggerName":"etalon"},)"
      R"("event":{"bytes@48":"00ff"}},"callbacks":[{"callback":"control","process":"p",)"
      R"("values":{"RequestCode":4},"steps":[{"id":"2.1","returns":4}],"returned":1}]})");
  ParseError error;
  EXPECT_EQ(ParseOutcome(line, &error), SampleOutcome()) << ToString(error);
}

TEST(OutcomeJson, EveryEndingComesBack) {
  for (const Ending ending :
       {Ending::kReturned, Ending::kStarted, Ending::kNotImplemented, Ending::kNotApplicable,
        Ending::kCrashed, Ending::kHung, Ending::kHarnessFault}) {
    const Outcome outcome = {.ending = ending, .detail = "why", .callbacks = {}};
    ParseError error;
    EXPECT_EQ(ParseOutcome(ToJson(outcome), &error), outcome) << ToString(error);
  }
}

TEST(OutcomeJson, CodesWithoutANameAreNumbered) {
  const Outcome outcome = {.returns = 987654321, .callbacks = {}};
  EXPECT_EQ(ToJson(outcome), R"({"returns":"ERROR_987654321"})");
  ParseError error;
  EXPECT_EQ(ParseOutcome(ToJson(outcome), &error), outcome);
}

TEST(OutcomeJson, SaysWhatIsWrong) {
  EXPECT_EQ(OutcomeErrorOf(R"({"returns":"SUCCESS"})"),
            R"(returns: expected the name of an error code, or a number, got "SUCCESS")");
  EXPECT_EQ(OutcomeErrorOf(R"({"changes":{"properties":{"BufferSize":[]}}})"),
            "changes.properties.BufferSize: expected a number or text, got []");
}

}  // namespace
}  // namespace etalon
