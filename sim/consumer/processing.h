// ProcessTrace's work: reads what its traces stand for and calls their callbacks.
#ifndef ETALON_SIM_CONSUMER_PROCESSING_H_
#define ETALON_SIM_CONSUMER_PROCESSING_H_

#include <optional>
#include <span>

#include "sim/consumer/trace_table.h"
#include "sim/host/host.h"
#include "sim/host/lock.h"
#include "sim/session/session_table.h"

namespace etalon::sim {

enum class ProcessingResult {
  kDone,               // every event of the files has been delivered
  kSessionStopped,     // real time: the session ended and what it had left has been delivered
  kClosed,             // CloseTrace asked for the end
  kCancelled,          // a buffer callback answered FALSE
  kCallbackFault,      // an exception escaped a callback
  kSessionNotRunning,  // real time: no such session, or not a real-time one
  kFileUnreadable,     // a log file could not be opened or is none; nothing was delivered
  kFileDamaged,        // a log file is damaged; what could be read of it was delivered
};

// Inclusive; an absent end is open. The header event of a trace is delivered whatever its time.
struct TimeRange {
  std::optional<Ticks> start;
  std::optional<Ticks> end;

  bool Contains(Ticks time) const {
    return (!start.has_value() || time >= *start) && (!end.has_value() || time <= *end);
  }
};

// Delivers the events of `traces`, 1 to 64 log files or one real-time session, oldest first, on the
// calling thread, until one of the above. `lock` is the machine's: it is not held by the caller nor
// while callbacks run. Looks at Trace::close_pending under it; whoever sets that notifies the
// scheduler. The traces stay where they are until this returns: Trace::processing is the caller's
// to set before and to clear after. A file that is closed meanwhile ends with the buffer at hand; a
// session's events that have already arrived are still delivered.
ProcessingResult Process(Host& host, Lock& lock, SessionTable& sessions,
                         std::span<Trace* const> traces, const TimeRange& range);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_PROCESSING_H_
