// `etalon agent-check`: does an agent keep to docs/agent_protocol.md?
#ifndef ETALON_CONFORMANCE_CLI_AGENT_CHECK_VERB_H_
#define ETALON_CONFORMANCE_CLI_AGENT_CHECK_VERB_H_

#include <ostream>
#include <string>

namespace etalon {

struct AgentCheckArguments {
  std::string agent;  // "exec:COMMAND"
  double timeout_seconds = 10;
};

// Prints a line a rule: kept, BROKEN with the reason, or not tried with the reason. The exit code:
// kAsExpected when no rule is broken, else kUnexpected; kFault for a word that is no command.
int AgentCheck(const AgentCheckArguments& arguments, std::ostream& out, std::ostream& err);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_AGENT_CHECK_VERB_H_
