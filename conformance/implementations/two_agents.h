// An implementation whose processes cannot lower their rights, with a second agent that has few.
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_TWO_AGENTS_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_TWO_AGENTS_H_

#include <memory>

#include "conformance/implementations/agent_client.h"

namespace etalon {

// `elevated`, with the capability privileges as far as a plain user goes: NewProcess with the token
// of one stands for `unelevated`, an agent on the same computer, which then carries out what is
// done in that process. Each knows the handles of the other by their numbers; those of a script are
// named in the order of their birth, wherever that was.
//
// Not applicable are other tokens, a second such process, and everything where `elevated` does not
// tell handles. Both belong to the result.
std::unique_ptr<Implementation> JoinAgents(std::unique_ptr<AgentConnection> elevated,
                                           std::unique_ptr<AgentConnection> unelevated);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_TWO_AGENTS_H_
