#include "fuzz/differential_run.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "conformance/script/executor.h"
#include "conformance/script/host_world.h"
#include "conformance/script/json.h"
#include "fuzz/members.h"
#include "fuzz/operation_decoder.h"
#include "sim/include/KernelTraceControl.h"

namespace etalon {
namespace {

constexpr int kMostOperations = 40;
constexpr char kLogFileHeader[] = "68fdd900-4a3e-11d1-84f4-0000f80464e3";

EtwApi LinkedFunctions() {
  EtwApi api;
#define X(result, name, parameters, arguments) api.name = ::name;
#include "sim/c_api/functions.inc"
#undef X
  api.TraceMessage = ::TraceMessage;
  api.GetLastError = ::GetLastError;
  api.SetLastError = ::SetLastError;
  return api;
}

// The C functions of this program, which stand on one machine as long as it runs.
struct Twin {
  const EtwApi api = LinkedFunctions();
  HostWorld world;
  Executor executor{api, world};
};

Twin& TheTwin() {
  static Twin twin;
  return twin;
}

// What time, place, chance, and threads at work decide.
constexpr std::string_view kOwnMembers[] = {
    "NumberOfBuffers",   "FreeBuffers",   "BuffersWritten", "LoggerThreadId", "ThreadId",
    "ProcessId",         "TimeStamp",     "Time",           "SystemTime",     "Wnode.Guid",
    "Wnode.TimeStamp",   "LogFileName",   "ProcessorTime",  "KernelTime",     "UserTime",
    "ProcessorNumber",   "LoggerId",      "Filled",         "BuffersRead",    "CurrentTime",
    "Wnode.Version"};

bool IsOwn(std::string_view member) {
  const bool is_bytes = member.substr(0, 6) == "bytes@" || member.find("Logfile") == 0 ||
                        member.find("Header") != std::string_view::npos;
  return is_bytes || std::find(std::begin(kOwnMembers), std::end(kOwnMembers), member) !=
                         std::end(kOwnMembers);
}

void Strip(std::vector<Change>* changes) {
  std::erase_if(*changes, [](const Change& change) { return IsOwn(change.member); });
}

// The outcome without what is an implementation's own.
Outcome Common(Outcome outcome) {
  outcome.id.clear();
  outcome.detail.clear();
  const bool is_handle = outcome.returns_value && !outcome.handles.empty();
  if (is_handle) outcome.returns = 0;
  Strip(&outcome.changes);
  std::erase_if(outcome.callbacks,
                [](const CallbackRecord& record) { return record.callback == "buffer"; });
  for (CallbackRecord& record : outcome.callbacks) {
    std::vector<Change> values = record.values.Tell();
    if (record.Text("Guid") == kLogFileHeader) values.clear();
    Strip(&values);
    record.values = GivenValues(std::move(values));
    for (Outcome& step : record.steps) step = Common(step);
  }
  return outcome;
}

// Names of files without their drive, no times and no waiting.
class Localizer {
  static constexpr std::string_view kTimes[] = {"delay_ms", "timeout_ms", "flush_timer",
                                                "false_on_call"};

 public:
  template <typename T>
  void operator()(std::string_view, T&) {}

  void operator()(std::string_view, std::u16string& text) {
    if (text.size() > 3 && text[1] == u':') text.erase(0, 3);
    std::replace(text.begin(), text.end(), u'?', u'x');  // is a name like any other on Linux
  }
  // There is but this one.
  void operator()(std::string_view, std::vector<std::string>& processes) { processes.clear(); }
  // Numbers of one kind of structure would be told as those of another.
  void operator()(std::string_view name, std::string& text) {
    if (name == "block") text.clear();
  }
  // Memory that is not there is an error of the simulator's, and the end of a program that calls
  // the C functions.
  void operator()(std::string_view, Place& place) {
    if (place != Place::kNull) place = Place::kBlock;
  }
  // Each has its own time.
  void operator()(std::string_view, std::optional<int64_t>& time) { time.reset(); }
  void operator()(std::string_view name, uint32_t& number) {
    if (std::find(std::begin(kTimes), std::end(kTimes), name) != std::end(kTimes)) number = 0;
    if (name == "times") number = std::min(number, 10u);
    // A registration whose callback fails stays, and nobody has its handle to end it with.
    if (name == "returns") number = 0;
  }
};

// Whether both can do it, and it comes to the same on both.
struct Plays {
  template <Form kForm>
  bool operator()(const StartTraceOp<kForm>& op) const {
    return HasPlainFile(op.properties);
  }
  template <Form kForm>
  bool operator()(const ControlTraceOp<kForm>& op) const {
    return HasPlainFile(op.properties);
  }
  template <Form kForm, ControlCode kCode>
  bool operator()(const ControlAliasOp<kForm, kCode>& op) const {
    return HasPlainFile(op.properties);
  }
  template <Form kForm>
  bool operator()(const OpenTraceOp<kForm>& op) const {
    return op.log_file && !op.logger_name;
  }
  bool operator()(const EnableTrace&) const { return true; }
  bool operator()(const EnableTraceEx&) const { return true; }
  bool operator()(const EnableTraceEx2&) const { return true; }
  template <Form kForm>
  bool operator()(const RegisterTraceGuidsOp<kForm>&) const {
    return true;
  }
  bool operator()(const UnregisterTraceGuids&) const { return true; }
  bool operator()(const CreateTraceInstanceId&) const { return true; }
  bool operator()(const TraceEvent&) const { return true; }
  bool operator()(const TraceEventInstance&) const { return true; }
  bool operator()(const TraceMessage&) const { return true; }
  bool operator()(const TraceMessageVa&) const { return true; }
  bool operator()(const EventRegister&) const { return true; }
  bool operator()(const EventUnregister&) const { return true; }
  bool operator()(const EventWrite&) const { return true; }
  bool operator()(const EventWriteEx&) const { return true; }
  bool operator()(const EventWriteTransfer&) const { return true; }
  bool operator()(const EventWriteString&) const { return true; }
  bool operator()(const EventEnabled&) const { return true; }
  bool operator()(const EventProviderEnabled&) const { return true; }
  bool operator()(const GetTraceEnableLevel&) const { return true; }
  bool operator()(const GetTraceEnableFlags&) const { return true; }
  bool operator()(const CloseTrace& op) const { return IsNoNumber(op.trace); }
  bool operator()(const ProcessTrace& op) const {
    return std::all_of(op.handles.begin(), op.handles.end(), IsNoNumber);
  }
  template <typename T>
  bool operator()(const T&) const {
    return false;
  }

 private:
  // Handles of traces are numbers, which are somebody's on one and nobody's on the other.
  static bool IsNoNumber(const Handle& handle) {
    return !handle.symbol.empty() || handle == kNoHandle || handle == kAllOnes;
  }

  // A file that is made large at once belongs to the disk, and when a file is full that ends its
  // session or makes way for the next, to time.
  static bool HasPlainFile(const Properties& properties) {
    const uint32_t mode = properties.log_file_mode.value_or(0);
    const bool has_end =
        properties.maximum_file_size && (mode & EVENT_TRACE_FILE_MODE_CIRCULAR) == 0;
    return (mode & EVENT_TRACE_FILE_MODE_PREALLOCATE) == 0 && !has_end;
  }
};

// Times of a message, which has them among its bytes, and the order of events of one time.
void LeaveOutTimes(Op* op) {
  if (auto* const process = std::get_if<ProcessTrace>(&op->any)) {
    if (process->handles.size() > 1) process->handles.resize(1);
  }
  constexpr uint32_t kOwn = TRACE_MESSAGE_TIMESTAMP | TRACE_MESSAGE_SYSTEMINFO;
  if (auto* const message = std::get_if<TraceMessage>(&op->any)) message->flags &= ~kOwn;
  if (auto* const message = std::get_if<TraceMessageVa>(&op->any)) message->flags &= ~kOwn;
}

class Comparison {
 public:
  Comparison(const uint8_t* data, size_t size) : decoder_(data, size) {}

  std::string PlayAll() {
    for (int i = 0; i < kMostOperations && decoder_.HasNext(); ++i) {
      if (is_over_ || !failure_.empty()) break;
      Play(decoder_.Next());
    }
    // What crashed may hold locks that nobody will ever release.
    if (!has_crashed_ && !TheTwin().executor.CleanUp() && failure_.empty())
      failure_ = "the twin cannot be reset";
    TheTwin().world.EmptyFolder();
    return failure_.empty() ? "" : failure_ + "\nThe sequence:\n" + script_;
  }

 private:
  void Play(Op op) {
    if (!std::visit(Plays(), op.any)) return;
    // How much of a running session's events is in its file already is a matter of time.
    if (std::holds_alternative<ProcessTrace>(op.any)) {
      const std::vector<LiveSession> running = decoder_.live().sessions;
      for (const LiveSession& session : running) Play(StopTraceW{.handle = session.handle});
    }
    Localizer localizer;
    VisitMembers(&op, localizer);
    LeaveOutTimes(&op);
    op.on() = {};
    script_ += ToJson(op) + '\n';
    const Outcome outcome = simulator_->Run(op);
    // Sizes, too, may speak of memory that is not there. Nothing has changed then.
    const uint64_t error =
        outcome.returns_value ? outcome.last_error.value_or(0) : outcome.returns;
    if (error == ERROR_NOACCESS) return;
    const std::string ours = ToJson(Common(outcome));
    const Outcome answer = TheTwin().executor.Run(op);
    has_crashed_ = answer.ending == Ending::kCrashed || answer.ending == Ending::kHung;
    const std::string theirs = ToJson(Common(answer));
    decoder_.Learn(op, outcome);
    // How soon buffers are free again is a matter of time.
    is_over_ = ours.find("ERROR_NOT_ENOUGH_MEMORY") != std::string::npos ||
               theirs.find("ERROR_NOT_ENOUGH_MEMORY") != std::string::npos;
    if (ours != theirs && !is_over_) failure_ = "simulator: " + ours + "\nC functions: " + theirs;
  }

  OperationDecoder decoder_;
  const std::unique_ptr<Implementation> simulator_ = MakeSimulator({});
  std::string script_;
  bool is_over_ = false;
  bool has_crashed_ = false;
  std::string failure_;
};

}  // namespace

std::string RunDifferential(const uint8_t* data, size_t size) {
  return Comparison(data, size).PlayAll();
}

}  // namespace etalon
