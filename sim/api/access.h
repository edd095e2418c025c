// Who may do what.
#ifndef ETALON_SIM_API_ACCESS_H_
#define ETALON_SIM_API_ACCESS_H_

#include "sim/session/session_settings.h"
#include "sim/system/process_table.h"

namespace etalon::sim {

// Elevated administrators, members of Performance Log Users, and services as LocalSystem,
// LocalService or NetworkService: they start, control and query sessions, enable providers, and
// consume in real time.
bool MayControlSessions(const Process& process);

// Administrators and LocalSystem: the NT Kernel Logger, and files in protected folders.
bool IsPrivileged(const Process& process);

// The same for a session that is asked for or exists: anybody may have a private session inside his
// own process.
bool MayControl(const Process& process, const SessionSettings& session);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_ACCESS_H_
