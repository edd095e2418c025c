// The traces that consumers have open.
#ifndef ETALON_SIM_CONSUMER_TRACE_TABLE_H_
#define ETALON_SIM_CONSUMER_TRACE_TABLE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {

struct Process;

// One OpenTrace: a log file or a real-time session, and what the consumer wants called.
struct Trace {
  TRACEHANDLE handle = 0;
  Process* process = nullptr;
  bool real_time = false;
  std::u16string name;                                     // of the log file or of the session
  uint32_t mode = 0;                                       // ProcessTraceMode
  PEVENT_CALLBACK event_callback = nullptr;                // the EVENT_TRACE form
  PEVENT_RECORD_CALLBACK event_record_callback = nullptr;  // the EVENT_RECORD form
  PEVENT_TRACE_BUFFER_CALLBACKW buffer_callback = nullptr;
  void* context = nullptr;
  bool ansi = false;           // opened by OpenTraceA: the buffer callback gets that form
  bool processing = false;     // inside ProcessTrace
  bool close_pending = false;  // CloseTrace came meanwhile
  // The consumer's logfile structure as buffer callbacks see it.
  EVENT_TRACE_LOGFILEW logfile = {};
};

// Handles are never reused. Under the machine's lock.
class TraceTable {
 public:
  Trace& Add(std::unique_ptr<Trace> trace);  // gives it its handle
  Trace* Find(TRACEHANDLE trace_handle) const;
  void Remove(TRACEHANDLE trace_handle);

 private:
  std::map<TRACEHANDLE, std::unique_ptr<Trace>> traces_;
  TRACEHANDLE next_handle_ = 0x1000;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_TRACE_TABLE_H_
