// ProcessTrace's work: reads what its traces stand for and calls their callbacks.
#ifndef ETALON_SIM_CONSUMER_PROCESSING_H_
#define ETALON_SIM_CONSUMER_PROCESSING_H_

#include <span>

#include "sim/consumer/dispatch.h"
#include "sim/consumer/time_range.h"
#include "sim/consumer/trace_table.h"
#include "sim/host/host.h"
#include "sim/host/lock.h"
#include "sim/session/session_table.h"

namespace etalon::sim {

enum class ProcessingResult {
  kDone,               // every event of the files has been delivered
  kSessionStopped,     // real time: the session ended and what it had left has been delivered
  kClosed,             // CloseTrace asked for the end, the only one of a stream
  kCancelled,          // a buffer callback answered FALSE
  kCallbackFault,      // an exception escaped a callback
  kSessionNotRunning,  // real time: no such session, or not a real-time one
  kFileUnreadable,     // a log file could not be opened or is none; nothing was delivered
  kFileDamaged,        // a log file or stream is damaged; what could be read of it was delivered
};

// Of an answer that ends the processing.
ProcessingResult ResultOf(Answer answer);

// What processing takes from its machine.
struct ProcessingHost {
  Host& host;
  Lock& lock;  // the machine's
  SessionTable& sessions;
  const ClassCallbacks& class_callbacks;

  DispatchHost dispatch() const { return {host.guarded_call, lock, class_callbacks}; }
};

// Delivers the events of `traces`, 1 to 64 log files or one session or stream, oldest first, on the
// calling thread, until one of the above, and then waits until nobody holds on to a buffer. The
// machine's lock is not held by the caller nor while callbacks run. Looks at Trace::close_pending
// under it; whoever sets that notifies the scheduler. The traces stay where they are until this
// returns: Trace::processing is the caller's to set before and to clear after. A file that is
// closed meanwhile ends with the buffer at hand; what a session or a stream has got so far is still
// delivered.
ProcessingResult ProcessTraces(const ProcessingHost& host, std::span<Trace* const> traces,
                               const TimeRange& range);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_PROCESSING_H_
