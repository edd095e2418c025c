// What ControlTrace and its aliases do to a session, once their checks are passed.
#ifndef ETALON_SIM_API_SESSION_CONTROL_H_
#define ETALON_SIM_API_SESSION_CONTROL_H_

#include <memory>
#include <string>

#include "sim/api/control_callback.h"
#include "sim/api/properties.h"
#include "sim/machine.h"

namespace etalon::sim {

inline bool IsKernelLogger(const Session& session) {
  return session.logger_id() == kKernelLoggerId;
}

// The session writes to this file already, by whatever spelling of its name.
bool IsLogFileOf(Machine& machine, const Session& session, const std::u16string& name);

// Each fills the properties with the session as it is afterwards, and then complains if a name does
// not fit (CONTROLTRACE-E11): what was asked for has been done all the same. Under the machine's
// lock.

// QUERY.
ULONG ReportSession(Machine& machine, const Session& session, const PropertiesBlock& properties);

// STOP. The lock is let go while the providers that the session enabled are told.
ULONG StopSession(Machine& machine, MachineHold& hold, Session& session,
                  const PropertiesBlock& properties);

// The session has to end by itself, its log file or the disk being full: it stops as by STOP, on a
// thread of its own after the events are in. Called without the lock; never blocks.
void EndSession(Machine& machine, Session& session);

// FLUSH. A BUFFERING session writes a snapshot to the log file that the properties name.
ULONG FlushSession(Machine& machine, Session& session, const PropertiesBlock& properties);

// INCREMENT_FILE: on to the next file of a NEWFILE session.
ULONG IncrementFile(Machine& machine, Session& session, const PropertiesBlock& properties);

// CONVERT_TO_REALTIME: from a log file to delivery in real time.
ULONG ConvertToRealTime(Machine& machine, Session& session, const PropertiesBlock& properties);

// UPDATE, in update_session.cc. The log file that the properties name, if any, is not the
// session's.
ULONG UpdateSession(Machine& machine, Session& session, const PropertiesBlock& properties);

// For UPDATE and FLUSH: creates the log file `name` for a session that runs.
ULONG CreateFurtherLogFile(Machine& machine, const Session& session, const std::u16string& name,
                           std::unique_ptr<File>* file);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_SESSION_CONTROL_H_
