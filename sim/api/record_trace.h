// What the newer functions that open a trace have in common: they deliver records.
#ifndef ETALON_SIM_API_RECORD_TRACE_H_
#define ETALON_SIM_API_RECORD_TRACE_H_

#include <memory>
#include <string>

#include "sim/machine.h"

namespace etalon::sim {

// A trace of the caller's over nothing yet.
std::unique_ptr<Trace> MakeRecordTrace(const Machine& machine,
                                       const ETW_OPEN_TRACE_OPTIONS& options);

// The same over a session, which need not be running. `header` may be null; it is filled as far as
// the session has something to say.
TRACEHANDLE OpenSession(Machine& machine, const std::u16string& name,
                        const ETW_OPEN_TRACE_OPTIONS& options, PTRACE_LOGFILE_HEADER header);

// What a session that runs says about itself; of one that does not there is nothing to say yet.
void FillFromSession(Machine& machine, const std::u16string& name, EVENT_TRACE_LOGFILEW* logfile);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_RECORD_TRACE_H_
