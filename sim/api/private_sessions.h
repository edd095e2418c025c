// Private sessions: where they run. One may run in several processes at once, in each with buffers
// and a log file of its own; see Session::In.
#ifndef ETALON_SIM_API_PRIVATE_SESSIONS_H_
#define ETALON_SIM_API_PRIVATE_SESSIONS_H_

#include <cstdint>
#include <vector>

#include "sim/machine.h"

namespace etalon::sim {

inline constexpr uint32_t kMaximumPrivateSessions = 8;  // a process

// The processes that have registered a provider, classic registrations first; some more than once.
std::vector<const Process*> ProcessesWith(Machine& machine, const GUID& provider);

// How many run in a process, or wait there for a provider, with all of these bits of LogFileMode.
uint32_t CountPrivateSessions(Machine& machine, const Process& process, uint32_t mode);

// A private session has started: it runs in its own process (PRIVATE_IN_PROC), or in all that have
// registered its provider and that its filters admit, the oldest registration first. The first
// process has the log file as it was named, each further one a file with "_" and its process id
// behind the name. Under the machine's lock, as everything here.
void PlacePrivateSession(Machine& machine, Session& session);

// `process` has registered `provider`: private sessions that wait for it run there too. One that
// cannot have its log file or its memory, or would be one too many, does not.
void RunPrivateSessionsIn(Machine& machine, Process& process, const GUID& provider);

// STOP, or the end by itself: of what runs in other processes, after the session's own.
void StopInstances(Machine& machine, Session& session);

// UPDATE: what runs in other processes goes on in files of the new name, and by the new timer.
void UpdateInstances(Machine& machine, Session& session, bool has_new_file);

// The process ends, and with it what runs there.
void EndPrivateSessionsIn(Machine& machine, const Process& process);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_PRIVATE_SESSIONS_H_
