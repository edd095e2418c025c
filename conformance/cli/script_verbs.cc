#include "conformance/cli/script_verbs.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "conformance/cli/exit_code.h"
#include "conformance/script/c_printer.h"
#include "conformance/script/json.h"
#include "conformance/script/script_reader.h"

namespace etalon {
namespace {

std::optional<std::vector<ScriptLine>> Read(const std::string& file, std::ostream& err) {
  std::string error;
  std::optional<std::vector<ScriptLine>> script = ReadScriptFile(file, &error);
  if (!script) err << "etalon: " << error << '\n';
  return script;
}

bool CanGoOn(Ending ending) {
  return ending != Ending::kCrashed && ending != Ending::kHung && ending != Ending::kHarnessFault;
}

int Print(const std::vector<ScriptLine>& script, Implementation& implementation, std::ostream& out,
          std::ostream& err) {
  for (const ScriptLine& line : script) {
    out << ToJson(line.op) << '\n';
    const Outcome outcome = implementation.Run(line.op);
    out << "  " << ToJson(outcome) << '\n';
    if (CanGoOn(outcome.ending)) continue;
    err << "etalon: the script ends here: " << outcome.detail << '\n';
    return outcome.ending == Ending::kHarnessFault ? kFault : kUnexpected;
  }
  return kAsExpected;
}

int Verify(const std::string& file, const std::vector<ScriptLine>& script,
           Implementation& implementation, std::ostream& out, std::ostream& err) {
  int verified = 0;
  int different = 0;
  for (const ScriptLine& line : script) {
    const Outcome outcome = implementation.Run(line.op);
    if (outcome.ending == Ending::kHarnessFault) {
      err << "etalon: " << file << ':' << line.number << ": " << outcome.detail << '\n';
      return kFault;
    }
    std::string difference;
    if (line.expected)
      difference = Difference(*line.expected, outcome);
    else if (!CanGoOn(outcome.ending))
      difference = outcome.detail;
    verified += line.expected && difference.empty() ? 1 : 0;
    if (!difference.empty()) {
      ++different;
      out << file << ':' << line.number << ": " << NameOf(line.op) << ": " << difference << "\n  "
          << ToJson(line.op) << '\n';
      if (line.expected) out << "  expected: " << ToJson(line.expected->outcome) << '\n';
      out << "  got:      " << ToJson(outcome) << '\n';
    }
    if (!CanGoOn(outcome.ending)) break;
  }
  out << "replay: " << implementation.traits().name << ": " << verified << " as expected, "
      << different << " different\n";
  return different == 0 ? kAsExpected : kUnexpected;
}

}  // namespace

int Replay(const std::string& file, ReplayMode mode, Implementation& implementation,
           std::ostream& out, std::ostream& err) {
  const std::optional<std::vector<ScriptLine>> script = Read(file, err);
  if (!script) return kFault;
  const bool states_outcomes =
      std::any_of(script->begin(), script->end(),
                  [](const ScriptLine& line) { return line.expected.has_value(); });
  if (mode == ReplayMode::kVerify && !states_outcomes) {
    err << "etalon: " << file << " states no outcome that could be verified\n";
    return kFault;
  }
  std::string why;
  if (!implementation.StartAfresh(&why)) {
    err << "etalon: " << implementation.traits().name << " does not start: " << why << '\n';
    return kFault;
  }
  const bool verify = mode != ReplayMode::kPrint && states_outcomes;
  return verify ? Verify(file, *script, implementation, out, err)
                : Print(*script, implementation, out, err);
}

int EmitC(const std::string& file, std::ostream& out, std::ostream& err) {
  const std::optional<std::vector<ScriptLine>> script = Read(file, err);
  if (!script) return kFault;
  out << PrintC(*script, file);
  return kAsExpected;
}

}  // namespace etalon
