// What computer the agent is on.
#ifndef ETALON_CONFORMANCE_AGENT_SYSTEM_FACTS_H_
#define ETALON_CONFORMANCE_AGENT_SYSTEM_FACTS_H_

#include <cstdint>
#include <string>

namespace etalon {

// "10.0.22621"; under Wine "wine-8.0"; "" unknown.
std::string SystemVersion();

// Whether the agent has an administrator's rights, as most sessions need them.
bool IsAdministrator();

// Whether other programs have sessions in the same ETW: a Windows that is not Wine.
bool IsShared();

uint32_t ThisProcessId();
bool IsProcessRunning(uint32_t process_id);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_SYSTEM_FACTS_H_
