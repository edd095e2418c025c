#include "fuzz/event_account.h"

#include "sim/include/evntrace.h"

namespace etalon {
namespace {

bool IsPlain(const Properties& properties) {
  return properties.log_file_mode == EVENT_TRACE_FILE_MODE_SEQUENTIAL && properties.log_file &&
         !properties.maximum_file_size;
}

// A callback that stops sessions does so behind our back.
bool StopsSessions(const Callback& callback) {
  for (const Op& step : callback.steps.ops()) {
    if (std::holds_alternative<StopTraceW>(step.any)) return true;
  }
  return false;
}

// After these nothing is certain.
struct Disturbs {
  bool operator()(const RegisterTraceGuidsW& op) const { return StopsSessions(op.callback); }
  bool operator()(const OpenTraceW& op) const { return StopsSessions(op.event_callback); }
  bool operator()(const SetDisk&) const { return true; }
  bool operator()(const SetMachine&) const { return true; }
  bool operator()(const InjectFault&) const { return true; }
  bool operator()(const PutFile& op) const { return op.path != u"C:\\damaged.etl"; }
  bool operator()(const CreateMergedTraceFile&) const { return true; }
  bool operator()(const TraceSetInformation&) const { return true; }
  bool operator()(const Restart&) const { return true; }
  bool operator()(const SetTraceCallback&) const { return true; }  // which gets events instead
  // Where their events go is nobody's business here.
  bool operator()(const EventWrite&) const { return true; }
  bool operator()(const EventWriteTransfer&) const { return true; }
  bool operator()(const EventWriteEx&) const { return true; }
  bool operator()(const EventWriteString&) const { return true; }
  template <typename T>
  bool operator()(const T&) const {
    return false;
  }
};

uint64_t Written(uint64_t times, const Outcome& outcome) {
  return times - outcome.failures - (outcome.returns == ERROR_SUCCESS ? 0 : 1);
}

}  // namespace

template <typename T>
void EventAccount::LearnWrite(const T& op, uint64_t written, const LiveObjects& live) {
  if (written == 0) return;
  const std::optional<Handle> session = live.SessionOf(op.session);
  if (!session) {
    disturbed_ = true;
    return;
  }
  const auto account = open_.find(session->symbol);
  if (account != open_.end()) account->second.events += written;
}

std::optional<ClosedAccount> EventAccount::Close(const LiveSession* session) {
  if (session == nullptr) return std::nullopt;
  const auto account = open_.find(session->handle.symbol);
  if (account == open_.end()) return std::nullopt;
  ClosedAccount closed = account->second;
  open_.erase(account);
  return disturbed_ ? std::nullopt : std::optional(closed);
}

std::optional<ClosedAccount> EventAccount::Learn(const Op& op, const Outcome& outcome,
                                                 const LiveObjects& live) {
  if (std::visit(Disturbs(), op.any)) disturbed_ = true;
  if (const auto* write = std::get_if<TraceEvent>(&op.any)) {
    LearnWrite(*write, Written(write->times, outcome), live);
  } else if (const auto* instance = std::get_if<TraceEventInstance>(&op.any)) {
    LearnWrite(*instance, Written(1, outcome), live);
  } else if (const auto* message = std::get_if<TraceMessage>(&op.any)) {
    LearnWrite(*message, Written(1, outcome), live);
  } else if (const auto* message_va = std::get_if<TraceMessageVa>(&op.any)) {
    LearnWrite(*message_va, Written(1, outcome), live);
  } else if (const auto* start = std::get_if<StartTraceW>(&op.any)) {
    if (outcome.returns == ERROR_SUCCESS && IsPlain(start->properties)) {
      open_[outcome.handle().symbol] = {*start->properties.log_file, 0};
    }
  } else if (const std::optional<ControlRequest> control = ControlRequestOf(op)) {
    const LiveSession* const session = live.Find(*control);
    if (control->code == ControlCode::kUpdate && session) open_.erase(session->handle.symbol);
    if (control->code == ControlCode::kStop && outcome.returns == ERROR_SUCCESS)
      return Close(session);
  }
  return std::nullopt;
}

}  // namespace etalon
