// Who may do what: the permissions of providers and sessions (Permissions), asked for the caller.
//
// Under the machine's lock, MayWriteTo excepted. Anybody may do anything with a private session
// inside his own process, and with one of a plain user's, which runs in plain users' processes.
#ifndef ETALON_SIM_API_ACCESS_H_
#define ETALON_SIM_API_ACCESS_H_

#include <string_view>

#include "sim/machine.h"

namespace etalon::sim {

// Administrators and LocalSystem, whatever the permissions say: the NT Kernel Logger, files in
// protected folders, and the permissions themselves.
bool IsPrivileged(const Process& process);

// Starts, stops, changes or flushes a session, one that is asked for or one that runs: its GUID's
// TRACELOG_CREATE_REALTIME when it is a real-time session, TRACELOG_CREATE_ONDISK when it has a log
// file, and the latter too when it is neither.
bool MayControl(Machine& machine, const SessionSettings& session);

// Asks for a session's settings and statistics: its GUID's WMIGUID_QUERY.
bool MayQuery(Machine& machine, const SessionSettings& session);

// Enables the provider to the session: the provider's TRACELOG_GUID_ENABLE.
bool MayEnable(Machine& machine, const GUID& provider, const SessionSettings& session);

// Consumes the events of the session of this name as they come: its GUID's
// TRACELOG_ACCESS_REALTIME. Of a session that is not running nobody knows the GUID: the defaults
// count.
bool MayConsume(Machine& machine, std::u16string_view session_name);

// Registers the provider: its TRACELOG_REGISTER_GUIDS.
bool MayRegister(Machine& machine, const GUID& provider);

// Writes events to the session: in EVENT_TRACE_SECURE_MODE its GUID's TRACELOG_LOG_EVENT, else
// everybody may. On the event-writing path, without the lock, which it takes for a secure session.
bool MayWriteToSecure(Machine& machine, const Session& session);
inline bool MayWriteTo(Machine& machine, const Session& session) {
  return !session.secure() || MayWriteToSecure(machine, session);
}

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_ACCESS_H_
