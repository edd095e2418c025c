// The traces that consumers have open.
#ifndef ETALON_SIM_CONSUMER_TRACE_TABLE_H_
#define ETALON_SIM_CONSUMER_TRACE_TABLE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "sim/consumer/buffer_references.h"
#include "sim/consumer/buffer_stream.h"
#include "sim/consumer/class_callbacks.h"
#include "sim/host/state_writer.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {

struct Process;

// One OpenTrace: a log file, a real-time session or a stream of buffers, and what the consumer
// wants called.
struct Trace {
  // A session or a stream: it has no end of its own, and no other trace is processed with it.
  bool is_live() const { return real_time || stream != nullptr; }

  TRACEHANDLE handle = 0;
  Process* process = nullptr;
  bool real_time = false;
  std::u16string name;                                     // of the log file or of the session
  uint32_t mode = 0;                                       // ProcessTraceMode
  PEVENT_CALLBACK event_callback = nullptr;                // the EVENT_TRACE form
  PEVENT_RECORD_CALLBACK event_record_callback = nullptr;  // the EVENT_RECORD form
  PEVENT_TRACE_BUFFER_CALLBACKW buffer_callback = nullptr;
  void* context = nullptr;
  PETW_BUFFER_CALLBACK raw_buffer_callback = nullptr;  // of ETW_OPEN_TRACE_OPTIONS
  void* raw_buffer_context = nullptr;
  std::unique_ptr<BufferStream> stream;  // not null: OpenTraceFromBufferStream
  BufferReferences references;           // buffers that the consumer holds on to
  bool ansi = false;                     // opened by OpenTraceA: the buffer callback gets that form
  bool processing = false;               // inside ProcessTrace
  bool close_pending = false;            // CloseTrace came meanwhile
  // The consumer's logfile structure as buffer callbacks see it.
  EVENT_TRACE_LOGFILEW logfile = {};
};

// Handles are never reused. Under the machine's lock.
class TraceTable {
 public:
  Trace& Add(std::unique_ptr<Trace> trace);  // gives it its handle
  Trace* Find(TRACEHANDLE trace_handle) const;
  void Remove(TRACEHANDLE trace_handle);  // with its process's last one go the class callbacks

  // The trace that holds on to this buffer; null: none.
  Trace* FindHolder(const Process& process, const void* buffer) const;

  ClassCallbacks& class_callbacks() { return class_callbacks_; }

  void Describe(const StateWriter& out) const;
  // The process has ended. What is being processed is closed when it has been delivered: whoever
  // waits for its events has to be notified.
  void CloseAllOf(const Process& process);

 private:
  std::map<TRACEHANDLE, std::unique_ptr<Trace>> traces_;
  TRACEHANDLE next_handle_ = 0x1000;
  ClassCallbacks class_callbacks_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_TRACE_TABLE_H_
