// Does an agent keep to docs/agent_protocol.md? Its own conformance suite.
#ifndef ETALON_CONFORMANCE_AGENT_CHECK_AGENT_CHECK_H_
#define ETALON_CONFORMANCE_AGENT_CHECK_AGENT_CHECK_H_

#include <chrono>
#include <string>
#include <vector>

namespace etalon {

// One sentence of the protocol, tried on an agent.
struct RuleResult {
  enum class Verdict {
    kKept,
    kBroken,
    kNotTried,  // the agent lacks what it takes
  };

  std::string rule;     // "answers Reset with ERROR_SUCCESS"
  std::string section;  // of docs/agent_protocol.md
  Verdict verdict = Verdict::kKept;
  std::string why;  // unless it is kept
};

// Tries every rule, each in a process of its own: `command` is a program and its arguments. An
// operation may take `timeout`.
std::vector<RuleResult> CheckAgent(const std::vector<std::string>& command,
                                   std::chrono::milliseconds timeout);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_CHECK_AGENT_CHECK_H_
