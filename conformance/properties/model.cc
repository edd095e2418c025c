#include "conformance/properties/model.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "conformance/properties/event_learner.h"

namespace etalon {
namespace {

using State = ModelSession::State;

// Callbacks without a name go by what they are.
bool IsOf(const ModelProvider& provider, const CallbackRecord& call) {
  const std::string& name = provider.callback.name;
  if (provider.callback.steps.ops().size() != call.steps.size()) return false;
  if (!name.empty()) return name == call.callback;
  return call.callback == (provider.classic ? "control" : "enable") &&
         call.process == provider.process;
}

}  // namespace

std::u16string Upper(std::u16string text) {
  for (char16_t& c : text) {
    if (c >= u'a' && c <= u'z') c = static_cast<char16_t>(c - u'a' + u'A');
  }
  return text;
}

int SymbolOf(const Handle& handle) {
  int number = 0;
  const char* const text = handle.symbol.data();
  if (!handle.symbol.empty()) std::from_chars(text + 1, text + handle.symbol.size(), number);
  return number;
}

// All operations; the world's own here.
struct Learner : EventLearner {
  using EventLearner::operator();

  std::string operator()(const NewProcess& op) const {
    if (!op.in_place_of.empty()) model.lenient_ = true;
    model.processes_.push_back({op.name, op.token == Token::kAdministrator && !op.suspended});
    return "";
  }
  std::string operator()(const ExitProcess& op) const {
    Erase(&model.processes_, [&](const ModelProcess& one) { return one.name == op.name; });
    Erase(&model.providers_, [&](const ModelProvider& one) { return one.process == op.name; });
    Erase(&model.classes_, [&](const ModelClass& one) { return one.process == op.name; });
    Erase(&model.traces_, [&](const ModelTrace& one) { return one.process == op.name; });
    return "";
  }
  std::string operator()(const SetDisk& op) const {
    if (op.free_bytes || op.latency_us) model.lenient_ = true;
    if (!op.bytes_per_second) return "";
    model.slow_drives_.push_back(op.drive);
    for (ModelSession& session : model.sessions_) {
      if (session.file < 0) continue;
      const std::u16string& file = model.files_[static_cast<size_t>(session.file)].name;
      session.slow = session.slow || IsOn(op.drive, file);
    }
    return "";
  }
  std::string operator()(const Reset& op) const {
    model = Model(model.others_);
    model.lenient_ = !op.windows.empty();
    return "";
  }

  std::string operator()(const CreateMergedTraceFile& op) const {
    Overwrite(op.merged);
    return "";
  }

  // After these little is known.
  std::string operator()(const InjectFault&) const { return Forget(); }
  std::string operator()(const SetMachine&) const { return Forget(); }
  std::string operator()(const SetRegistry&) const { return Forget(); }
  std::string operator()(const Restart&) const { return Forget(); }
  std::string operator()(const PutFile&) const { return Forget(); }
  std::string operator()(const SetTraceCallback&) const { return Forget(); }
  std::string operator()(const EventAccessControl&) const { return Forget(); }
  std::string operator()(const EventSetInformation&) const { return Forget(); }
  std::string operator()(const TraceSetInformation&) const { return Forget(); }
  std::string operator()(const EnableTraceEx&) const { return Forget(); }
  std::string operator()(const RegisterTraceGuidsA&) const { return Forget(); }

  template <typename T>
  std::string operator()(const T&) const {
    for (const Handle& handle : outcome.handles) model.strangers_.push_back(SymbolOf(handle));
    return "";
  }
};

std::string Model::Learn(const Op& op, const Outcome& outcome) {
  if (outcome.ending == Ending::kStarted) {
    calls_.push_back({op.on().id, op});
    // While it runs, what it is about may be gone at any time.
    if (const auto* process = std::get_if<ProcessTrace>(&op.any)) {
      for (ModelTrace& trace : traces_) {
        if (process->handles.size() != 1 || trace.symbol != SymbolOf(process->handles[0])) continue;
        trace.call = op.on().id;
        if (ModelSession* const session = const_cast<ModelSession*>(Find(trace.session))) {
          // On real threads nobody knows when it begins.
          if (!session->consumed && !others_) trace.logger = session->symbol;
          session->consumed = true;
        }
      }
    } else {
      for (ModelSession& session : sessions_) session.state = State::kUnclear;
    }
    return "";
  }
  if (outcome.ending != Ending::kReturned) return "";
  if (const auto* await = std::get_if<Await>(&op.any)) {
    const auto call = std::find_if(calls_.begin(), calls_.end(),
                                   [&](const ModelCall& one) { return one.id == await->of; });
    if (call == calls_.end()) return "";
    const Op started = call->op;
    calls_.erase(call);
    const std::string wrong = std::visit(Learner{*this, outcome, CodeOf(outcome)}, started.any);
    // Of a session much may have happened since.
    return std::holds_alternative<ProcessTrace>(started.any) ? wrong : "";
  }
  std::string wrong = std::visit(Learner{*this, outcome, CodeOf(outcome)}, op.any);
  LearnCallbacksOf(outcome);
  return wrong;
}

// What callbacks did meanwhile, and what they called back.
void Model::LearnCallbacksOf(const Outcome& outcome) {
  for (const CallbackRecord& call : outcome.callbacks) {
    if (call.steps.empty()) continue;
    for (const ModelProvider& provider : std::vector<ModelProvider>(providers_)) {
      const std::vector<Op>& steps = provider.callback.steps.ops();
      if (!IsOf(provider, call)) continue;
      for (size_t i = 0; i < std::min(steps.size(), call.steps.size()); ++i) {
        std::visit(Learner{*this, call.steps[i], CodeOf(call.steps[i])}, steps[i].any);
        LearnCallbacksOf(call.steps[i]);
      }
      break;
    }
  }
}

const ModelSession* Model::Find(const Handle& handle) const {
  int symbol = SymbolOf(handle);
  if (symbol == 0) return nullptr;
  for (const ModelLogger& logger : loggers_) {
    if (logger.symbol == symbol) symbol = logger.session;
  }
  for (const ModelSession& session : sessions_) {
    if (session.symbol == symbol) return &session;
  }
  return nullptr;
}

const ModelSession* Model::Find(const std::u16string& name) const {
  const std::u16string upper = Upper(name);
  for (const ModelSession& session : sessions_) {
    if (session.name == upper) return &session;
  }
  return nullptr;
}

int Model::FindFile(const std::u16string& name) const {
  const std::u16string upper = Upper(name);
  for (size_t i = 0; i < files_.size(); ++i) {
    if (Upper(files_[i].name) == upper) return static_cast<int>(i);
  }
  return -1;
}

bool Model::IsRegistered(const Guid& guid) const {
  return std::any_of(providers_.begin(), providers_.end(), [&](const ModelProvider& provider) {
    return provider.classic && provider.guid == guid;
  });
}

bool Model::IsEnabled(const Guid& guid) const {
  return std::any_of(enables_.begin(), enables_.end(),
                     [&](const ModelEnable& enable) { return enable.guid == guid; });
}

size_t Model::CountSessions() const {
  return static_cast<size_t>(
      std::count_if(sessions_.begin(), sessions_.end(), [](const ModelSession& session) {
        return (session.mode & EVENT_TRACE_PRIVATE_LOGGER_MODE) == 0;
      }));
}

bool Model::IsEnding(const ModelTrace& trace) const {
  return !trace.call.empty() && (trace.closed || Find(trace.session) == nullptr);
}

bool Model::WaitsForEvents(const ProcessTrace& op) const {
  return std::any_of(op.handles.begin(), op.handles.end(), [&](const Handle& handle) {
    for (const ModelTrace& trace : traces_) {
      if (trace.symbol != SymbolOf(handle)) continue;
      return trace.file < 0 && !trace.closed && Find(trace.session) != nullptr;
    }
    return !handle.symbol.empty();
  });
}

bool Model::MayNeverReturn(const Op& op) const {
  if (op.on().start) return false;
  if (const auto* const process = std::get_if<ProcessTrace>(&op.any))
    return WaitsForEvents(*process);
  const auto* const await = std::get_if<Await>(&op.any);
  return await != nullptr && std::any_of(calls_.begin(), calls_.end(), [&](const ModelCall& call) {
           const auto* const process = std::get_if<ProcessTrace>(&call.op.any);
           return call.id == await->of && process != nullptr && WaitsForEvents(*process);
         });
}

bool Model::MayAct(const On& on) const {
  if (on.process.empty()) return true;
  return std::any_of(processes_.begin(), processes_.end(), [&](const ModelProcess& process) {
    return process.name == on.process && process.trusted;
  });
}

bool Model::AnyUnclear() const {
  return std::any_of(sessions_.begin(), sessions_.end(),
                     [](const ModelSession& session) { return session.state != State::kRunning; });
}

bool Model::AnyStopInProgress() const {
  return std::any_of(calls_.begin(), calls_.end(), [](const ModelCall& call) {
    return !std::holds_alternative<ProcessTrace>(call.op.any);
  });
}

bool Model::ChangesByItself() const {
  return lenient_ || !calls_.empty() || AnyUnclear() ||
         std::any_of(sessions_.begin(), sessions_.end(),
                     [](const ModelSession& session) { return session.slow; });
}

// `is_exact`: it was stopped, and not found gone.
void Model::Remove(int symbol, bool is_exact) {
  const auto found = std::find_if(sessions_.begin(), sessions_.end(),
                                  [&](const ModelSession& one) { return one.symbol == symbol; });
  if (found == sessions_.end()) return;
  const auto is_its = [&](const ModelEnable& enable) { return enable.session == symbol; };
  const bool is_known = is_exact && found->counted && !lenient_;
  // Meanwhile somebody else may have been enabled by the handle that was its own.
  if (!is_exact) lenient_ = lenient_ || std::any_of(enables_.begin(), enables_.end(), is_its);
  if (found->file >= 0) {
    // Only of a file that is written from front to back it is known what is in it.
    constexpr uint32_t kOthers = EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_FILE_MODE_NEWFILE |
                                 EVENT_TRACE_FILE_MODE_APPEND | EVENT_TRACE_BUFFERING_MODE |
                                 EVENT_TRACE_USE_KBYTES_FOR_SIZE;
    ModelFile& file = files_[static_cast<size_t>(found->file)];
    file.known = is_known && (found->mode & kOthers) == 0;
    file.events = found->written;
  }
  for (ModelTrace& trace : traces_) {
    if (trace.logger != symbol) continue;
    trace.due_known = is_known;
    trace.due = found->written;
  }
  Erase(&enables_, is_its);
  sessions_.erase(found);
  dead_.push_back(symbol);
}

}  // namespace etalon
