#include "fuzz/agent_protocol_run.h"

#include <memory>
#include <optional>
#include <sstream>

#include "conformance/agent/answer.h"
#include "conformance/implementations/agent_protocol.h"
#include "conformance/implementations/in_process.h"
#include "conformance/script/json.h"
#include "fuzz/operation_change.h"

namespace etalon {
namespace {

constexpr int kMostLines = 40;

std::string CheckHello(const std::string& line) {
  std::string error;
  const std::optional<ImplementationTraits> traits = ParseHelloLine(line, &error);
  if (!traits) return error.empty() ? "a hello line is refused without a reason" : "";
  const std::string said = HelloLine(*traits);
  const std::optional<ImplementationTraits> again = ParseHelloLine(said, &error);
  if (!again) return "a hello line is not read again: " + error + '\n' + said;
  return HelloLine(*again) == said ? "" : "a hello line changes when it is said again: " + said;
}

std::string CheckAnswer(const Outcome& outcome) {
  const std::string answer = ToJson(outcome);
  if (answer.find('\n') != std::string::npos) return "an answer of two lines: " + answer;
  ParseError error;
  const std::optional<Outcome> heard = ParseOutcome(answer, &error);
  if (!heard) return "an answer is not understood: " + ToString(error) + '\n' + answer;
  return ToJson(*heard) == answer ? "" : "an answer changes when it is read: " + answer;
}

}  // namespace

std::string RunAgentConversation(const uint8_t* data, size_t size) {
  std::istringstream input(std::string(reinterpret_cast<const char*>(data), size));
  const std::unique_ptr<Implementation> simulator = MakeSimulator({});
  const auto run = [&](const Op& op) {
    Op bounded = op;
    KeepWithinBounds(&bounded);
    return simulator->Run(bounded);
  };
  std::string line;
  for (int i = 0; i < kMostLines && std::getline(input, line); ++i) {
    const Outcome outcome = Answer(line, run);
    std::string failure = CheckAnswer(outcome);
    if (outcome.ending == Ending::kCrashed) failure = "it crashes: " + outcome.detail;
    if (failure.empty()) failure = CheckHello(line);
    if (!failure.empty()) return failure + "\nafter " + line;
    if (IsLast(outcome)) break;
  }
  return "";
}

}  // namespace etalon
