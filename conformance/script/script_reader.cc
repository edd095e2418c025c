#include "conformance/script/script_reader.h"

#include <fstream>
#include <istream>

#include "conformance/script/json.h"

namespace etalon {
namespace {

std::string Message(const std::string& file, int number, const ParseError& error) {
  return file + ":" + std::to_string(number) + ": " + ToString(error);
}

// A line with leading blanks, or without "op", belongs to the operation before it.
bool HoldsOutcome(const std::string& line) {
  return line.front() == ' ' || line.front() == '\t' || line.find("\"op\"") == std::string::npos;
}

bool AddLine(const std::string& line, int number, std::vector<ScriptLine>* script,
             ParseError* error) {
  if (!HoldsOutcome(line)) {
    std::optional<Op> op = ParseOp(line, error);
    if (op) script->push_back({std::move(*op), std::nullopt, number});
    return op.has_value();
  }
  bool says_returns = false;
  std::optional<Outcome> outcome = ParseOutcome(line, error, &says_returns);
  if (!outcome) return false;
  if (script->empty() || script->back().expected) {
    *error = {"", "an operation before its outcome", "an outcome"};
    return false;
  }
  script->back().expected = {std::move(*outcome), says_returns};
  return true;
}

std::string WithNumber(uint64_t code) {
  return ErrorText(code) + " (" + std::to_string(code) + ")";
}

std::string Result(const Outcome& outcome) {
  if (outcome.ending == Ending::kReturned) {
    return outcome.returns_value ? std::to_string(outcome.returns) : WithNumber(outcome.returns);
  }
  return NameOf(outcome.ending) + (outcome.detail.empty() ? "" : ": " + outcome.detail);
}

std::string ValueText(const Value* value) {
  if (value == nullptr) return "no change";
  const uint64_t* number = std::get_if<uint64_t>(value);
  return number != nullptr ? std::to_string(*number) : '"' + std::get<std::string>(*value) + '"';
}

std::string Unequal(const std::string& what, const std::string& expected,
                    const std::string& actual) {
  return what + ": expected " + expected + ", got " + actual;
}

std::string HandlesText(const std::vector<Handle>& handles) {
  std::string text;
  for (const Handle& handle : handles) text += (text.empty() ? "" : " ") + handle.symbol;
  return text.empty() ? "none" : text;
}

std::string CallbackDifference(const CallbackRecord& expected, const CallbackRecord& actual) {
  if (expected.callback != actual.callback) {
    return Unequal("callback", expected.callback, actual.callback);
  }
  if (!expected.process.empty() && expected.process != actual.process) {
    return Unequal("process of " + expected.callback, expected.process, actual.process);
  }
  for (const Change& value : expected.values.Tell()) {
    const std::optional<Value> found = actual.values.Find(value.member);
    if (found != value.value) {
      return Unequal(expected.callback + " " + value.member, ValueText(&value.value),
                     ValueText(found ? &*found : nullptr));
    }
  }
  for (size_t i = 0; i < expected.steps.size() && i < actual.steps.size(); ++i) {
    const std::string step = Difference({expected.steps[i], true}, actual.steps[i]);
    if (!step.empty()) return expected.callback + " step " + std::to_string(i + 1) + ": " + step;
  }
  return "";
}

}  // namespace

std::optional<std::vector<ScriptLine>> ReadScript(std::istream& stream, const std::string& file,
                                                  std::string* error) {
  std::vector<ScriptLine> script;
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.find_first_not_of(" \t") == std::string::npos || line.front() == '#') continue;
    ParseError parse_error;
    if (!AddLine(line, number, &script, &parse_error)) {
      *error = Message(file, number, parse_error);
      return std::nullopt;
    }
  }
  return script;
}

std::optional<std::vector<ScriptLine>> ReadScriptFile(const std::string& file, std::string* error) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    *error = file + ": cannot be read";
    return std::nullopt;
  }
  return ReadScript(stream, file, error);
}

std::string Difference(const ExpectedOutcome& expected, const Outcome& actual) {
  const Outcome& wanted = expected.outcome;
  const bool other_result = wanted.ending == Ending::kReturned && expected.says_returns &&
                            wanted.returns != actual.returns;
  if (wanted.ending != actual.ending || other_result) {
    return "expected " + Result(wanted) + ", got " + Result(actual);
  }
  if (wanted.last_error && wanted.last_error != actual.last_error) {
    return Unequal("last error", WithNumber(*wanted.last_error),
                   WithNumber(actual.last_error.value_or(0)));
  }
  if (!wanted.handles.empty() && wanted.handles != actual.handles) {
    return Unequal("handles", HandlesText(wanted.handles), HandlesText(actual.handles));
  }
  if (wanted.failures != 0 && wanted.failures != actual.failures) {
    return Unequal("failures", std::to_string(wanted.failures), std::to_string(actual.failures));
  }
  for (const Change& change : wanted.changes) {
    const Value* found = actual.Find(change.block, change.member);
    if (found != nullptr && *found == change.value) continue;
    return Unequal(change.block + " " + change.member, ValueText(&change.value), ValueText(found));
  }
  if (wanted.callbacks.empty()) return "";
  if (wanted.callbacks.size() != actual.callbacks.size()) {
    return Unequal("calls of callbacks", std::to_string(wanted.callbacks.size()),
                   std::to_string(actual.callbacks.size()));
  }
  for (size_t i = 0; i < wanted.callbacks.size(); ++i) {
    const std::string difference = CallbackDifference(wanted.callbacks[i], actual.callbacks[i]);
    if (!difference.empty()) return "call " + std::to_string(i + 1) + ": " + difference;
  }
  return "";
}

}  // namespace etalon
