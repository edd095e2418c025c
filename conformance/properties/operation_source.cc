#include "conformance/properties/operation_source.h"

#include <iterator>
#include <string_view>

#include "sim/include/evntcons.h"
#include "sim/include/evntrace.h"

namespace etalon {
namespace {

constexpr Guid kModern[] = {{0xe7a10000, 3, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}},
                            {0xe7a10000, 3, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}}};
constexpr Guid kClassic[] = {kProviderGuid, {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 2}}};

constexpr uint32_t kStream = EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
constexpr uint32_t kKb = EVENT_TRACE_USE_KBYTES_FOR_SIZE;
constexpr uint32_t kModes[] = {
    EVENT_TRACE_REAL_TIME_MODE,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | kStream,
    EVENT_TRACE_BUFFERING_MODE,
    EVENT_TRACE_FILE_MODE_CIRCULAR | kKb,
    EVENT_TRACE_FILE_MODE_NEWFILE | kKb,
    EVENT_TRACE_FILE_MODE_SEQUENTIAL | kKb,
    EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_FILE_MODE_SEQUENTIAL,
};

// Few sizes, so that shrinking does not end at two bursts in place of one.
constexpr uint32_t kTimes[] = {1, 1, 1, 4, 10};
constexpr uint32_t kPayloads[] = {0, 4, 64, 952, 952, 5000};

const Handle kNobodys[] = {kNoHandle, kAllOnes};

std::u16string Wide(const std::string& text) { return std::u16string(text.begin(), text.end()); }

std::u16string Swapped(std::u16string name) {
  for (char16_t& c : name) c = static_cast<char16_t>(c >= u'a' && c <= u'z' ? c - 32 : c);
  return name;
}

}  // namespace

const std::array<OperationSource::Kind, 32> OperationSource::kKinds = {{
    {"Start", &OperationSource::Start, 12, false},
    {"Stop", &OperationSource::Stop, 5, false},
    {"StopLater", &OperationSource::StopLater, 1, true},
    {"Query", &OperationSource::Query, 4, false},
    {"QueryAll", &OperationSource::QueryAll, 1, false},
    {"Flush", &OperationSource::Flush, 2, false},
    {"Update", &OperationSource::Update, 2, false},
    {"NextFile", &OperationSource::NextFile, 1, false},
    {"Enable", &OperationSource::Enable, 4, false},
    {"Disable", &OperationSource::Disable, 2, false},
    {"EnableModern", &OperationSource::EnableModern, 5, false},
    {"Register", &OperationSource::Register, 3, false},
    {"RegisterModern", &OperationSource::RegisterModern, 3, false},
    {"Unregister", &OperationSource::Unregister, 2, false},
    {"Instance", &OperationSource::Instance, 2, false},
    {"Write", &OperationSource::Write, 20, false},
    {"WriteInstance", &OperationSource::WriteInstance, 3, false},
    {"Message", &OperationSource::Message, 3, false},
    {"WriteModern", &OperationSource::WriteModern, 8, false},
    {"Ask", &OperationSource::Ask, 5, false},
    {"Open", &OperationSource::Open, 3, false},
    {"Process", &OperationSource::Process, 3, false},
    {"Close", &OperationSource::Close, 3, false},
    {"AwaitCall", &OperationSource::AwaitCall, 3, false},
    {"Heap", &OperationSource::Heap, 2, true},
    {"TraceHeap", &OperationSource::TraceHeap, 1, true},
    {"AddProcess", &OperationSource::AddProcess, 2, true},
    {"EndProcess", &OperationSource::EndProcess, 1, true},
    {"Wait", &OperationSource::Wait, 1, false},
    {"SlowDisk", &OperationSource::SlowDisk, 1, true},
    {"Activity", &OperationSource::Activity, 1, false},
    {"Enumerate", &OperationSource::Enumerate, 1, false},
}};

OperationSource::OperationSource(Choices& choices)
    : OperationSource(choices, choices.OneIn(2) ? Leaning::kNone
                                                : static_cast<Leaning>(choices.Below(kLeanings))) {}

OperationSource::OperationSource(Choices& choices, Leaning leaning)
    : choices_(choices), leaning_(leaning) {
  DrawSwarm();
}

void OperationSource::Favour(std::initializer_list<const char*> names, uint32_t weight) {
  for (const std::string_view name : names) {
    for (size_t i = 0; i < kKinds.size(); ++i) {
      if (name == kKinds[i].name) weights_[i] = weight;
    }
  }
}

// Each kind stays as it is, is left out, or comes four times as often.
void OperationSource::DrawSwarm() {
  constexpr uint32_t kFactors[] = {1, 1, 0, 4};
  for (size_t i = 0; i < kKinds.size(); ++i) weights_[i] = kKinds[i].weight * choices_.Of(kFactors);
  names_ = 1 + choices_.Below(6);
  weights_[0] = std::max(weights_[0], 4u);
  switch (leaning_) {
    case Leaning::kNone:
      break;
    case Leaning::kFullPool:
    case Leaning::kCircular:
      Favour({"Write"}, 80);
      Favour({"Stop"}, 1);
      Favour({"SlowDisk"}, leaning_ == Leaning::kFullPool ? 12 : 0);
      names_ = 2;
      break;
    case Leaning::kManySessions:
      Favour({"Start"}, 300);
      Favour({"Stop"}, 1);
      Favour({"EndProcess", "StopLater", "SlowDisk", "TraceHeap"}, 0);
      names_ = 90;
      break;
    case Leaning::kPreEnabled:
      Favour({"Enable", "EnableModern"}, 20);
      Favour({"Register", "RegisterModern", "Stop"}, 1);
      break;
    case Leaning::kStops:
      Favour({"Stop", "Start", "Enable", "Register"}, 20);
      Favour({"StopLater"}, 10);
      break;
    case Leaning::kConsumers:
      Favour({"Open", "Process", "AwaitCall", "Stop"}, 20);
      Favour({"Close"}, 4);
      Favour({"Write"}, 40);
      break;
  }
  total_ = 0;
  for (const uint32_t weight : weights_) total_ += weight;
}

Op OperationSource::Next(const Model& model) {
  for (;;) {
    uint32_t at = choices_.Below(total_);
    size_t i = 0;
    while (at >= weights_[i]) at -= weights_[i++];
    if (api_only_ && kKinds[i].needs_world) {
      if (!choices_.more()) return Advance{.ms = 1};
      continue;
    }
    Op op = (this->*kKinds[i].make)(model);
    return op;
  }
}

// ---- What calls need ---------------------------------------------------------------------------

std::u16string OperationSource::AnyName() {
  std::u16string name = u"s" + Wide(std::to_string(choices_.Below(names_)));
  return choices_.OneIn(8) ? Swapped(name) : name;
}

Handle OperationSource::AnySession(const Model& model) {
  if (model.sessions().empty() || choices_.OneIn(40)) return choices_.Of(kNobodys);
  const ModelSession& session = choices_.Of(model.sessions());
  if (!model.loggers().empty() && choices_.OneIn(4)) {
    const ModelLogger& logger = choices_.Of(model.loggers());
    if (logger.session == session.symbol) return {.symbol = "$" + std::to_string(logger.symbol)};
  }
  return {.symbol = "$" + std::to_string(session.symbol)};
}

std::string OperationSource::AnyProcess(const Model& model) {
  if (model.processes().empty() || choices_.OneIn(2)) return "";
  return choices_.Of(model.processes()).name;
}

Properties OperationSource::SessionProperties(const std::u16string& name) {
  uint32_t mode = choices_.Of(kModes);
  if (leaning_ == Leaning::kCircular) mode = EVENT_TRACE_FILE_MODE_CIRCULAR | kKb;
  if (leaning_ == Leaning::kFullPool) mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL | kStream;
  Properties properties = {.buffer_size_kb = 4, .log_file_mode = mode};
  if (leaning_ == Leaning::kFullPool || (mode & kStream) != 0) {
    properties.minimum_buffers = 2;
    properties.maximum_buffers = 2;
  }
  const bool has_file =
      (mode & ~uint32_t{EVENT_TRACE_REAL_TIME_MODE}) != 0 && mode != EVENT_TRACE_BUFFERING_MODE;
  if (!has_file) return properties;
  // The drive of those that lag behind.
  const bool slow = leaning_ == Leaning::kFullPool || choices_.OneIn(6);
  const bool shared = choices_.OneIn(20);
  properties.log_file = (slow ? u"D:\\" : u"C:\\") + (shared ? std::u16string(u"same") : name) +
                        ((mode & EVENT_TRACE_FILE_MODE_NEWFILE) != 0 ? u"-%d.etl" : u".etl");
  if ((mode & kKb) != 0) properties.maximum_file_size = 12 + 4 * choices_.Below(8);
  return properties;
}

// What a control callback does. One that does something to sessions has a name by which the model
// knows what it did.
Callback OperationSource::ControlCallback(const Model& model) {
  const std::string name = "control" + std::to_string(++births_);
  const std::u16string session =
      model.sessions().empty() ? u"s0" : choices_.Of(model.sessions()).name;
  const bool stops = leaning_ == Leaning::kStops;
  switch (stops ? choices_.Below(4) : choices_.Below(12)) {
    case 0:
      return {.name = name, .steps = {GetTraceLoggerHandle{}, StopTraceW{.name = session}}};
    case 1:
      return {.name = name, .delay_ms = api_only_ ? 0u : 20u};
    case 2:
      return {.name = name, .steps = {GetTraceLoggerHandle{}, FlushTraceW{.name = session}}};
    case 3:
      return {.name = name};
    default:
      return {.name = name,
              .steps = {GetTraceLoggerHandle{}, GetTraceEnableLevel{}, GetTraceEnableFlags{}}};
  }
}

// ---- Sessions ----------------------------------------------------------------------------------

Op OperationSource::Start(const Model&) {
  const std::u16string name = AnyName();
  if (choices_.OneIn(16)) return StartTraceA{.name = name, .properties = SessionProperties(name)};
  return StartTraceW{.name = name, .properties = SessionProperties(name)};
}

Op OperationSource::Stop(const Model& model) {
  if (choices_.OneIn(4)) return StopTraceW{.name = AnyName()};
  if (choices_.OneIn(4))
    return ControlTraceW{.handle = AnySession(model), .code = ControlCode::kStop};
  if (choices_.OneIn(16)) return StopTraceA{.name = AnyName()};
  return StopTraceW{.handle = AnySession(model)};
}

// A stop that waits for a callback, and somebody else meanwhile.
Op OperationSource::StopLater(const Model& model) {
  if (!model.calls().empty()) return Stop(model);
  StopTraceW stop = {.handle = AnySession(model)};
  stop.on.id = "call" + std::to_string(++births_);
  stop.on.thread = stop.on.id;
  stop.on.start = true;
  return stop;
}

Op OperationSource::Query(const Model& model) {
  if (choices_.OneIn(3)) return QueryTraceW{.name = AnyName()};
  if (choices_.OneIn(8)) return ControlTraceA{.name = AnyName()};
  return QueryTraceW{.handle = AnySession(model)};
}

Op OperationSource::QueryAll(const Model&) {
  constexpr uint32_t kBlocks[] = {1, 4, 70};
  return QueryAllTracesW{.blocks = choices_.Of(kBlocks)};
}

Op OperationSource::Flush(const Model& model) {
  if (choices_.OneIn(4)) return FlushTraceW{.name = AnyName()};
  return FlushTraceW{.handle = AnySession(model)};
}

Op OperationSource::Update(const Model& model) {
  const Handle handle = AnySession(model);
  const ModelSession* const session = model.Find(handle);
  const uint32_t mode = session == nullptr ? 0 : session->mode & EVENT_TRACE_REAL_TIME_MODE;
  return UpdateTraceW{.handle = handle,
                      .properties = {.maximum_buffers = choices_.Below(40),
                                     .log_file_mode = mode,
                                     .flush_timer = choices_.Below(3)}};
}

Op OperationSource::NextFile(const Model& model) {
  return ControlTraceW{.handle = AnySession(model), .code = ControlCode::kIncrementFile};
}

// ---- Providers ---------------------------------------------------------------------------------

Op OperationSource::Enable(const Model& model) {
  return EnableTrace{.flags = choices_.Below(256),
                     .level = choices_.Below(6),
                     .guid = choices_.Of(kClassic),
                     .session = AnySession(model)};
}

Op OperationSource::Disable(const Model& model) {
  return EnableTrace{.enable = 0, .guid = choices_.Of(kClassic), .session = AnySession(model)};
}

Op OperationSource::EnableModern(const Model& model) {
  constexpr uint64_t kKeywords[] = {0, 1, 3, ~uint64_t{0}};
  constexpr uint32_t kCodes[] = {1, 1, 1, 0, 2};
  return EnableTraceEx2{.session = AnySession(model),
                        .guid = choices_.Of(kModern),
                        .control_code = choices_.Of(kCodes),
                        .level = static_cast<uint8_t>(choices_.Below(6)),
                        .match_any = choices_.Of(kKeywords),
                        .match_all = choices_.OneIn(4) ? 1u : 0u};
}

Op OperationSource::Register(const Model& model) {
  if (model.providers().size() > 12) return Unregister(model);
  return RegisterTraceGuidsW{.callback = ControlCallback(model),
                             .guid = choices_.Of(kClassic),
                             .classes = {kClassGuid, kOtherClassGuid},
                             .on = {.process = AnyProcess(model)}};
}

Op OperationSource::RegisterModern(const Model& model) {
  if (model.providers().size() > 12) return Unregister(model);
  return EventRegister{.guid = choices_.Of(kModern), .on = {.process = AnyProcess(model)}};
}

Op OperationSource::Unregister(const Model& model) {
  if (model.providers().empty() || choices_.OneIn(12)) return UnregisterTraceGuids{};
  const ModelProvider& one = choices_.Of(model.providers());
  const Handle handle = {.symbol = "$" + std::to_string(one.symbol)};
  if (one.classic)
    return UnregisterTraceGuids{.registration = handle, .on = {.process = one.process}};
  return EventUnregister{.handle = handle, .on = {.process = one.process}};
}

Op OperationSource::Instance(const Model& model) {
  if (model.classes().empty()) return CreateTraceInstanceId{};
  const ModelClass& one = choices_.Of(model.classes());
  return CreateTraceInstanceId{.class_handle = {.symbol = "$" + std::to_string(one.symbol)},
                               .on = {.process = one.process}};
}

// ---- Events ------------------------------------------------------------------------------------

Op OperationSource::Write(const Model& model) {
  TraceEvent write = {.session = AnySession(model),
                      .event = {.guid = kClassGuid, .payload_fill = choices_.Of(kPayloads)},
                      .times = choices_.Of(kTimes)};
  if (leaning_ == Leaning::kFullPool || leaning_ == Leaning::kCircular) {
    write.event.payload_fill = 952;
    write.times = 10;
  }
  if (!api_only_) write.on.cpu = choices_.Below(2);
  return write;
}

Op OperationSource::WriteInstance(const Model& model) {
  if (model.classes().empty()) return Write(model);
  const ModelClass& one = choices_.Of(model.classes());
  return TraceEventInstance{
      .session = AnySession(model),
      .event = {.payload_fill = choices_.Of(kPayloads)},
      .instance = {.class_handle = Handle{.symbol = "$" + std::to_string(one.symbol)},
                   .instance_id = choices_.Below(3)},
      .on = {.process = one.process}};
}

Op OperationSource::Message(const Model& model) {
  return TraceMessageVa{.session = AnySession(model),
                        .flags = choices_.OneIn(2) ? uint32_t{TRACE_MESSAGE_SEQUENCE} : 0u,
                        .arguments = {{.data = {1, 2, 3, 4}}, {.fill = choices_.Below(100)}}};
}

Op OperationSource::WriteModern(const Model& model) {
  for (const ModelProvider& one : model.providers()) {
    if (one.classic || choices_.OneIn(2)) continue;
    const Handle handle = {.symbol = "$" + std::to_string(one.symbol)};
    const On on = {.process = one.process};
    const auto level = static_cast<uint8_t>(choices_.Below(6));
    if (choices_.OneIn(4)) return EventWriteString{.provider = handle, .level = level, .on = on};
    return EventWrite{.provider = handle,
                      .event = {.level = level, .keyword = choices_.Below(4)},
                      .data = {{.fill = choices_.Below(500)}},
                      .times = choices_.Of(kTimes),
                      .on = on};
  }
  return RegisterModern(model);
}

Op OperationSource::Ask(const Model& model) {
  for (const ModelProvider& one : model.providers()) {
    if (one.classic || choices_.OneIn(2)) continue;
    const Handle handle = {.symbol = "$" + std::to_string(one.symbol)};
    const On on = {.process = one.process};
    const auto level = static_cast<uint8_t>(choices_.Below(6));
    const uint64_t keyword = choices_.Below(4);
    if (choices_.OneIn(2))
      return EventProviderEnabled{.provider = handle, .level = level, .keyword = keyword, .on = on};
    return EventEnabled{
        .provider = handle, .event = {.level = level, .keyword = keyword}, .on = on};
  }
  return RegisterModern(model);
}

// ---- Consumers ---------------------------------------------------------------------------------

Op OperationSource::Open(const Model& model) {
  if (model.traces().size() > 6) return Close(model);
  const bool real_time = choices_.OneIn(3) && !model.sessions().empty();
  if (real_time) return OpenTraceW{.logger_name = choices_.Of(model.sessions()).name};
  std::vector<std::u16string> complete;
  for (const ModelFile& file : model.files()) {
    if (file.known) complete.push_back(file.name);
  }
  if (complete.empty()) return Stop(model);
  return OpenTraceW{.log_file = choices_.Of(complete)};
}

Op OperationSource::Process(const Model& model) {
  for (const ModelTrace& trace : model.traces()) {
    if (!trace.call.empty() || choices_.OneIn(3)) continue;
    ProcessTrace process = {.handles = {{.symbol = "$" + std::to_string(trace.symbol)}}};
    if (trace.file >= 0) return process;
    // What waits for events must not hold up the sequence.
    process.on.id = "call" + std::to_string(++births_);
    process.on.thread = process.on.id;
    process.on.start = true;
    return process;
  }
  return Open(model);
}

Op OperationSource::Close(const Model& model) {
  if (model.traces().empty()) return CloseTrace{.trace = choices_.Of(kNobodys)};
  const ModelTrace& trace = choices_.Of(model.traces());
  return CloseTrace{.trace = {.symbol = "$" + std::to_string(trace.symbol)}};
}

Op OperationSource::AwaitCall(const Model& model) {
  for (const ModelCall& call : model.calls()) {
    if (std::holds_alternative<StopTraceW>(call.op.any)) return Await{.of = call.id};
  }
  for (const ModelTrace& trace : model.traces()) {
    if (model.IsEnding(trace)) return Await{.of = trace.call};
  }
  return Wait(model);
}

// ---- Heaps, processes, the machine -------------------------------------------------------------

Op OperationSource::Heap(const Model& model) {
  const On on = {.process = AnyProcess(model)};
  if (choices_.OneIn(3)) return HeapControl{.on = on};
  return HeapAlloc{.size = 16u << choices_.Below(8), .times = choices_.Of(kTimes), .on = on};
}

Op OperationSource::TraceHeap(const Model& model) {
  const std::vector<std::string> traced = {AnyProcess(model)};
  if (choices_.OneIn(3)) return UpdateHeapTrace{.processes = traced};
  return StartHeapTrace{.processes = traced};
}

Op OperationSource::AddProcess(const Model& model) {
  if (model.processes().size() > 3) return EndProcess(model);
  return NewProcess{.name = "p" + std::to_string(++births_),
                    .token = choices_.OneIn(6) ? Token::kUser : Token::kAdministrator,
                    .bits = choices_.OneIn(3) ? 32u : 64u};
}

Op OperationSource::EndProcess(const Model& model) {
  if (model.processes().empty()) return AddProcess(model);
  return ExitProcess{.name = choices_.Of(model.processes()).name};
}

Op OperationSource::Wait(const Model&) {
  constexpr uint32_t kTimesToWait[] = {1, 30, 1000, 2000};
  return Advance{.ms = choices_.Of(kTimesToWait)};
}

Op OperationSource::SlowDisk(const Model&) {
  constexpr uint64_t kRates[] = {0, 4096, uint64_t{1} << 40};
  const uint64_t rate = leaning_ == Leaning::kFullPool ? 0 : choices_.Of(kRates);
  return SetDisk{.drive = "D:", .bytes_per_second = rate};
}

Op OperationSource::Activity(const Model&) { return EventActivityIdControl{.code = 3}; }

Op OperationSource::Enumerate(const Model&) { return EnumerateTraceGuids{.blocks = 8}; }

}  // namespace etalon
