#include "conformance/recording/transcript.h"

#include <sstream>

#include "conformance/script/encodings.h"
#include "conformance/script/json.h"

namespace etalon {
namespace {

bool EndsScript(Ending ending) {
  return ending == Ending::kCrashed || ending == Ending::kHung || ending == Ending::kHarnessFault;
}

// One line; what went wrong, or "".
std::string Play(const std::string& line, const std::function<Outcome(const Op&)>& run,
                 Transcript* transcript) {
  if (line.empty() || line.front() == '#') {
    transcript->text += line + '\n';
    return "";
  }
  if (line.front() == ' ') return "";  // the outcome of an earlier run
  ParseError error;
  const std::optional<Op> op = ParseOp(line, &error);
  if (!op) return ToString(error);
  Outcome outcome = run(*op);
  if (std::optional<Bytes> file = TakeFile(&outcome)) transcript->files.push_back(std::move(*file));
  transcript->text += ToJson(*op) + "\n  " + ToJson(outcome) + '\n';
  return EndsScript(outcome.ending) ? NameOf(outcome.ending) + ": " + outcome.detail : "";
}

}  // namespace

std::optional<Bytes> TakeFile(Outcome* outcome) {
  for (auto change = outcome->changes.begin(); change != outcome->changes.end(); ++change) {
    if (change->block != "file" || change->member != "bytes") continue;
    const std::string* const hexadecimal = std::get_if<std::string>(&change->value);
    std::optional<Bytes> bytes = hexadecimal ? FromHex(*hexadecimal) : std::nullopt;
    outcome->changes.erase(change);
    return bytes;
  }
  return std::nullopt;
}

Transcript PlayScript(const std::string& script, const std::string& name,
                      const std::function<Outcome(const Op&)>& run) {
  Transcript transcript;
  std::istringstream lines(script);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::string trouble = Play(line, run, &transcript);
    if (trouble.empty()) continue;
    transcript.trouble = name + ":" + std::to_string(number) + ": " + trouble;
    break;
  }
  return transcript;
}

}  // namespace etalon
