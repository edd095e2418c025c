#include "sim/api/access.h"

#include "sim/include/evntrace.h"

namespace etalon::sim {

bool MayControlSessions(const Process& process) { return process.token != Token::kUser; }

bool IsPrivileged(const Process& process) {
  return process.token == Token::kAdministrator || process.token == Token::kLocalSystem;
}

bool MayControl(const Process& process, const SessionSettings& session) {
  const bool is_his_own = (session.log_file_mode & EVENT_TRACE_PRIVATE_IN_PROC) != 0 &&
                          session.owner_pid == process.pid;
  return is_his_own || MayControlSessions(process);
}

}  // namespace etalon::sim
