#include "conformance/report/right_answers.h"

#include <memory>
#include <optional>
#include <utility>

#include "conformance/implementations/in_process.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

std::vector<ScriptLine> Parsed(const std::vector<std::string>& operations) {
  std::vector<ScriptLine> script;
  for (const std::string& operation : operations) {
    ParseError error;
    std::optional<Op> op = ParseOp(operation, &error);
    if (!op) break;
    ScriptLine line;
    line.op = std::move(*op);
    line.number = static_cast<int>(script.size()) + 1;
    script.push_back(std::move(line));
  }
  return script;
}

}  // namespace

std::vector<ScriptLine> WithRightAnswers(const std::vector<std::string>& operations,
                                         WindowsVersion windows) {
  std::vector<ScriptLine> script = Parsed(operations);
  const std::unique_ptr<Implementation> simulator =
      MakeSimulator({.windows = ParseSimulatedWindows(ToString(windows)).value_or(kNewest),
                     .telling = Telling::kReports});
  std::string why;
  if (!simulator->StartAfresh(&why)) return script;
  for (ScriptLine& line : script) {
    const Outcome outcome = simulator->Run(line.op);
    if (outcome.ending == Ending::kStarted) continue;
    if (outcome.ending != Ending::kReturned) break;
    ExpectedOutcome expected;
    expected.outcome.returns = outcome.returns;
    expected.outcome.last_error = outcome.last_error;
    expected.outcome.handles = outcome.handles;
    line.expected = std::move(expected);
  }
  return script;
}

}  // namespace etalon
