// Who a process is, in the forms in which events carry it.
#ifndef ETALON_SIM_SYSTEM_IDENTITY_H_
#define ETALON_SIM_SYSTEM_IDENTITY_H_

#include <cstdint>
#include <span>

#include "sim/system/process_table.h"

namespace etalon::sim {

// The SID of its user, as bytes: the well-known ones of the services; S-1-5-21-1000-2000-3000-N for
// an administrator (1001), a user of performance logs (1002) and a plain user (1003). Static
// memory.
std::span<const uint8_t> SidOf(Token token);

// The terminal session: 0 for services, 1 for everybody at the desk.
uint32_t TerminalSessionOf(Token token);

// Unlike that of any other process since the computer booted.
uint64_t StartKeyOf(const Process& process);

}  // namespace etalon::sim

#endif  // ETALON_SIM_SYSTEM_IDENTITY_H_
