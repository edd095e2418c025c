#include "conformance/agent/check/dialogue.h"

#include <algorithm>
#include <optional>

#include "conformance/implementations/agent_protocol.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kStartTimeout{60'000};
constexpr size_t kShownBytes = 120;
constexpr size_t kTailBytes = 500;

std::string Shown(const std::string& text) {
  return text.size() <= kShownBytes ? text : text.substr(0, kShownBytes) + "...";
}

}  // namespace

Dialogue::Dialogue(const std::vector<std::string>& command, milliseconds timeout)
    : timeout_(timeout) {
  std::string error;
  child_ = ChildProcess::Start(command, &error);
  Expect(child_ != nullptr, "did not start: " + error);
  if (is_over()) return;
  hello_ = Read("", kStartTimeout);
  if (is_over()) return;
  const std::optional<ImplementationTraits> traits = ParseHelloLine(hello_, &error);
  Expect(traits.has_value(), "said no hello line: " + error);
  if (traits) traits_ = *traits;
}

std::string Dialogue::Read(const std::string& line, milliseconds time) {
  const std::string after = line.empty() ? "" : " after " + Shown(line);
  std::string answer;
  switch (child_->Ask(line, std::chrono::steady_clock::now() + time, &answer)) {
    case ChildProcess::Answer::kLine:
      return answer;
    case ChildProcess::Answer::kTimedOut:
      Expect(false, "said nothing within " + std::to_string(time.count()) + " ms" + after);
      return "";
    case ChildProcess::Answer::kEnded:
      break;
  }
  const std::string how = child_->Kill();
  const std::string tail = child_->Tail(kTailBytes);
  Expect(false, "ended (" + how + ")" + after + (tail.empty() ? "" : ": " + tail));
  return "";
}

Outcome Dialogue::Say(const std::string& line) {
  Outcome none;
  if (is_over()) return none;
  const std::string answer = Read(line, timeout_);
  if (is_over()) return none;
  ParseError error;
  const std::optional<Outcome> outcome = ParseOutcome(answer, &error);
  Expect(outcome.has_value(), "answered " + Shown(line) + " with " + Shown(answer) +
                                  ", which is no outcome: " + ToString(error));
  return outcome.value_or(none);
}

void Dialogue::End() {
  if (is_over()) return;
  child_->EndInput();
  std::string line;
  switch (child_->Ask("", std::chrono::steady_clock::now() + timeout_, &line)) {
    case ChildProcess::Answer::kEnded:
      return;
    case ChildProcess::Answer::kLine:
      return Expect(false, "said something after the end of its input: " + Shown(line));
    case ChildProcess::Answer::kTimedOut:
      return Expect(false, "did not end within " + std::to_string(timeout_.count()) +
                               " ms of the end of its input");
  }
}

void Dialogue::Expect(bool kept, const std::string& what) {
  if (kept || is_over()) return;
  is_broken_ = true;
  why_ = "it " + what;
}

void Dialogue::Need(bool can, const std::string& why_not) {
  if (can || is_over()) return;
  is_untried_ = true;
  why_ = why_not;
}

}  // namespace etalon
