// An implementation in another process, behind an agent (docs/agent_protocol.md).
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_AGENT_CLIENT_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_AGENT_CLIENT_H_

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/implementations/implementation.h"

namespace etalon {

struct AgentOptions {
  std::vector<std::string> command = {};  // a program and its arguments
  std::string name = {};  // of the implementation, in reports; "": what the agent says
  // An operation may take so long, besides the time that it asks for itself (Advance).
  std::chrono::milliseconds timeout{10'000};
  std::chrono::milliseconds start_timeout{60'000};  // until the agent's first line
  // What the implementation is judged as, and told in the environment variable ETALON_WINDOWS; none:
  // what the agent says.
  std::optional<WindowsVersion> windows = {};
  // StartAfresh makes a new process each time, or else sends Reset where the agent is still alive.
  bool fresh_process = true;
};

class AgentConnection : public Implementation {
 public:
  // Asks for the number behind a symbol ("$1") that this agent gave a handle; any agent of the same
  // computer can use it. What returns is the number; other endings say why there is none.
  virtual Outcome TellHandle(const std::string& symbol) = 0;
};

// Starts the agent. Null, and *error, when it does not start or says anything but its hello line.
//
// An agent that ends, or says what is no JSON, has crashed; one that does not answer in time hangs,
// and is killed with all its process group. Both are outcomes, after which StartAfresh makes a new
// process.
std::unique_ptr<AgentConnection> MakeAgent(const AgentOptions& options, std::string* error);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_AGENT_CLIENT_H_
