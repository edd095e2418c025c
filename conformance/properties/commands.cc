#include "conformance/properties/commands.h"

#include <rapidcheck.h>

#include <algorithm>
#include <string_view>

#include "conformance/script/encodings.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr uint32_t kPayload = 1000 - 48;  // behind the header
constexpr const char* kStalledDrive = "D:";
constexpr uint64_t kNeverBusy = uint64_t{1} << 40;  // bytes a second

std::u16string Wide(const std::string& text) { return *Utf8ToUtf16(text); }

std::u16string LogFileOf(const std::string& key, Sink sink) {
  return Wide((sink == Sink::kStalled ? "D:\\" : "C:\\") + key + ".etl");
}

Properties PropertiesFor(const std::string& key, Sink sink) {
  if (sink == Sink::kRealTime) return {};
  if (sink == Sink::kFile) return {.log_file = LogFileOf(key, sink)};
  return {
      .buffer_size_kb = 4,
      .minimum_buffers = 2,
      .maximum_buffers = 2,
      .log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
      .log_file = LogFileOf(key, sink)};
}

const char* NameOfSink(Sink sink) {
  return sink == Sink::kRealTime ? "real-time" : sink == Sink::kFile ? "file" : "stalled";
}

std::string_view StartOn(Sink sink) {
  return sink == Sink::kRealTime ? "start, real-time"
         : sink == Sink::kFile   ? "start, file"
                                 : "start, stalled";
}

std::string_view WriteTo(Sink sink) {
  return sink == Sink::kRealTime ? "write, real-time"
         : sink == Sink::kFile   ? "write, file"
                                 : "write, stalled";
}

// Events of `times` that still fit.
uint32_t Fitting(const RunningSession& session, uint32_t times) {
  return session.sink == Sink::kStalled ? std::min(times, kStalledRoom - session.written) : times;
}

// Exactly one control callback, or none.
void CheckCallback(const Outcome& outcome, bool expected, uint32_t request) {
  const auto is_control = [](const CallbackRecord& call) { return call.callback == "control"; };
  const auto& calls = outcome.callbacks;
  RC_ASSERT(std::count_if(calls.begin(), calls.end(), is_control) == (expected ? 1 : 0));
  if (!expected) return;
  const auto call = std::find_if(calls.begin(), calls.end(), is_control);
  RC_ASSERT(call->Number("RequestCode") == request);
}

uint32_t CountEvents(const Outcome& processed) {
  const std::string guid = ToString(kClassGuid);
  return static_cast<uint32_t>(std::count_if(
      processed.callbacks.begin(), processed.callbacks.end(), [&](const CallbackRecord& call) {
        return call.callback == "event" && call.Text("Guid") == guid;
      }));
}

void CheckStatistics(const Outcome& outcome, const RunningSession& session) {
  const auto number = [&](const char* member) { return outcome.Number("properties", member); };
  RC_ASSERT(number("EventsLost") == session.lost);
  RC_ASSERT(number("FreeBuffers") <= number("NumberOfBuffers"));
  RC_ASSERT(number("MinimumBuffers") <= number("NumberOfBuffers"));
  RC_ASSERT(number("NumberOfBuffers") <= number("MaximumBuffers"));
}

void CheckLogFile(Subject& subject, const std::string& key, const RunningSession& session) {
  const Handle trace = subject.Run(OpenTraceW{.log_file = LogFileOf(key, session.sink)}).handle();
  const Outcome processed = subject.Run(ProcessTrace{.handles = {trace}});
  RC_ASSERT(processed.returns == ERROR_SUCCESS);
  RC_ASSERT(CountEvents(processed) == session.written);
  RC_ASSERT(subject.Run(CloseTrace{.trace = trace}).returns == ERROR_SUCCESS);
}

}  // namespace

SessionName::SessionName() {
  static constexpr const char* kSpellings[] = {"a", "b", "c", "A"};
  spelled = kSpellings[*rc::gen::inRange(0, 4)];
  key = spelled == "A" ? "a" : spelled;
}

StartSession::StartSession() : sink(static_cast<Sink>(*rc::gen::inRange(0, 3))) {}

void StartSession::checkPreconditions(const Model& before) const {
  RC_PRE(sink != Sink::kStalled || !before.HasStalledSession());
}

void StartSession::apply(Model& model) const {
  model.sessions.try_emplace(name.key, RunningSession{sink});
}

void StartSession::run(const Model& before, Subject& subject) const {
  const bool exists = before.IsRunning(name.key);
  const bool stalls = sink == Sink::kStalled && !exists;
  if (stalls) subject.Run(SetDisk{.drive = kStalledDrive, .bytes_per_second = kNeverBusy});
  const Outcome outcome = subject.Run(
      StartTraceW{.name = Wide(name.spelled), .properties = PropertiesFor(name.key, sink)});
  if (stalls) subject.Run(SetDisk{.drive = kStalledDrive, .bytes_per_second = 0});
  RC_ASSERT(outcome.returns == (exists ? ERROR_ALREADY_EXISTS : ERROR_SUCCESS));
  subject.Count(exists ? "start of a name in use" : StartOn(sink));
  if (!exists) subject.sessions[name.key] = outcome.handle();
}

void StartSession::show(std::ostream& out) const {
  out << "Start(" << name.spelled << ", " << NameOfSink(sink) << ")";
}

void StopSession::apply(Model& model) const {
  model.sessions.erase(name.key);
  if (model.owner == name.key) model.owner.reset();
}

void StopSession::run(const Model& before, Subject& subject) const {
  const RunningSession* const session = before.Find(name.key);
  const Outcome outcome = subject.Run(StopTraceW{.name = Wide(name.spelled)});
  RC_ASSERT(outcome.returns == (session ? ERROR_SUCCESS : ERROR_WMI_INSTANCE_NOT_FOUND));
  const bool owns = before.owner == name.key;
  CheckCallback(outcome, owns, WMI_DISABLE_EVENTS);
  subject.Count(owns ? "stop of the provider's session" : session ? "stop" : "stop of no session");
  if (session == nullptr) return;
  CheckStatistics(outcome, *session);
  if (session->sink != Sink::kRealTime) CheckLogFile(subject, name.key, *session);
}

void StopSession::show(std::ostream& out) const { out << "Stop(" << name.spelled << ")"; }

void QuerySession::run(const Model& before, Subject& subject) const {
  const RunningSession* const session = before.Find(name.key);
  const Outcome outcome = subject.Run(QueryTraceW{.name = Wide(name.spelled)});
  RC_ASSERT(outcome.returns == (session ? ERROR_SUCCESS : ERROR_WMI_INSTANCE_NOT_FOUND));
  subject.Count(session ? "query" : "query of no session");
  if (session == nullptr) return;
  CheckStatistics(outcome, *session);
  const Outcome by_handle = subject.Run(QueryTraceW{.handle = subject.sessions[name.key]});
  RC_ASSERT(by_handle.changes == outcome.changes);
}

void QuerySession::show(std::ostream& out) const { out << "Query(" << name.spelled << ")"; }

void CountSessions::run(const Model& before, Subject& subject) const {
  const Outcome outcome = subject.Run(QueryAllTracesW{.blocks = 4});
  RC_ASSERT(outcome.returns == ERROR_SUCCESS);
  RC_ASSERT(outcome.Number("logger_count", "value") == before.sessions.size());
  subject.Count("count");
}

void CountSessions::show(std::ostream& out) const { out << "Count()"; }

Enable::Enable()
    : level(*rc::gen::inRange<uint8_t>(0, 6)), flags(*rc::gen::arbitrary<uint32_t>()) {}

void Enable::checkPreconditions(const Model& before) const { RC_PRE(before.IsRunning(name.key)); }

void Enable::apply(Model& model) const { model.owner = name.key; }

void Enable::run(const Model& before, Subject& subject) const {
  const Outcome outcome = subject.Run(
      EnableTrace{.flags = flags, .level = level, .session = subject.sessions[name.key]});
  RC_ASSERT(outcome.returns == ERROR_SUCCESS);
  CheckCallback(outcome, true, WMI_ENABLE_EVENTS);
  const std::vector<Outcome>& steps = outcome.callbacks.front().steps;
  RC_ASSERT(steps.size() == 3u);
  RC_ASSERT(steps[1].returns == level);
  RC_ASSERT(steps[2].returns == flags);
  subject.logger = steps[0].handle();
  subject.Count(!before.owner               ? "enable"
                : *before.owner == name.key ? "enable again"
                                            : "enable takes the provider over");
}

void Enable::show(std::ostream& out) const {
  out << "Enable(" << name.spelled << ", level " << int{level} << ", flags " << flags << ")";
}

void Disable::checkPreconditions(const Model& before) const { RC_PRE(before.IsRunning(name.key)); }

void Disable::apply(Model& model) const {
  if (model.owner == name.key) model.owner.reset();
}

void Disable::run(const Model& before, Subject& subject) const {
  const Outcome outcome =
      subject.Run(EnableTrace{.enable = 0, .session = subject.sessions[name.key]});
  RC_ASSERT(outcome.returns == ERROR_SUCCESS);
  const bool owns = before.owner == name.key;
  CheckCallback(outcome, owns, WMI_DISABLE_EVENTS);
  subject.Count(owns ? "disable" : "disable by another session");
}

void Disable::show(std::ostream& out) const { out << "Disable(" << name.spelled << ")"; }

// Few sizes, so that shrinking does not end at two bursts in place of one.
Write::Write() : cpu(*rc::gen::inRange<uint32_t>(0, 2)) {
  static constexpr uint32_t kTimes[] = {1, 4, 10};
  times = kTimes[*rc::gen::inRange(0, 3)];
}

void Write::checkPreconditions(const Model& before) const { RC_PRE(before.owner.has_value()); }

void Write::apply(Model& model) const {
  RunningSession& session = model.sessions.at(*model.owner);
  const uint32_t fitting = Fitting(session, times);
  session.written += fitting;
  session.lost += times - fitting;
}

void Write::run(const Model& before, Subject& subject) const {
  const RunningSession& session = before.sessions.at(*before.owner);
  const uint32_t lost = times - Fitting(session, times);
  const Outcome outcome =
      subject.Run(TraceEvent{.session = subject.logger,
                             .event = {.guid = kClassGuid, .payload_fill = kPayload},
                             .times = times,
                             .on = {.cpu = cpu}});
  RC_ASSERT(outcome.returns == (lost > 0 ? ERROR_NOT_ENOUGH_MEMORY : ERROR_SUCCESS));
  RC_ASSERT(outcome.failures == (lost > 0 ? lost - 1 : 0));
  subject.Count(lost > 0 ? "write that loses events" : WriteTo(session.sink));
}

void Write::show(std::ostream& out) const { out << "Write(" << times << ", cpu " << cpu << ")"; }

}  // namespace etalon
