// How a finding is told: as a script, as C, and by the commands that play it.
#include <sstream>
#include <vector>

#include "conformance/properties/shrink.h"
#include "conformance/script/c_printer.h"
#include "conformance/script/json.h"
#include "conformance/script/script_reader.h"

namespace etalon {

std::string ScriptOf(const Shrunk& shrunk) {
  std::string script = "# " + shrunk.failure + '\n';
  for (const SequenceStep& step : shrunk.sequence) script += ToJson(step.op) + '\n';
  const bool one_code = shrunk.due.size() == 1;
  const bool by_code = shrunk.failure.find(": expected ") != std::string::npos;
  if (one_code && by_code) {
    const Outcome due = {.returns = *shrunk.due.begin(), .callbacks = {}};
    script += "  " + ToJson(due) + '\n';
  }
  return script;
}

std::string ReportOf(const Shrunk& shrunk, const std::string& file,
                     const std::string& implementation) {
  const std::string script = ScriptOf(shrunk);
  std::istringstream stream(script);
  std::string error;
  const auto lines = ReadScript(stream, file, &error);
  std::string report = script;
  report += "\nagain:  ./etalon replay " + file;
  if (implementation != "sim") report += " --implementation " + implementation;
  report += "\nas C:   ./etalon emit-c " + file + "\n\n";
  return report + (lines ? PrintC(*lines, shrunk.failure) : error + '\n');
}

}  // namespace etalon
