#include "golden/recorded_files.h"

#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "conformance/implementations/in_process.h"
#include "conformance/script/encodings.h"
#include "conformance/script/json.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr const char16_t* kFile = u"C:\\recorded.etl";
constexpr uint32_t kBothIds = EVENT_ENABLE_PROPERTY_SID | EVENT_ENABLE_PROPERTY_TS_ID;

const char* NameOf(RecordedKind kind) {
  static constexpr const char* kNames[] = {
      "sequential", "circular",  "append",      "newfile",    "preallocate",   "buffering",
      "realtime",   "onestream", "system_time", "cpu_cycles", "system_logger", "unfinished"};
  return kNames[static_cast<size_t>(kind)];
}

Properties PropertiesFor(RecordedKind kind) {
  constexpr uint32_t kSmall = EVENT_TRACE_USE_KBYTES_FOR_SIZE;
  Properties properties = {.client_context = 1,
                           .buffer_size_kb = 4,
                           .minimum_buffers = 4,
                           .maximum_buffers = 40,
                           .log_file_mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL,
                           .log_file = kFile};
  uint32_t& mode = *properties.log_file_mode;
  switch (kind) {
    case RecordedKind::kCircular:
      mode = EVENT_TRACE_FILE_MODE_CIRCULAR | kSmall;
      properties.maximum_file_size = 24;
      break;
    case RecordedKind::kAppend:
      mode = EVENT_TRACE_FILE_MODE_APPEND;
      break;
    case RecordedKind::kNewFile:
      mode = EVENT_TRACE_FILE_MODE_NEWFILE | kSmall;
      properties.maximum_file_size = 16;
      properties.log_file = u"C:\\recorded%d.etl";
      break;
    case RecordedKind::kPreallocate:
      mode |= EVENT_TRACE_FILE_MODE_PREALLOCATE | kSmall;
      properties.maximum_file_size = 256;
      break;
    case RecordedKind::kBuffering:
      mode = EVENT_TRACE_BUFFERING_MODE;
      properties.log_file.reset();
      break;
    case RecordedKind::kRealTime:
      mode |= EVENT_TRACE_REAL_TIME_MODE;
      break;
    case RecordedKind::kOneStream:
      mode |= EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
      break;
    case RecordedKind::kSystemTime:
      properties.client_context = 2;
      break;
    case RecordedKind::kCpuCycles:
      properties.client_context = 3;
      break;
    case RecordedKind::kSystemLogger:
    case RecordedKind::kSequential:
    case RecordedKind::kUnfinished:
      break;
  }
  return properties;
}

// Plays operations on a simulator of its own; each must succeed.
class Recorder {
 public:
  Recorder(WindowsVersion windows, uint32_t bits)
      : windows_(windows), simulator_(MakeSimulator({.windows = windows})) {
    Do(NewProcess{.name = "controller", .bits = bits});
    Do(NewProcess{.name = "32", .bits = 32});
    Do(NewProcess{.name = "64", .bits = 64});
    for (const char* const process : {"32", "64"}) {
      const Outcome classic =
          Do(RegisterTraceGuidsW{.classes = {kClassGuid, kOtherClassGuid}, .on = {process}});
      MakeInstances(classic, process);
      if (HasEventWrite()) providers_[process] = Do(EventRegister{.on = {process}}).handle();
    }
  }

  void Start(const Properties& properties, bool system_logger) {
    StartTraceW start = {.properties = properties, .on = {"controller"}};
    if (system_logger) {
      start.name = u"NT Kernel Logger";
      start.properties.enable_flags = EVENT_TRACE_FLAG_PROCESS | EVENT_TRACE_FLAG_THREAD;
    }
    session_ = Do(start).handle();
    if (system_logger) return;
    if (HasEventWrite()) {
      Do(EnableTraceEx2{.session = session_,
                        .parameters = EnableParameters{.enable_property = kBothIds},
                        .on = {"controller"}});
    } else {
      Do(EnableTrace{.session = session_, .on = {"controller"}});
    }
  }

  void Control(ControlCode code, const std::optional<std::u16string>& log_file = {}) {
    ControlTraceW control = {.handle = session_, .code = code, .on = {"controller"}};
    control.properties.log_file = log_file;
    Do(control);
  }

  // One event of each kind that there is, of lengths with and without padding.
  void WriteRound(const std::string& process, uint32_t cpu, uint32_t length) {
    const On on = {.process = process, .cpu = cpu};
    Classic({.type = 10, .level = 4, .guid = kClassGuid, .payload_fill = length}, on);
    const MofField one = {.data = {1, 2, 3}}, other = {.data = {4, 5, 6, 7}};
    EventHeader gathered = {.type = 11, .guid = kOtherClassGuid};
    gathered.fields = {one, other};
    Classic(gathered, on);
    WriteInstances(length, on);
    WriteMessages(length, on);
    if (HasEventWrite()) WriteModern(length, on);
    Do(Advance{.ms = 1});
  }

  void Classic(const EventHeader& event, const On& on) {
    Do(TraceEvent{.session = session_, .event = event, .on = on});
    ++written_["FULL" + on.process];
  }

  void WriteInstances(uint32_t length, const On& on) {
    const InstanceInfo parent = {.block = "parent" + on.process};
    const InstanceInfo child = {.block = "child" + on.process};
    InstanceHeader event = {.type = 1, .payload_fill = length};
    Do(TraceEventInstance{.session = session_, .event = event, .instance = parent, .on = on});
    TraceEventInstance derived = {.session = session_, .event = event, .instance = child};
    derived.parent = parent;
    derived.on = on;
    Do(derived);
    written_["INSTANCE" + on.process] += 2;
  }

  void WriteMessages(uint32_t length, const On& on) {
    const Argument number = {.data = {1, 0, 0, 0}}, text = {.fill = length};
    constexpr uint32_t kAll = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID |
                              TRACE_MESSAGE_TIMESTAMP | TRACE_MESSAGE_SYSTEMINFO;
    TraceMessage message = {.session = session_, .flags = kAll, .number = 7};
    message.arguments = {number, text};
    message.on = on;
    Do(message);
    TraceMessage bare = {.session = session_, .flags = TRACE_MESSAGE_COMPONENTID};
    bare.component_id = 77;
    bare.on = on;
    Do(bare);
    written_["MESSAGE"] += 2;
  }

  void WriteModern(uint32_t length, const On& on) {
    const Handle& provider = providers_.at(on.process);
    const EventData data = {.fill = length};
    EventWrite plain = {.provider = provider, .event = {.id = 1, .keyword = 0x10}};
    plain.data = {data};
    plain.on = on;
    Do(plain);
    EventWriteTransfer transfer = {.provider = provider, .event = {.id = 2, .opcode = 1}};
    transfer.activity = kClassGuid;
    transfer.related = kOtherClassGuid;
    transfer.data = {data};
    transfer.on = on;
    Do(transfer);
    written_["EVENT" + on.process] += 2;
  }

  Bytes File(const std::u16string& path) {
    const Outcome outcome = Do(GetFile{.path = path});
    return FromHex(outcome.Text("file", "bytes")).value_or(Bytes{});
  }

  const std::map<std::string, int>& written() const { return written_; }

  Outcome Do(const Op& op) {
    Outcome outcome = simulator_->Run(op);
    if (outcome.ending == Ending::kReturned && (outcome.returns == 0 || outcome.returns_value)) {
      return outcome;
    }
    throw std::runtime_error(ToJson(op) + ": " + ToJson(outcome));
  }

 private:
  bool HasEventWrite() const { return windows_ >= kWindows7; }

  void MakeInstances(const Outcome& classic, const std::string& process) {
    const On on = {process};
    const InstanceInfo parent = {.block = "parent" + process}, child = {.block = "child" + process};
    Do(CreateTraceInstanceId{.class_handle = classic.handles[1], .instance = parent, .on = on});
    Do(CreateTraceInstanceId{.class_handle = classic.handles[2], .instance = child, .on = on});
  }

  const WindowsVersion windows_;
  const std::unique_ptr<Implementation> simulator_;
  std::map<std::string, Handle> providers_;
  Handle session_;
  std::map<std::string, int> written_;
};

// Rounds on both processors, and buffers that become full in the middle of one.
void WriteRounds(Recorder& recorder) {
  for (uint32_t i = 0; i < 16; ++i) {
    recorder.WriteRound(i % 3 == 0 ? "32" : "64", i % 2, 13 * i);
  }
}

void WriteAll(RecordedKind kind, Recorder& recorder) {
  const bool system_logger = kind == RecordedKind::kSystemLogger;
  recorder.Start(PropertiesFor(kind), system_logger);
  if (!system_logger) WriteRounds(recorder);
  if (kind == RecordedKind::kAppend) {
    recorder.Control(ControlCode::kStop);
    recorder.Start(PropertiesFor(kind), false);
    WriteRounds(recorder);
  }
  if (kind == RecordedKind::kUnfinished) return recorder.Control(ControlCode::kFlush);
  if (kind == RecordedKind::kBuffering) return recorder.Control(ControlCode::kFlush, kFile);
  recorder.Control(ControlCode::kStop);
}

}  // namespace

RecordedFile Record(RecordedKind kind, WindowsVersion windows, uint32_t bits) {
  Recorder recorder(windows, bits);
  WriteAll(kind, recorder);
  const bool is_whole = kind != RecordedKind::kCircular && kind != RecordedKind::kNewFile &&
                        kind != RecordedKind::kBuffering;
  RecordedFile file;
  file.name = std::string(NameOf(kind)) + "_" + ToString(windows) + "_" + std::to_string(bits);
  file.kind = kind;
  file.windows = windows;
  file.bits = bits;
  file.bytes = recorder.File(kind == RecordedKind::kNewFile ? u"C:\\recorded2.etl" : kFile);
  if (is_whole) file.written = recorder.written();
  return file;
}

Bytes RecordExample() {
  Recorder recorder(kNewest, 64);
  recorder.Start(PropertiesFor(RecordedKind::kSequential), false);
  const On on = {.process = "64", .cpu = 1};
  const EventHeader event = {.type = 10,
                             .level = 4,
                             .version = 2,
                             .guid = kClassGuid,
                             .payload = {'e', 't', 'a', 'l', 'o', 'n'}};
  recorder.Classic(event, on);
  recorder.WriteInstances(4, on);
  recorder.WriteMessages(3, on);
  recorder.WriteModern(4, on);
  recorder.Control(ControlCode::kStop);
  return recorder.File(kFile);
}

}  // namespace etalon
