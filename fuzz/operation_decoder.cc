#include "fuzz/operation_decoder.h"

#include <iterator>
#include <string>

#include "fuzz/any_operation.h"
#include "fuzz/operation_change.h"
#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr uint8_t kWrong = 0xF4;  // bytes from here choose something wrong
constexpr uint32_t kPropertiesBytes = sizeof(EVENT_TRACE_PROPERTIES);

constexpr const char16_t* kNames[] = {u"one", u"two",  u"three",
                                      u"ONE", u"four", u"NT Kernel Logger"};
constexpr char16_t kNumberedFiles[] = u"C:\\counted%d.etl";
constexpr Guid kProviders[] = {kProviderGuid, kOtherClassGuid};
constexpr Guid kClasses[] = {kClassGuid, kOtherClassGuid};

const Handle kWrongHandles[] = {
    kNoHandle, kAllOnes, {.literal = 7}, {.literal = 0x10001}, {.literal = 0xFFFF}};

std::u16string NameFor(uint8_t byte) {
  return byte >= kWrong ? u"nobody" : kNames[byte % std::size(kNames)];
}

Handle WrongHandle(uint8_t byte) { return kWrongHandles[byte % std::size(kWrongHandles)]; }

// Modes of sessions; what does not go together is refused, which is worth trying, too.
constexpr uint32_t kModes[] = {
    EVENT_TRACE_REAL_TIME_MODE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL,
    EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_USE_KBYTES_FOR_SIZE,
    EVENT_TRACE_BUFFERING_MODE,
    EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL,
    EVENT_TRACE_FILE_MODE_APPEND,
    EVENT_TRACE_FILE_MODE_NEWFILE | EVENT_TRACE_USE_KBYTES_FOR_SIZE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_USE_KBYTES_FOR_SIZE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING,
    EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_USE_LOCAL_SEQUENCE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_FILE_MODE_PREALLOCATE |
        EVENT_TRACE_USE_KBYTES_FOR_SIZE,
    EVENT_TRACE_PRIVATE_LOGGER_MODE | EVENT_TRACE_PRIVATE_IN_PROC,
};

bool WantsFile(uint32_t mode) {
  constexpr uint32_t kFileModes = EVENT_TRACE_FILE_MODE_SEQUENTIAL |
                                  EVENT_TRACE_FILE_MODE_CIRCULAR | EVENT_TRACE_FILE_MODE_APPEND |
                                  EVENT_TRACE_FILE_MODE_NEWFILE;
  return (mode & kFileModes) != 0;
}

constexpr uint32_t kPayloads[] = {0, 1, 7, 64, 500, 952, 3976, 16000, 65400, 70000};

}  // namespace

OperationDecoder::OperationDecoder(const uint8_t* data, size_t size) : data_(data), size_(size) {}

Op OperationDecoder::Next() {
  const uint8_t which = Byte();
  what_ = Byte();
  how_ = Byte();
  amount_ = Byte();
  Op op = Decode(which);
  KeepWithinBounds(&op);
  if (op.on().process.empty() && !op.on().cpu) op.on().cpu = (which >> 7) & 1u;
  return op;
}

Op OperationDecoder::Decode(uint8_t which) {
  using Member = Op (OperationDecoder::*)();
  static constexpr Member kMembers[] = {
      &OperationDecoder::Start,   &OperationDecoder::Control,      &OperationDecoder::Register,
      &OperationDecoder::Enable,  &OperationDecoder::Write,        &OperationDecoder::Write,
      &OperationDecoder::Write,   &OperationDecoder::MakeInstance, &OperationDecoder::WriteInstance,
      &OperationDecoder::Message, &OperationDecoder::Open,         &OperationDecoder::Process,
      &OperationDecoder::Close,   &OperationDecoder::Disturb,      &OperationDecoder::Processes,
      &OperationDecoder::Files,   &OperationDecoder::StartHeap,    &OperationDecoder::Unregister,
      &OperationDecoder::Control, &OperationDecoder::Process,      &OperationDecoder::Modern,
      &OperationDecoder::Modern,  &OperationDecoder::Modern,       &OperationDecoder::Heaps,
      &OperationDecoder::Any,     &OperationDecoder::Any,          &OperationDecoder::Change,
      &OperationDecoder::Change,
  };
  return (this->*kMembers[(which & 0x7F) % std::size(kMembers)])();
}

Handle OperationDecoder::AnySession() {
  if (what_ >= kWrong || live_.sessions.empty()) return WrongHandle(what_);
  return live_.sessions[what_ % live_.sessions.size()].handle;
}

Properties OperationDecoder::SessionProperties(uint8_t how, uint8_t amount) const {
  const uint32_t mode = kModes[how % std::size(kModes)];
  Properties properties = {.buffer_size_kb = 4u << (amount & 3u),
                           .minimum_buffers = (amount >> 2) & 7u,
                           .maximum_buffers = (amount >> 5) + ((amount >> 2) & 7u),
                           .log_file_mode = mode,
                           .flush_timer = how >= 128 ? 1u : 0u};
  if (mode & EVENT_TRACE_USE_KBYTES_FOR_SIZE) properties.maximum_file_size = 40u << (amount >> 6);
  if (mode & EVENT_TRACE_FILE_MODE_NEWFILE)
    properties.log_file = kNumberedFiles;
  else if (WantsFile(mode))
    properties.log_file = FileFor(static_cast<uint8_t>(what_ % 3));
  if (how >= kWrong) properties.bytes = 100u + amount;
  if (properties.bytes && *properties.bytes < kPropertiesBytes) properties.log_file.reset();
  return properties;
}

Op OperationDecoder::Start() {
  // Rather a name that is free.
  std::u16string name = NameFor(what_);
  for (uint8_t i = 0; i < 4 && what_ < kWrong && live_.Find(name) != nullptr; ++i)
    name = NameFor(i);
  return StartTraceW{.name = name, .properties = SessionProperties(how_, amount_)};
}

Op OperationDecoder::StartHeap() {
  const Properties properties = SessionProperties(static_cast<uint8_t>(how_ % 2), amount_);
  const std::vector<std::string> traced = {live_.processes[what_ % live_.processes.size()]};
  std::vector<uint32_t> pids;
  if (what_ >= kWrong) pids.push_back(4711);
  if (how_ & 2) return UpdateHeapTrace{.name = u"heap", .processes = traced, .pids = pids};
  return StartHeapTrace{
      .name = u"heap", .properties = properties, .processes = traced, .pids = pids};
}

Op OperationDecoder::Control() {
  if (live_.sessions.empty()) return Start();
  const Handle handle = AnySession();
  Properties properties;
  if (how_ >= kWrong) properties.bytes = 90u + amount_ / 2;
  if (how_ % 8 == 6) return QueryAllTracesW{.blocks = 1u + amount_ % 8};
  if (how_ % 8 == 7) return StopTraceW{.handle = handle, .properties = properties};
  ControlTraceW op = {
      .handle = handle, .code = static_cast<ControlCode>(how_ % 4), .properties = properties};
  if (op.code == ControlCode::kUpdate) {
    op.properties.flush_timer = amount_ % 4u;
    op.properties.maximum_buffers = amount_ >> 2;
    if (amount_ & 1) op.properties.log_file_mode = EVENT_TRACE_REAL_TIME_MODE;
    if ((amount_ & 2) && how_ < kWrong) op.properties.log_file = FileFor(amount_ >> 4);
  }
  if (op.code == ControlCode::kFlush && (amount_ & 1) && how_ < kWrong)
    op.properties.log_file = u"C:\\snapshot.etl";
  if (how_ & 16) {
    const LiveSession* const session = live_.Find(handle);
    op.handle = kNoHandle;
    op.name = session != nullptr ? session->name : NameFor(amount_);
  }
  return op;
}

Callback OperationDecoder::ControlCallback(uint8_t how) const {
  const std::u16string name = live_.sessions.empty() ? u"one" : live_.sessions.front().name;
  switch (how % 8) {
    case 0:
      return {.steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}}};
    case 1:
      return {.returns = 5};
    case 2:
      return {.steps = {GetTraceLoggerHandle{}, FlushTraceW{.name = name}}};
    case 3:
      return {.steps = {GetTraceLoggerHandle{}, StopTraceW{.name = name}}};
    case 4:
      return {.steps = {GetTraceLoggerHandle{}}, .delay_ms = 10};
    case 5:
      return {.place = how >= kWrong ? Place::kNull : Place::kBlock};
    default:
      return {.steps = {GetTraceLoggerHandle{}}};
  }
}

Op OperationDecoder::Register() {
  if (live_.registrations.size() > 4) return Enable();
  RegisterTraceGuidsW op = {.callback = ControlCallback(how_),
                            .guid = kProviders[what_ % 2],
                            .classes = {kClassGuid, kOtherClassGuid}};
  op.on.process = live_.processes[amount_ % live_.processes.size()];
  return op;
}

Op OperationDecoder::Unregister() {
  if (live_.registrations.empty()) return Register();
  const LiveRegistration& one = live_.registrations[what_ % live_.registrations.size()];
  return UnregisterTraceGuids{.registration = what_ >= kWrong ? WrongHandle(how_) : one.handle,
                              .on = {.process = one.process}};
}

Op OperationDecoder::Enable() {
  if (live_.sessions.empty()) return Start();
  return EnableTrace{.enable = how_ % 4 == 3 ? 0u : 1u,
                     .flags = amount_,
                     .level = how_ % 7u,
                     .guid = kProviders[how_ >= 200 ? 1 : 0],
                     .session = AnySession()};
}

Op OperationDecoder::Write() {
  if (live_.sessions.empty()) return Start();
  EventHeader event = {.type = how_, .guid = kClasses[how_ % 2]};
  event.payload_fill = kPayloads[amount_ % std::size(kPayloads)];
  if (how_ % 8 == 1) {
    event.payload_fill = 0;
    event.fields = {{.data = Bytes(amount_ % 40u, 1)}, {.data = Bytes(how_, 2)}};
  }
  event.guid_by_pointer = how_ % 8 == 2;
  if (how_ >= kWrong)
    event.size = amount_ % 49;  // at most the header: more would be read, and is not there
  TraceEvent op = {
      .session = AnySession(), .event = event, .times = amount_ >= 192 ? amount_ - 180u : 1u};
  if (how_ % 4 != 0 && what_ < kWrong && !live_.loggers.empty()) {
    const LiveLogger& logger = live_.loggers[what_ % live_.loggers.size()];
    op.session = logger.handle;
    op.on.process = logger.process;
  }
  return op;
}

Op OperationDecoder::MakeInstance() {
  if (live_.classes.empty()) return Register();
  const LiveRegistration& one = live_.classes[what_ % live_.classes.size()];
  return CreateTraceInstanceId{.class_handle = what_ >= kWrong ? WrongHandle(how_) : one.handle,
                               .instance = {.block = how_ % 2 ? "parent" : "child"},
                               .on = {.process = one.process}};
}

Op OperationDecoder::WriteInstance() {
  if (live_.classes.empty() || live_.sessions.empty()) return MakeInstance();
  const LiveRegistration& one = live_.classes[how_ % live_.classes.size()];
  TraceEventInstance op = {
      .session = AnySession(),
      .event = {.type = how_, .payload_fill = kPayloads[amount_ % std::size(kPayloads)]},
      .instance = {.class_handle = one.handle, .instance_id = amount_},
      .on = {.process = one.process}};
  if (how_ & 1)
    op.parent = InstanceInfo{.class_handle = live_.classes.front().handle, .instance_id = 1};
  if (how_ >= kWrong) op.instance.class_handle = WrongHandle(amount_);
  return op;
}

// Of providers that EventRegister: with `how` from 128 on, what is less usual.
Op OperationDecoder::Modern() {
  if (live_.sessions.empty()) return Start();
  if (live_.providers.empty()) {
    Op op = EventRegister{.callback = EnableCallback(how_)};
    op.on().process = live_.processes[amount_ % live_.processes.size()];
    return op;
  }
  static constexpr const char* kKinds[] = {"EventWrite", "EnableTraceEx2", "EventWriteString",
                                           "EventWriteTransfer"};
  if (how_ < 128) return OperationOfKind(kKinds[how_ % 4], live_, what_);
  static constexpr const char* kOthers[] = {"EventWriteEx", "EnableTraceEx", "EventEnabled",
                                            "EventUnregister", "EventSetInformation"};
  return OperationOfKind(kOthers[how_ % 5], live_, what_);
}

Callback OperationDecoder::EnableCallback(uint8_t how) {
  if (how % 4 == 0) return {.place = Place::kNull};
  if (how % 4 == 1) return {.delay_ms = 10};
  return {};
}

Op OperationDecoder::Message() {
  if (live_.sessions.empty()) return Start();
  TraceMessageVa op = {.session = AnySession(), .flags = how_ & 0x3Fu, .number = amount_};
  if (op.flags & TRACE_MESSAGE_COMPONENTID) op.component_id = 7;
  op.arguments = {{.data = {1, 2, 3, 4}}, {.fill = kPayloads[amount_ % std::size(kPayloads)] / 8}};
  if (how_ >= kWrong) op.arguments.push_back({.fill = amount_ * 300u});
  return op;
}

Op OperationDecoder::Open() {
  OpenTraceW op = {.event_callback = {}};
  if (how_ & 1) op.buffer_callback = {.false_on_call = amount_ % 4u};
  const bool records = (how_ & 2) != 0;
  const bool real_time = (how_ & 4) != 0 && !live_.sessions.empty();
  if (real_time)
    op.logger_name = live_.sessions[what_ % live_.sessions.size()].name;
  else
    op.log_file = live_.files.empty() ? FileFor(what_) : live_.files[what_ % live_.files.size()];
  op.mode = (real_time ? PROCESS_TRACE_MODE_REAL_TIME : 0u) |
            (records ? PROCESS_TRACE_MODE_EVENT_RECORD : 0u) |
            (how_ >= 200 ? PROCESS_TRACE_MODE_RAW_TIMESTAMP : 0u);
  if (real_time && how_ % 16 == 15) {
    op.event_callback.steps = {StopTraceW{.name = live_.sessions.front().name}};
  }
  return op;
}

Op OperationDecoder::Process() {
  if (live_.traces.empty()) return Open();
  ProcessTrace op;
  bool real_time = false;
  for (size_t i = 0; i <= how_ % 3u; ++i) {
    const LiveTrace& trace = live_.traces[(what_ + i) % live_.traces.size()];
    op.handles.push_back(trace.handle);
    real_time = real_time || trace.real_time;
  }
  if (what_ >= kWrong) op.handles.push_back(WrongHandle(amount_));
  if (how_ & 32) op.start_time = 134117424000000000 + amount_ * 10000;
  if (how_ & 64) op.end_time = 134117424000000000 + amount_ * 100000;
  // What may wait for events must not hold up the sequence.
  if (!real_time && (how_ & 16) == 0) return op;
  op.on = {.id = "call" + std::to_string(++births_), .start = true};
  return op;
}

Op OperationDecoder::Close() {
  if (live_.traces.empty()) return Advance{.ms = amount_ * 4u};
  if (what_ >= kWrong) return CloseTrace{.trace = WrongHandle(how_)};
  return CloseTrace{.trace = live_.traces[what_ % live_.traces.size()].handle};
}

}  // namespace etalon
