#include "conformance/cli/agent_check_verb.h"

#include <iomanip>

#include "conformance/agent/check/agent_check.h"
#include "conformance/cli/exit_code.h"

namespace etalon {
namespace {

using Verdict = RuleResult::Verdict;

constexpr std::string_view kPrefix = "exec:";

const char* NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kKept:
      return "kept";
    case Verdict::kBroken:
      return "BROKEN";
    case Verdict::kNotTried:
      return "not tried";
  }
  return "";
}

}  // namespace

int AgentCheck(const AgentCheckArguments& arguments, std::ostream& out, std::ostream& err) {
  if (!arguments.agent.starts_with(kPrefix)) {
    err << "etalon: agent-check: expected 'exec:COMMAND', got " << arguments.agent << '\n';
    return kFault;
  }
  const std::vector<std::string> command = {"/bin/sh", "-c",
                                            arguments.agent.substr(kPrefix.size())};
  const auto timeout = std::chrono::milliseconds(int64_t(arguments.timeout_seconds * 1000));
  int counts[3] = {};
  for (const RuleResult& result : CheckAgent(command, timeout)) {
    ++counts[static_cast<int>(result.verdict)];
    out << std::left << std::setw(10) << NameOf(result.verdict) << "it " << result.rule
        << "  (section " << result.section << ")\n";
    if (!result.why.empty()) out << std::string(10, ' ') << result.why << '\n';
  }
  const int kept = counts[static_cast<int>(Verdict::kKept)];
  const int broken = counts[static_cast<int>(Verdict::kBroken)];
  out << "agent-check: " << kept << " rules of docs/agent_protocol.md kept, " << broken
      << " broken, " << counts[static_cast<int>(Verdict::kNotTried)] << " not tried\n";
  return broken == 0 ? kAsExpected : kUnexpected;
}

}  // namespace etalon
