// A session on a computer of its own, and all that can be known of its events from outside: what
// the calls returned, what a reader finds in the files, what a consumer was given.
#ifndef ETALON_SIM_PROPERTIES_OBSERVED_SESSION_H_
#define ETALON_SIM_PROPERTIES_OBSERVED_SESSION_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/api/api.h"
#include "sim/host/simulated_disk.h"
#include "sim/properties/ledger_plan.h"
#include "sim/properties/read_back.h"

namespace etalon::sim {

// How often something worth seeing happened, over all plans.
using Occurrences = std::map<std::string, int>;

class ObservedSession {
 public:
  // Both outlive it. The session has been started.
  ObservedSession(const LedgerPlan& plan, Occurrences& occurrences);

  // Does what the step says and fails the property where the ledger, or a counter of QUERY, says
  // something else than what was seen.
  void Do(const LedgerStep& step);

  // Stops the session, waits for its consumer, and looks again.
  void End();

 private:
  // Of the run.
  struct Seen {
    uint64_t attempted = 0;
    uint64_t lost = 0;               // by TraceEvent's codes
    uint64_t refused = 0;            // likewise
    uint64_t unclear = 0;            // events of EventWrite that did not get in: lost or refused
    std::vector<uint32_t> written;   // their numbers
    std::vector<uint32_t> consumed;  // the same
    SessionStatistics last;
    uint32_t maximum_buffers = 0;
    bool changed_files = false;
  };

  void Start();
  void StartRival();
  void Stop();
  void Act(const LedgerStep& step);
  void ActOnDisk(const LedgerStep& step);
  void Trace(uint32_t payload, uint32_t cpu);
  void Write(uint32_t cpu);
  void Flush();
  void Update(Action action);
  void Control(ULONG code);
  void Consume(uint32_t milliseconds_an_event);
  static void WINAPI OnEvent(EVENT_RECORD* record);

  void Check();
  void CheckCounts(const Ledger& ledger);
  void CheckStatistics(const Ledger& ledger);
  void CheckFiles(const Ledger& ledger);
  void CheckSnapshot();
  void CheckConsumer(const Ledger& ledger);
  void CheckQuery(const SessionStatistics& now);
  void NoteWhatHappened(const Ledger& ledger);

  bool runs() const { return session_->state() == Session::State::kRunning; }
  bool is(SessionKind kind) const { return plan_.kind == kind; }
  bool in_one_stream() const { return plan_.one_stream || plan_.processors == 1; }
  SimulatedDisk& disk() { return static_cast<SimulatedDisk&>(*machine_.host().disk); }
  uint32_t buffer_bytes() const { return plan_.buffer_kb * 1024; }
  std::string FilePrefix() const;  // of this run; of all, where they append
  std::u16string FileName(const char* what) const;
  void Heal();  // the disk, the memory

  const LedgerPlan& plan_;
  Occurrences& occurrences_;
  Machine machine_;
  Process& process_;
  Caller caller_;
  CallerScope scope_;
  REGHANDLE provider_ = 0;
  TRACEHANDLE handle_ = 0;
  Session* session_ = nullptr;
  Session* rival_ = nullptr;
  uint64_t rival_attempted_ = 0;
  uint32_t run_ = 0;
  uint32_t files_ = 0;            // named so far
  uint32_t number_ = 0;           // of the last event
  uint64_t recorded_before_ = 0;  // in the file that APPEND goes on with
  uint32_t consumers_ = 0;
  uint32_t pace_ = 0;  // milliseconds that the consumer needs for an event
  Seen seen_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_PROPERTIES_OBSERVED_SESSION_H_
