#include "fuzz/live_objects.h"

#include <algorithm>

#include "conformance/script/encodings.h"

namespace etalon {
namespace {

template <typename Items>
void EraseHandle(Items* items, const Handle& handle) {
  std::erase_if(*items, [&](const auto& item) { return item.handle == handle; });
}

bool StopsSession(const Outcome& outcome) {
  constexpr uint64_t kMoreData = 234;  // stopped all the same
  return outcome.returns == 0 || outcome.returns == kMoreData;
}

// The handles that control callbacks got in the course of an operation.
void LearnLoggers(const Outcome& outcome, const std::optional<Handle>& session, LiveObjects* live) {
  for (const CallbackRecord& call : outcome.callbacks) {
    for (const Outcome& step : call.steps) {
      if (step.handles.empty()) continue;
      live->loggers.push_back({step.handle(), call.process, session});
    }
  }
}

struct AsControlRequest {
  template <Form kForm>
  std::optional<ControlRequest> operator()(const ControlTraceOp<kForm>& op) const {
    return ControlRequest{op.handle, op.name, op.code};
  }
  template <Form kForm, ControlCode kCode>
  std::optional<ControlRequest> operator()(const ControlAliasOp<kForm, kCode>& op) const {
    return ControlRequest{op.handle, op.name, kCode};
  }
  template <typename T>
  std::optional<ControlRequest> operator()(const T&) const {
    return std::nullopt;
  }
};

// One overload an operation that brings or ends something.
struct Learner {
  LiveObjects& live;
  const Outcome& outcome;

  template <Form kForm>
  void operator()(const StartTraceOp<kForm>& op) const {
    LearnSession(op.name, op.properties);
  }
  void operator()(const StartHeapTrace& op) const { LearnSession(op.name, op.properties); }
  void operator()(const StartKernelTrace& op) const {
    LearnSession(u"NT Kernel Logger", op.properties);
  }

  void LearnSession(const std::u16string& name, const Properties& properties) const {
    if (outcome.handles.empty()) return;
    live.sessions.push_back({outcome.handle(), name});
    if (properties.log_file) live.files.push_back(*properties.log_file);
  }

  template <Form kForm>
  void operator()(const RegisterTraceGuidsOp<kForm>& op) const {
    for (const Handle& handle : outcome.handles) {
      auto& list = handle == outcome.handle() ? live.registrations : live.classes;
      list.push_back({handle, op.on.process});
    }
  }

  void operator()(const UnregisterTraceGuids& op) const {
    if (outcome.returns == 0) EraseHandle(&live.registrations, op.registration);
  }

  void operator()(const EventRegister& op) const {
    if (!outcome.handles.empty()) live.providers.push_back({outcome.handle(), op.on.process});
  }

  void operator()(const EventUnregister& op) const {
    if (outcome.returns == 0) EraseHandle(&live.providers, op.handle);
  }

  template <Form kForm>
  void operator()(const OpenTraceOp<kForm>& op) const {
    LearnTrace(op.logger_name.has_value());
  }
  void operator()(const OpenTraceFromFile&) const { LearnTrace(false); }
  void operator()(const OpenTraceFromRealTimeLogger&) const { LearnTrace(true); }
  void operator()(const OpenTraceFromRealTimeLoggerWithAllocationOptions&) const {
    LearnTrace(true);
  }
  void operator()(const OpenTraceFromBufferStream&) const { LearnTrace(true); }

  void LearnTrace(bool may_wait) const {
    if (!outcome.handles.empty()) live.traces.push_back({outcome.handle(), may_wait});
  }

  void operator()(const CloseTrace& op) const { EraseHandle(&live.traces, op.trace); }

  void operator()(const NewProcess& op) const { live.processes.push_back(op.name); }

  void operator()(const ExitProcess& op) const {
    const auto is_gone = [&](const auto& item) { return item.process == op.name; };
    std::erase(live.processes, op.name);
    if (live.processes.empty()) live.processes.emplace_back();  // something must run somewhere
    std::erase_if(live.registrations, is_gone);
    std::erase_if(live.classes, is_gone);
    std::erase_if(live.loggers, is_gone);
    std::erase_if(live.providers, is_gone);
  }

  void operator()(const Restart&) const {
    live.sessions.clear();
    live.loggers.clear();
    live.processes = {""};
  }

  void operator()(const CreateMergedTraceFile& op) const {
    if (outcome.returns == 0) live.files.push_back(op.merged);
  }

  void operator()(const PutFile& op) const {
    if (op.contents) live.files.push_back(op.path);
  }

  void operator()(const GetFile&) const {
    live.file = FromHex(outcome.Text("file", "bytes")).value_or(Bytes{});
  }

  template <typename T>
  void operator()(const T&) const {}
};

}  // namespace

std::optional<ControlRequest> ControlRequestOf(const Op& op) {
  return std::visit(AsControlRequest(), op.any);
}

void LiveObjects::Learn(const Op& op, const Outcome& outcome) {
  const EnableTrace* const enable = std::get_if<EnableTrace>(&op.any);
  const bool known = enable != nullptr && Find(enable->session) != nullptr;
  LearnLoggers(outcome, known ? std::optional(enable->session) : std::nullopt, this);
  if (outcome.ending != Ending::kReturned) return;
  const std::optional<ControlRequest> control = ControlRequestOf(op);
  if (control && control->code == ControlCode::kStop && StopsSession(outcome))
    Forget(Find(*control));
  std::visit(Learner{*this, outcome}, op.any);
}

const LiveSession* LiveObjects::Find(const ControlRequest& request) const {
  return request.name ? Find(*request.name) : Find(request.handle);
}

const LiveSession* LiveObjects::Find(const Handle& handle) const {
  const auto found = std::find_if(sessions.begin(), sessions.end(),
                                  [&](const LiveSession& one) { return one.handle == handle; });
  return found == sessions.end() ? nullptr : &*found;
}

const LiveSession* LiveObjects::Find(const std::u16string& name) const {
  const auto found = std::find_if(sessions.begin(), sessions.end(),
                                  [&](const LiveSession& one) { return one.name == name; });
  return found == sessions.end() ? nullptr : &*found;
}

void LiveObjects::Forget(const LiveSession* session) {
  if (session == nullptr) return;
  const Handle handle = session->handle;
  EraseHandle(&sessions, handle);
  std::erase_if(loggers, [&](const LiveLogger& logger) { return logger.session == handle; });
}

}  // namespace etalon
