// What ETW itself says of the sessions that there are, whoever started them.
#ifndef ETALON_CONFORMANCE_SCRIPT_EXECUTION_SESSION_NAMES_H_
#define ETALON_CONFORMANCE_SCRIPT_EXECUTION_SESSION_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/implementations/etw_api.h"

namespace etalon {

// The names of all sessions, by QueryAllTraces; empty where there is no such function.
std::vector<std::u16string> SessionNames(const EtwApi& api);

// The name of the session with that handle, by ControlTrace; none: there is no such session.
std::optional<std::u16string> SessionNameOf(const EtwApi& api, uint64_t session);

// Stops the session of that name, whoever started it.
void StopSession(const EtwApi& api, const std::u16string& name);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_EXECUTION_SESSION_NAMES_H_
