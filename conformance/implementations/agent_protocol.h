// The first line that an agent says. The others are operations and outcomes (script/json.h).
#ifndef ETALON_CONFORMANCE_IMPLEMENTATIONS_AGENT_PROTOCOL_H_
#define ETALON_CONFORMANCE_IMPLEMENTATIONS_AGENT_PROTOCOL_H_

#include <optional>
#include <string>
#include <string_view>

#include "conformance/implementations/implementation.h"

namespace etalon {

// Goes up when an agent of the version before would misunderstand an operation, or be
// misunderstood.
inline constexpr int kAgentProtocolVersion = 1;

// {"etalon_agent":1,"name":"...","version":"...","capabilities":["files"],"windows":"6.1"}
// "windows" may be left out: then it is `version` if that is one of Windows, else the newest.
std::string HelloLine(const ImplementationTraits& traits);

// None, and *error, for a line that is none, or of another protocol version.
std::optional<ImplementationTraits> ParseHelloLine(std::string_view line, std::string* error);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_IMPLEMENTATIONS_AGENT_PROTOCOL_H_
