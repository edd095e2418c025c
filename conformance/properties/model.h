// What somebody who only calls the API can know: a napkin, not a second simulator. Flat lists of
// plain values, which are short.
//
// The model judges one operation at a time, whoever thought of it: Allowed says before the call
// which codes may come, Learn afterwards what else is wrong with the outcome, and takes it in. What
// it does not know (a fault that was injected, another Windows, arguments that are out of the
// ordinary) it does not judge beyond what holds always: a code that some clause of the function
// names, counters that never go back, a session's own handle in its reports.
#ifndef ETALON_CONFORMANCE_PROPERTIES_MODEL_H_
#define ETALON_CONFORMANCE_PROPERTIES_MODEL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/properties/codes.h"
#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

inline constexpr size_t kMostSessions = 64;   // private ones left out
inline constexpr size_t kMostEnablers = 8;    // sessions that enable a provider
inline constexpr uint32_t kEventHeader = 48;  // of TraceEvent
inline constexpr uint32_t kBufferHeader = 72;

// Handles are numbers: those of their symbols; 0 for a literal.
struct ModelSession {
  enum class State { kRunning, kStopping, kUnclear };  // kUnclear: it may have ended by itself

  int symbol = 0;
  std::u16string name;  // in upper case
  uint32_t mode = 0;
  uint32_t buffer_kb = 0;  // 0: whatever ETW chose
  State state = State::kRunning;
  bool counted = true;       // every event that was written to it is known
  bool slow = false;         // on a drive that lags behind
  bool consumed = false;     // somebody has been given its events
  bool full = false;         // it lost the last event
  int file = -1;             // index of its log file; none: -1
  uint64_t written = 0;      // events whose writers were told success
  uint64_t lost = 0;         // those whose writers were told that they are
  uint64_t events_lost = 0;  // as last reported, and the next
  uint64_t buffers_written = 0;
};

struct ModelFile {
  std::u16string name;  // as it was last given
  bool known = false;   // complete, and exactly these events are in it beside the header
  uint64_t events = 0;
};

struct ModelProvider {
  int symbol = 0;
  std::string process;
  Guid guid;
  bool classic = true;
  Callback callback = {};
};

// What GetTraceLoggerHandle gave.
struct ModelLogger {
  int symbol = 0;
  int session = 0;
};

struct ModelClass {
  int symbol = 0;
  std::string process;
  uint64_t last_id = 0;  // of its instances, where ids are told
};

struct ModelEnable {
  Guid guid;
  int session = 0;
  uint8_t level = 0;
  uint64_t any = 0;
  uint64_t all = 0;
};

struct ModelTrace {
  int symbol = 0;
  int file = -1;                // index; -1: real-time
  std::u16string session = {};  // in upper case
  std::string process = {};
  std::string call = {};  // the ProcessTrace that was started with it; "" none
  int logger = 0;         // the session that it is the first consumer of; 0: none
  bool closed = false;    // while that call was in progress: what is written later does not come
  bool due_known = false;
  uint64_t due = 0;  // the events of that session, which has been stopped
};

struct ModelProcess {
  std::string name;
  bool trusted = true;  // an administrator's
};

// One that was started, and not awaited yet.
struct ModelCall {
  std::string id;
  Op op;
};

class Model {
 public:
  // `others`: judged is another implementation than the simulator, which answers as the clauses
  // accept it of others.
  explicit Model(bool others = false) : others_(others) {}

  // The codes that may come. Empty: it does not return (an operation on the world).
  Codes Allowed(const Op& op) const;

  // Whether those are known from what happened before, not by the function's clauses alone.
  bool KnowsExactly(const Op& op) const { return !Expected(op).empty(); }

  // Takes in what came of the operation. What is wrong with it, "" nothing. Must be called after
  // every operation, in order.
  std::string Learn(const Op& op, const Outcome& outcome);

  const std::vector<ModelSession>& sessions() const { return sessions_; }  // running or stopping
  const std::vector<ModelFile>& files() const { return files_; }
  const std::vector<ModelProvider>& providers() const { return providers_; }
  const std::vector<ModelClass>& classes() const { return classes_; }
  const std::vector<ModelEnable>& enables() const { return enables_; }
  const std::vector<ModelTrace>& traces() const { return traces_; }
  const std::vector<ModelProcess>& processes() const { return processes_; }

  const std::vector<ModelLogger>& loggers() const { return loggers_; }
  const std::vector<ModelCall>& calls() const { return calls_; }

  const ModelSession* Find(const Handle& handle) const;
  const ModelSession* Find(const std::u16string& name) const;
  int FindFile(const std::u16string& name) const;  // its index; -1: there is none
  bool IsRegistered(const Guid& guid) const;       // by RegisterTraceGuids
  bool IsEnabled(const Guid& guid) const;
  size_t CountSessions() const;  // those that count against kMostSessions
  // Calls are in progress, or disks: something happens whatever is called.
  bool ChangesByItself() const;
  // The call that was started with this trace can be awaited: nothing more will come.
  bool IsEnding(const ModelTrace& trace) const;
  // For all that is known the call waits for events until somebody stops a session.
  bool MayNeverReturn(const Op& op) const;

 private:
  friend struct Answers;
  friend struct LearnerBase;
  friend struct SessionLearner;
  friend struct ProviderLearner;
  friend struct EventLearner;
  friend struct Learner;

  Codes Expected(const Op& op) const;  // exactly; empty: not known
  bool WaitsForEvents(const ProcessTrace& op) const;
  bool MayAct(const On& on) const;
  bool AnyUnclear() const;
  bool AnyStopInProgress() const;
  void Remove(int session, bool is_exact);
  void LearnCallbacksOf(const Outcome& outcome);

  bool others_;
  bool lenient_ = false;  // something happened after which little is known
  std::vector<ModelSession> sessions_;
  std::vector<ModelFile> files_;
  std::vector<ModelProvider> providers_;
  std::vector<ModelClass> classes_;
  std::vector<ModelLogger> loggers_;
  std::vector<ModelEnable> enables_;  // of a provider's, the newest comes last
  std::vector<ModelTrace> traces_;
  std::vector<ModelProcess> processes_;
  std::vector<ModelCall> calls_;
  std::vector<std::string> slow_drives_;
  std::vector<int> strangers_;  // handles of functions that are not followed
  std::vector<int> dead_;       // sessions that ended, and none has been started since
};

// ASCII letters in upper case: what is not case-sensitive is kept so.
std::u16string Upper(std::u16string text);

// The number of a symbol; 0 for a literal.
int SymbolOf(const Handle& handle);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_MODEL_H_
