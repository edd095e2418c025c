// What EnableTrace, EnableTraceEx and EnableTraceEx2 do, once their checks are passed.
#ifndef ETALON_SIM_API_ENABLE_PROVIDER_H_
#define ETALON_SIM_API_ENABLE_PROVIDER_H_

#include "sim/api/control_callback.h"
#include "sim/machine.h"

namespace etalon::sim {

enum class Configured {
  kDone,
  kTooManySessions,  // eight others enable the GUID; nothing has happened
  kTimedOut,         // it has been done, but callbacks are running still
};

// How long to wait for the callbacks, in ms. 0: a moment only (which in Windows is none), so that
// callbacks which do not tarry have been called; INFINITE: they are called on the caller's thread.
using Timeout = ULONG;

// The session has what it asks for; providers of both kinds are told.
Configured EnableProvider(Machine& machine, MachineHold& hold, const GUID& guid,
                          const SessionRequest& request, Timeout timeout);

// The session no longer enables the GUID; nothing happens when it did not.
Configured DisableProvider(Machine& machine, MachineHold& hold, const GUID& guid,
                           const Session& session, const GUID& source_id, Timeout timeout,
                           bool tell_classic = true);

// Asks the registrations of EventRegister, as far as the request's scope filters reach, to log
// their state; what the session asked of them before stays.
Configured CaptureState(Machine& machine, MachineHold& hold, const GUID& guid,
                        const SessionRequest& request, Timeout timeout);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_ENABLE_PROVIDER_H_
