#include <signal.h>
#include <unistd.h>

#include <cerrno>

#include "conformance/agent/system_facts.h"

namespace etalon {

std::string SystemVersion() { return ""; }

bool IsAdministrator() { return geteuid() == 0; }

bool IsShared() { return false; }

uint32_t ThisProcessId() { return static_cast<uint32_t>(getpid()); }

bool IsProcessRunning(uint32_t process_id) {
  return kill(static_cast<pid_t>(process_id), 0) == 0 || errno == EPERM;
}

}  // namespace etalon
