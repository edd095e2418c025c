#include "fuzz/script_run.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <vector>

#include "conformance/script/c_printer.h"
#include "conformance/script/json.h"
#include "conformance/script/script_reader.h"

namespace etalon {
namespace {

constexpr char kFile[] = "input";

std::string CheckRefusal(const std::string& error, const std::string& text) {
  const std::string start = std::string(kFile) + ':';
  if (error.substr(0, start.size()) != start) return "a refusal without its file: " + error;
  const long line = std::atol(error.c_str() + start.size());
  const long lines = std::count(text.begin(), text.end(), '\n') + 1;
  if (line < 1 || line > lines) return "a refusal of line " + std::to_string(line);
  if (error.find("expected ") == std::string::npos) return "what was expected? " + error;
  return "";
}

std::string CheckOp(const Op& op) {
  const std::string line = ToJson(op);
  ParseError error;
  const std::optional<Op> again = ParseOp(line, &error);
  if (!again) return "an operation is not read again: " + ToString(error) + '\n' + line;
  if (!(*again == op)) return "an operation changes when it is written: " + line;
  return "";
}

std::string CheckOutcome(const ExpectedOutcome& expected) {
  const std::string line = ToJson(expected.outcome);
  ParseError error;
  const std::optional<Outcome> again = ParseOutcome(line, &error);
  if (!again) return "an outcome is not read again: " + ToString(error) + '\n' + line;
  if (ToJson(*again) != line) return "an outcome changes when it is written: " + line;
  const std::string difference = Difference(expected, expected.outcome);
  if (!difference.empty()) return "an outcome differs from itself: " + difference + '\n' + line;
  return "";
}

}  // namespace

std::string RunScriptText(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::istringstream stream(text);
  std::string error;
  const std::optional<std::vector<ScriptLine>> script = ReadScript(stream, kFile, &error);
  if (!script) return CheckRefusal(error, text);
  for (const ScriptLine& line : *script) {
    std::string failure = CheckOp(line.op);
    if (failure.empty() && line.expected) failure = CheckOutcome(*line.expected);
    if (!failure.empty()) return failure;
  }
  return PrintC(*script, kFile).empty() ? "no C program" : "";
}

}  // namespace etalon
