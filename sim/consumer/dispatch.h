// From a DeliveredEvent to the consumer's callbacks.
#ifndef ETALON_SIM_CONSUMER_DISPATCH_H_
#define ETALON_SIM_CONSUMER_DISPATCH_H_

#include <vector>

#include "sim/consumer/buffer_reader.h"
#include "sim/consumer/delivered_event.h"
#include "sim/consumer/log_file_bytes.h"
#include "sim/consumer/trace_table.h"
#include "sim/host/guarded_call.h"
#include "sim/host/lock.h"
#include "sim/include/evntcons.h"

namespace etalon::sim {

// The EVENT_TRACE form. TimeStamp is the raw stamp if `raw_stamps`, else the time. A message's
// first eight bytes are those of its own header: Class holds its number and flags, MofData its
// parts and arguments. A modern event appears under its provider's GUID with its opcode as type.
// MofData points into the event's buffer.
void BuildEventTrace(const DeliveredEvent& event, bool raw_stamps, EVENT_TRACE* trace);

// The EVENT_RECORD form, with the extended data that the record points to.
class EventRecordForm {
 public:
  // The record is good until the next Build, and its data as long as the event's. UserContext is
  // left to the caller.
  EVENT_RECORD* Build(const DeliveredEvent& event, bool raw_stamps);

 private:
  void AddExtendedData(const DeliveredEvent& event);

  EVENT_RECORD record_ = {};
  EVENT_EXTENDED_ITEM_INSTANCE instance_ = {};
  std::vector<EVENT_HEADER_EXTENDED_DATA_ITEM> items_;
};

// What a callback answered.
enum class Answer {
  kGoOn,
  kStop,   // a buffer callback answered FALSE
  kFault,  // it faulted
};

// What a dispatcher needs of its machine.
struct DispatchHost {
  const GuardedCall& guarded_call;
  Lock& lock;  // the machine's
  const ClassCallbacks& class_callbacks;
};

// Calls the callbacks of one trace and keeps its logfile structure up to date. No lock may be held.
class Dispatcher {
 public:
  // `trace`, and what `host` refers to, outlive it.
  Dispatcher(Trace& trace, const DispatchHost& host);

  // Calls the event callback, if there is one, in the form that ProcessTraceMode chose; in the
  // EVENT_TRACE form the callback of the event's class, if that has one.
  Answer Deliver(const DeliveredEvent& event);

  // All events of a buffer have been delivered: calls the buffer callback of either kind. While
  // that runs the buffer may be referenced; a stream's buffer that was not is given back.
  Answer FinishBuffer(const BufferInfo& buffer, const HeldBytes& bytes);

 private:
  PEVENT_CALLBACK CallbackFor(const DeliveredEvent& event) const;
  Answer CallBufferCallback();
  Answer CallRawBufferCallback(const HeldBytes& bytes);

  Trace& trace_;
  const DispatchHost host_;
  const bool as_record_;
  const bool raw_stamps_;
  EventRecordForm record_form_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_DISPATCH_H_
