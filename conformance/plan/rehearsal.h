// One run of a scenario: a controller, its providers and its consumer on a Machine of their own.
#ifndef ETALON_CONFORMANCE_PLAN_REHEARSAL_H_
#define ETALON_CONFORMANCE_PLAN_REHEARSAL_H_

#include <cstdint>
#include <vector>

#include "conformance/plan/forecast.h"
#include "conformance/plan/scenario.h"
#include "sim/api/api.h"
#include "sim/machine.h"

namespace etalon::plan {

// Used once.
class Rehearsal {
 public:
  explicit Rehearsal(const Scenario& scenario);
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

  Forecast Play();

 private:
  static void WINAPI OnEvent(EVENT_RECORD* record);
  static ULONG WINAPI OnBuffer(EVENT_TRACE_LOGFILEW* logfile);

  void SetUpDisk();
  bool StartSession();
  void SendConsumer();  // on its way: a thread of its own
  void Consume();       // what it does there
  void TakeTime();      // for the events of one buffer
  void WriteAll();
  void Write(uint32_t producer);
  void CountResult(ULONG result);
  void WaitUntilDrained();
  void SampleUntil(sim::Ticks at);  // the samples that are due before
  Sample TakeSample();
  void TakeStatistics(const EVENT_TRACE_PROPERTIES& properties);
  void TakeLedger();
  void NoteLoss();
  bool IsDrained(const Sample& sample) const;
  void StopSession();
  sim::Ticks Now();  // after the session's start
  void SleepUntil(sim::Ticks at);

  const Scenario& scenario_;
  Forecast forecast_;
  std::vector<uint8_t> event_;
  sim::Machine machine_;
  sim::Process& process_;
  sim::Caller caller_;
  sim::CallerScope scope_;
  sim::Ticks start_ = 0;
  sim::Ticks sample_every_ = 0;
  sim::Ticks next_sample_ = 0;
  TRACEHANDLE session_ = 0;
  const sim::Session* ledgers_ = nullptr;  // the session as the simulator has it
  uint64_t in_buffers_ = 0;                // events
  bool consumer_ended_ = true;
  bool has_stalled_ = false;
  uint64_t buffer_events_ = 0;  // of the buffer that the consumer has in hand
};

}  // namespace etalon::plan

#endif  // ETALON_CONFORMANCE_PLAN_REHEARSAL_H_
