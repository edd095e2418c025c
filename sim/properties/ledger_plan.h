// What the search for a lost event tries: a kind of session, and what happens to it.
#ifndef ETALON_SIM_PROPERTIES_LEDGER_PLAN_H_
#define ETALON_SIM_PROPERTIES_LEDGER_PLAN_H_

#include <rapidcheck.h>

#include <cstdint>
#include <ostream>
#include <vector>

namespace etalon::sim {

enum class SessionKind {
  kSequential,
  kCircular,
  kAppend,
  kNewFile,
  kPreallocated,
  kPreallocatedCircular,
  kRing,
  kRealTime,
  kRealTimeWithFile,
  kPrivate,
};
inline constexpr int kSessionKinds = 10;

enum class Action {
  kTrace,        // TraceEvent, `amount` times
  kTraceTooBig,  // of an event that no buffer holds
  kEvent,        // EventWrite, `amount` times, for all sessions that enable the provider
  kFlush,        // of a ring: a snapshot
  kMoreBuffers,  // UPDATE: one more than there may be
  kOtherFile,    // UPDATE: another log file
  kRealTime,     // UPDATE: real-time mode on or off
  kNextFile,     // INCREMENT_FILE
  kConvert,      // CONVERT_TO_REALTIME
  kWait,         // `amount` times 100 ms
  kStallDisk,
  kSlowDisk,  // `amount` buffers a second
  kFastDisk,
  kFillDisk,    // but for `amount` buffers
  kFailWrites,  // the next `amount`
  kFailMemory,  // the next `amount` times that the session wants a buffer more
  kConsume,     // a consumer comes; one that needs `amount` ms an event
  kRestart,
};
inline constexpr int kActions = 18;

struct LedgerStep {
  Action action = Action::kTrace;
  uint32_t amount = 1;
  uint32_t cpu = 0;  // where events are written; taken modulo the processors
};

struct LedgerPlan {
  SessionKind kind = SessionKind::kSequential;
  uint32_t processors = 1;
  bool one_stream = false;  // NO_PER_PROCESSOR_BUFFERING
  uint32_t buffer_kb = 4;
  uint32_t extra_buffers = 0;  // that the pool may grow by
  uint32_t file_buffers = 0;   // of a log file; 0: no limit, where the kind needs none
  bool has_timer = false;
  bool has_rival = false;  // another session of the same provider, whose disk is stalled
  std::vector<LedgerStep> steps;
};

const char* NameOf(SessionKind kind);
const char* NameOf(Action action);

rc::Gen<LedgerPlan> AnyPlan();

std::ostream& operator<<(std::ostream& out, const LedgerStep& step);
std::ostream& operator<<(std::ostream& out, const LedgerPlan& plan);

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROPERTIES_LEDGER_PLAN_H_
