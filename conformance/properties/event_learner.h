// What the model learns of events: those that are written, and those that are delivered. Private to
// it.
#ifndef ETALON_CONFORMANCE_PROPERTIES_EVENT_LEARNER_H_
#define ETALON_CONFORMANCE_PROPERTIES_EVENT_LEARNER_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "conformance/properties/provider_learner.h"

namespace etalon {

inline constexpr char kLogFileHeader[] = "68fdd900-4a3e-11d1-84f4-0000f80464e3";

// The events that a ProcessTrace delivered, beside the header of a file; and whether in order.
inline uint64_t CountEvents(const Outcome& outcome, bool* in_order) {
  uint64_t events = 0;
  uint64_t before = 0;
  for (const CallbackRecord& record : outcome.callbacks) {
    if (record.callback != "event") continue;
    if (record.Text("Guid") == kLogFileHeader) continue;
    ++events;
    const uint64_t stamp = record.Number("TimeStamp");
    if (stamp == 0) continue;  // a message without one
    *in_order = *in_order && stamp >= before;
    before = stamp;
  }
  return events;
}

struct EventLearner : ProviderLearner {
  using ProviderLearner::operator();

  static bool IsLoss(uint32_t code) {
    return code == ERROR_NOT_ENOUGH_MEMORY || code == ERROR_OUTOFMEMORY ||
           code == ERROR_LOG_FILE_FULL;
  }

  void Count(ModelSession& session, uint32_t times) const {
    const uint32_t failed = outcome.failures + (succeeded() ? 0 : 1);
    session.written += times - failed;
    session.full = IsLoss(code);
    if (IsLoss(code))
      session.lost += failed;
    else if (outcome.failures != 0)
      session.counted = false;
  }
  std::string Write(const Handle& handle, uint32_t times) const {
    ModelSession* const session = Find(handle);
    // By the handle of a session that may have gone, another may be meant by now.
    const bool is_doubtful = session == nullptr || session->state != State::kRunning;
    if (session != nullptr) Count(*session, times);
    const bool is_nobodys = handle == kNoHandle || code == ERROR_INVALID_HANDLE;
    if (is_doubtful && !is_nobodys) DoubtAll();
    return "";
  }
  // An event with a time of its own comes wherever that belongs.
  std::string operator()(const TraceEvent& op) const {
    if (op.event.time_stamp) Forget();
    return Write(op.session, op.times);
  }
  std::string operator()(const TraceEventInstance& op) const { return Write(op.session, 1); }
  std::string operator()(const TraceMessage& op) const { return Write(op.session, 1); }
  std::string operator()(const TraceMessageVa& op) const { return Write(op.session, 1); }

  // An event that goes to every session that wants it, or to none.
  std::string Publish(const Handle& handle, uint8_t level, uint64_t keyword, uint32_t times) const {
    for (const ModelProvider& one : model.providers_) {
      if (one.symbol != SymbolOf(handle) || one.classic) continue;
      for (const ModelEnable& enable : model.enables_) {
        if (!(enable.guid == one.guid) || !Passes(enable, level, keyword)) continue;
        ModelSession* const session = Find({.symbol = "$" + std::to_string(enable.session)});
        if (session == nullptr) continue;
        if (succeeded() && outcome.failures == 0)
          session->written += times;
        else
          session->counted = false;
      }
    }
    return "";
  }
  std::string operator()(const EventWrite& op) const {
    return Publish(op.provider, op.event.level, op.event.keyword, op.times);
  }
  std::string operator()(const EventWriteTransfer& op) const {
    return Publish(op.provider, op.event.level, op.event.keyword, op.times);
  }
  std::string operator()(const EventWriteEx& op) const {
    if (op.filter != 0) DoubtAll();
    return Publish(op.provider, op.event.level, op.event.keyword, op.times);
  }
  std::string operator()(const EventWriteString& op) const {
    return Publish(op.provider, op.level, op.keyword, op.times);
  }

  // ---- Consumers

  std::string operator()(const OpenTraceW& op) const {
    if (outcome.handles.empty()) return "";
    // What they do, and when, is not followed.
    if (!op.event_callback.steps.empty() || !op.buffer_callback.steps.empty()) Forget();
    ModelTrace trace;
    trace.symbol = born();
    if (op.log_file) trace.file = FileNamed(*op.log_file);
    if (op.logger_name) trace.session = Upper(*op.logger_name);
    trace.process = op.on.process;
    model.traces_.push_back(std::move(trace));
    return "";
  }
  std::string operator()(const CloseTrace& op) const {
    if (!succeeded() && code != ERROR_CTX_CLOSE_PENDING) return "";
    if (op.trace.symbol.empty()) return Forget();  // somebody's
    // What a session that still runs has not handed over so far may come or not.
    for (ModelTrace& trace : model.traces_) {
      if (trace.symbol != SymbolOf(op.trace)) continue;
      trace.closed = true;
      trace.logger = 0;
    }
    Erase(&model.traces_,
          [](const ModelTrace& trace) { return trace.closed && trace.call.empty(); });
    return "";
  }
  // A trace stays open when its events have been delivered, unless it has been closed meanwhile.
  void EndProcessing(ModelTrace& trace) const {
    if (trace.call.empty()) return;
    trace.call.clear();
    trace.logger = 0;
    trace.due_known = false;
    Erase(&model.traces_, [](const ModelTrace& one) { return one.closed && one.call.empty(); });
  }
  std::string operator()(const ProcessTrace& op) const {
    if (op.handles.size() != 1 || op.start_time || op.end_time) return "";
    const auto trace =
        std::find_if(model.traces_.begin(), model.traces_.end(),
                     [&](const ModelTrace& one) { return one.symbol == SymbolOf(op.handles[0]); });
    if (trace == model.traces_.end()) return "";
    bool in_order = true;
    const uint64_t events = CountEvents(outcome, &in_order);
    const bool of_file = trace->file >= 0;
    const bool is_known =
        of_file ? model.files_[static_cast<size_t>(trace->file)].known : trace->due_known;
    const uint64_t due =
        of_file ? model.files_[static_cast<size_t>(trace->file)].events : trace->due;
    EndProcessing(*trace);
    if (!succeeded() || !is_known || model.lenient_) return "";
    if (!in_order && of_file) return "events are delivered in another order than that of time";
    if (events == due) return "";
    return std::to_string(due) + " events were written, " + std::to_string(events) + " delivered";
  }
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_EVENT_LEARNER_H_
