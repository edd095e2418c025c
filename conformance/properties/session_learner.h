// What the model learns of sessions. Private to it; each operator() takes in one operation and
// returns what is wrong with its outcome, "" nothing.
#ifndef ETALON_CONFORMANCE_PROPERTIES_SESSION_LEARNER_H_
#define ETALON_CONFORMANCE_PROPERTIES_SESSION_LEARNER_H_

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "conformance/properties/model.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon {

template <typename Items, typename Matches>
void Erase(Items* items, const Matches& matches) {
  items->erase(std::remove_if(items->begin(), items->end(), matches), items->end());
}

// A name without a drive is on the system's.
inline bool IsOn(const std::string& drive, const std::u16string& file) {
  const bool has_drive = file.size() > 1 && file[1] == u':';
  return drive[0] == (has_drive ? static_cast<char>(file[0]) : 'C');
}

// What came of one operation, being taken in by the model.
struct LearnerBase {
  Model& model;
  const Outcome& outcome;
  const uint32_t code;  // CodeOf(outcome)

  bool succeeded() const { return code == ERROR_SUCCESS; }
  int born(size_t i = 0) const {
    return i < outcome.handles.size() ? SymbolOf(outcome.handles[i]) : 0;
  }
  ModelSession* Find(const Handle& handle, const std::optional<std::u16string>& name = {}) const {
    return const_cast<ModelSession*>(name ? model.Find(*name) : model.Find(handle));
  }
  // From now on little is known.
  std::string Forget() const {
    model.lenient_ = true;
    return "";
  }
  void DoubtAll() const {
    for (ModelSession& session : model.sessions_) session.counted = false;
  }
};

// Starts, controls, reports.
struct SessionLearner : LearnerBase {
  using State = ModelSession::State;

  std::string Start(const std::u16string& name, const Properties& p, bool is_simple) const {
    if (!succeeded()) return "";
    if (const ModelSession* const same = model.Find(name)) model.Remove(same->symbol, false);
    ModelSession session;
    session.symbol = born();
    session.name = Upper(name);
    const bool has_file = p.log_file && !p.log_file->empty();
    session.mode = p.log_file_mode.value_or(has_file ? 0u : uint32_t{EVENT_TRACE_REAL_TIME_MODE});
    const uint32_t buffer_kb = p.buffer_size_kb.value_or(0);
    session.buffer_kb = buffer_kb == 0 ? 0 : std::max(buffer_kb, 4u);
    constexpr uint32_t kUncounted =
        EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_SYSTEM_LOGGER_MODE | EVENT_TRACE_SECURE_MODE;
    is_simple = is_simple && !p.log_file_name_offset && !p.bytes;
    session.counted = is_simple && (session.mode & kUncounted) == 0 && p.extension.empty();
    const bool is_limited =
        p.maximum_file_size.value_or(0) != 0 &&
        (session.mode & (EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_FILE_MODE_NEWFILE)) == 0;
    if (is_limited || !is_simple || model.AnyStopInProgress()) session.state = State::kUnclear;
    if (has_file) {
      session.file = FileNamed(*p.log_file);
      model.files_[static_cast<size_t>(session.file)] = {.name = *p.log_file};
      for (const std::string& drive : model.slow_drives_)
        session.slow = session.slow || IsOn(drive, Upper(*p.log_file));
    }
    model.dead_.clear();
    model.sessions_.push_back(std::move(session));
    return "";
  }

  int FileNamed(const std::u16string& name) const {
    const int found = model.FindFile(name);
    if (found >= 0) return found;
    model.files_.push_back({name});
    return static_cast<int>(model.files_.size()) - 1;
  }

  void Overwrite(const std::u16string& name) const {
    model.files_[static_cast<size_t>(FileNamed(name))].known = false;
  }

  template <Form kForm>
  std::string operator()(const StartTraceOp<kForm>& op) const {
    const std::u16string name = Upper(op.name);
    return Start(name, op.properties, name.find(u"LOGGER") == std::u16string::npos);
  }
  std::string operator()(const StartHeapTrace& op) const {
    return Start(op.name, op.properties, false);
  }
  std::string operator()(const StartKernelTrace& op) const {
    return Start(u"NT Kernel Logger", op.properties, false);
  }

  // A block that tells of a session; `session` may be null, when it is told of one unknown.
  std::string Report(std::string_view block, ModelSession* session) const {
    uint64_t buffers = 0, free = 0, lost = 0, written = 0;
    const std::string* handle = nullptr;
    for (const Change& change : outcome.changes) {
      if (change.block != block) continue;
      if (change.member == "Wnode.HistoricalContext")
        handle = std::get_if<std::string>(&change.value);
      const uint64_t* const number = std::get_if<uint64_t>(&change.value);
      if (number == nullptr) continue;
      if (change.member == "NumberOfBuffers") buffers = *number;
      if (change.member == "FreeBuffers") free = *number;
      if (change.member == "EventsLost") lost = *number;
      if (change.member == "BuffersWritten") written = *number;
    }
    if (handle == nullptr) return "";
    if (session == nullptr) session = Find({.symbol = *handle, .literal = 0});
    if (session == nullptr)
      return model.lenient_ || model.AnyUnclear() ? "" : "a session is told that nobody started";
    const ModelSession* const told = model.Find(Handle{.symbol = *handle, .literal = 0});
    const bool is_others = told != nullptr && told != session && !model.lenient_;
    if (is_others) return "the handle of another session is reported";
    if (buffers == 0) return "NumberOfBuffers is 0";
    if (free > buffers) return "FreeBuffers is more than NumberOfBuffers";
    if (lost < session->events_lost) return "EventsLost went back";
    if (written < session->buffers_written) return "BuffersWritten went back";
    if (session->counted && !model.lenient_ && lost != session->lost)
      return "EventsLost is not the number of events that were lost";
    session->events_lost = lost;
    session->buffers_written = written;
    return "";
  }

  std::string Control(const Handle& handle, const std::optional<std::u16string>& name,
                      ControlCode what, const Properties& p) const {
    const bool done = succeeded() || code == ERROR_MORE_DATA;
    ModelSession* session = Find(handle, name);
    if (!done) return "";
    const bool is_fresh = p.block.empty() && what != ControlCode::kUpdate;
    // By a handle of long ago: whose it is now, the report says.
    const std::string_view block = p.block.empty() ? "properties" : std::string_view(p.block);
    ModelSession* const told = Find({.symbol = outcome.Text(block, "Wnode.HistoricalContext")});
    const bool has_gone = session != nullptr && told != nullptr &&
                          (session->state != State::kRunning || model.lenient_);
    if (has_gone && told != session)
      return model.Remove(session->symbol, false), model.dead_.clear(),
             Control(handle, name, what, p);
    std::string wrong = is_fresh ? Report("properties", session) : "";
    if (p.log_file) Overwrite(*p.log_file);
    if (session == nullptr) session = told;
    if (session == nullptr) return DoubtAll(), wrong;
    if (what == ControlCode::kStop) {
      model.Remove(session->symbol, true);
    } else if (what == ControlCode::kUpdate) {
      const bool real_time = (p.log_file_mode.value_or(0) & EVENT_TRACE_REAL_TIME_MODE) != 0;
      const bool was = (session->mode & EVENT_TRACE_REAL_TIME_MODE) != 0;
      session->mode ^= real_time != was ? uint32_t{EVENT_TRACE_REAL_TIME_MODE} : 0u;
      if (p.log_file || real_time != was)
        session->counted = false, session->state = State::kUnclear;
    } else if (what != ControlCode::kQuery && what != ControlCode::kFlush) {
      session->counted = false;
    }
    return wrong;
  }
  template <Form kForm>
  std::string operator()(const ControlTraceOp<kForm>& op) const {
    return Control(op.handle, op.name, op.code, op.properties);
  }
  template <Form kForm, ControlCode kCode>
  std::string operator()(const ControlAliasOp<kForm, kCode>& op) const {
    return Control(op.handle, op.name, kCode, op.properties);
  }

  template <Form kForm>
  std::string operator()(const QueryAllTracesOp<kForm>& op) const {
    if (!succeeded() && code != ERROR_MORE_DATA) return "";
    size_t told = 0;
    for (; told < op.blocks; ++told) {
      const std::string block = "properties[" + std::to_string(told) + "]";
      const Value* const handle = outcome.Find(block, "Wnode.HistoricalContext");
      if (handle == nullptr) break;
      const std::string wrong = Report(block, nullptr);
      if (!wrong.empty()) return wrong;
    }
    const size_t running = std::min<size_t>(model.sessions_.size(), op.blocks);
    if (model.lenient_ || model.AnyUnclear() || op.count || told == running) return "";
    return std::to_string(told) + " sessions are reported, " + std::to_string(running) + " run";
  }
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_SESSION_LEARNER_H_
