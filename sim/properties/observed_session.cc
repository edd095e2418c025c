#include "sim/properties/observed_session.h"

#include <rapidcheck.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "sim/api/named_properties.h"

namespace etalon::sim {
namespace {

constexpr GUID kProvider = {0xe7a10000, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 7}};
constexpr GUID kClass = {0xe7a10000, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 7}};
constexpr const char16_t* kName = u"observed";
constexpr const char16_t* kRival = u"rival";
constexpr uint64_t kRoomOnDisk = 100ull << 30;
constexpr uint32_t kStoreBuffers = 4;
constexpr uint32_t kTooBig = 20'000;  // bytes of payload

uint32_t ModeOf(const LedgerPlan& plan) {
  const uint32_t stream = plan.one_stream ? EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING : 0;
  switch (plan.kind) {
    case SessionKind::kSequential:
      return stream | EVENT_TRACE_FILE_MODE_SEQUENTIAL;
    case SessionKind::kCircular:
      return stream | EVENT_TRACE_FILE_MODE_CIRCULAR;
    case SessionKind::kAppend:
      return stream | EVENT_TRACE_FILE_MODE_APPEND;
    case SessionKind::kNewFile:
      return stream | EVENT_TRACE_FILE_MODE_NEWFILE;
    case SessionKind::kPreallocated:
      return stream | EVENT_TRACE_FILE_MODE_PREALLOCATE;
    case SessionKind::kPreallocatedCircular:
      return stream | EVENT_TRACE_FILE_MODE_PREALLOCATE | EVENT_TRACE_FILE_MODE_CIRCULAR;
    case SessionKind::kRing:
      return stream | EVENT_TRACE_BUFFERING_MODE;
    case SessionKind::kRealTime:
    case SessionKind::kRealTimeWithFile:
      return stream | EVENT_TRACE_REAL_TIME_MODE;
    case SessionKind::kPrivate:
      return stream | EVENT_TRACE_PRIVATE_LOGGER_MODE;
  }
  return 0;
}

bool HasFile(SessionKind kind) {
  return kind != SessionKind::kRing && kind != SessionKind::kRealTime;
}

bool NeedsSize(SessionKind kind) {
  return kind == SessionKind::kCircular || kind == SessionKind::kNewFile ||
         kind == SessionKind::kPreallocated || kind == SessionKind::kPreallocatedCircular;
}

void SetSize(const LedgerPlan& plan, EVENT_TRACE_PROPERTIES* properties) {
  const uint32_t least = NeedsSize(plan.kind) ? 1 : 0;
  if (!HasFile(plan.kind)) return;
  properties->MaximumFileSize = std::max(plan.file_buffers, least) * plan.buffer_kb;
  if (properties->MaximumFileSize != 0) properties->LogFileMode |= EVENT_TRACE_USE_KBYTES_FOR_SIZE;
}

MachineOptions OptionsOf(const LedgerPlan& plan) {
  return {.processors = plan.processors,
          .playback_store_bytes = uint64_t{kStoreBuffers} * plan.buffer_kb * 1024};
}

bool IsLoss(ULONG code) {
  return code == ERROR_NOT_ENOUGH_MEMORY || code == ERROR_OUTOFMEMORY ||
         code == ERROR_LOG_FILE_FULL;
}

// Different sizes, so that buffers end at different places.
uint32_t PayloadOf(uint32_t number) { return 4 + number * 37 % 400; }

}  // namespace

ObservedSession::ObservedSession(const LedgerPlan& plan, Occurrences& occurrences)
    : plan_(plan),
      occurrences_(occurrences),
      machine_(OptionsOf(plan)),
      process_(machine_.processes().Create(u"test.exe", Token::kAdministrator, 64, false)),
      caller_{.machine = &machine_, .process = &process_, .thread_id = 4444},
      scope_(caller_) {
  RC_ASSERT(EventRegister(machine_, &kProvider, nullptr, nullptr, &provider_) == 0u);
  if (plan_.has_rival) StartRival();
  Start();
}

void ObservedSession::Start() {
  ++run_;
  seen_ = {};
  const bool has_file = HasFile(plan_.kind);
  NamedProperties block(has_file ? FileName(is(SessionKind::kAppend) ? "" : "main") : u"");
  EVENT_TRACE_PROPERTIES& properties = block.properties;
  if (!has_file) properties.LogFileNameOffset = 0;
  properties.Wnode.Guid = is(SessionKind::kPrivate) ? kProvider : GUID{};
  properties.BufferSize = plan_.buffer_kb;
  properties.MinimumBuffers = 1;
  properties.LogFileMode = ModeOf(plan_);
  properties.FlushTimer = plan_.has_timer ? 1 : 0;
  const uint32_t least = plan_.one_stream ? 2 : 2 * plan_.processors;
  properties.MaximumBuffers = least + plan_.extra_buffers;
  SetSize(plan_, &properties);
  RC_ASSERT(StartTraceW(machine_, &handle_, Wide(kName), &properties) == 0u);
  RC_ASSERT(properties.MinimumBuffers == least);
  seen_.maximum_buffers = properties.MaximumBuffers;
  session_ = machine_.sessions().ForWriting(handle_, process_.pid);
  RC_ASSERT(session_ != nullptr);
  if (is(SessionKind::kPrivate)) return;
  RC_ASSERT(EnableTraceEx2(machine_, handle_, &kProvider, EVENT_CONTROL_CODE_ENABLE_PROVIDER, 5, 0,
                           0, 0, nullptr) == 0u);
}

// Full after a while, and then in the way of every event that is for both.
void ObservedSession::StartRival() {
  NamedProperties block(u"D:\\rival.etl");
  block.properties.BufferSize = 4;
  block.properties.MaximumBuffers = 2;
  block.properties.LogFileMode = EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
  TRACEHANDLE handle = 0;
  RC_ASSERT(StartTraceW(machine_, &handle, Wide(kRival), &block.properties) == 0u);
  RC_ASSERT(EnableTraceEx2(machine_, handle, &kProvider, EVENT_CONTROL_CODE_ENABLE_PROVIDER, 5, 0,
                           0, 0, nullptr) == 0u);
  rival_ = machine_.sessions().ForWriting(handle);
  disk().SetThroughput(u'D', 0);
}

std::string ObservedSession::FilePrefix() const {
  return is(SessionKind::kAppend) ? "appended" : "run" + std::to_string(run_) + "_";
}

std::u16string ObservedSession::FileName(const char* what) const {
  std::string name = FilePrefix() + what;
  if (is(SessionKind::kNewFile)) name += "%d";
  name += ".etl";
  return std::u16string(name.begin(), name.end());
}

void ObservedSession::Heal() {
  disk().SetThroughput(u'C', SimulatedDisk::kInstant);
  disk().SetFree(u'C', kRoomOnDisk);
  machine_.host().faults.Fail(Fault::kDiskWrite, 0, 0);
  machine_.host().faults.Fail(Fault::kBufferMemory, 0, 0);
}

void ObservedSession::Do(const LedgerStep& step) {
  caller_.cpu = step.cpu % plan_.processors;
  Act(step);
  Check();
}

void ObservedSession::Act(const LedgerStep& step) {
  switch (step.action) {
    case Action::kTrace:
      for (uint32_t i = 0; i < step.amount; ++i) Trace(PayloadOf(number_), caller_.cpu);
      return;
    case Action::kTraceTooBig:
      return Trace(kTooBig, caller_.cpu);
    case Action::kEvent:
      for (uint32_t i = 0; i < step.amount; ++i) Write(caller_.cpu);
      return;
    case Action::kFlush:
      return Flush();
    case Action::kMoreBuffers:
    case Action::kOtherFile:
    case Action::kRealTime:
      return Update(step.action);
    case Action::kNextFile:
      return Control(EVENT_TRACE_CONTROL_INCREMENT_FILE);
    case Action::kConvert:
      return Control(EVENT_TRACE_CONTROL_CONVERT_TO_REALTIME);
    case Action::kWait:
      return machine_.host().scheduler->Sleep(step.amount * (kTicksPerSecond / 10));
    case Action::kConsume:
      return Consume(step.amount);
    case Action::kRestart:
      End();
      Heal();
      return Start();
    default:
      return ActOnDisk(step);
  }
}

void ObservedSession::ActOnDisk(const LedgerStep& step) {
  Faults& faults = machine_.host().faults;
  if (step.action == Action::kStallDisk) {
    disk().SetThroughput(u'C', 0);
  } else if (step.action == Action::kSlowDisk) {
    disk().SetThroughput(u'C', uint64_t{step.amount} * buffer_bytes());
  } else if (step.action == Action::kFastDisk) {
    Heal();
  } else if (step.action == Action::kFillDisk) {
    disk().SetFree(u'C', uint64_t{step.amount % 6} * buffer_bytes());
  } else if (step.action == Action::kFailWrites) {
    faults.Fail(Fault::kDiskWrite, 0, step.amount % 5 + 1);
  } else if (step.action == Action::kFailMemory) {
    faults.Fail(Fault::kBufferMemory, 0, step.amount % 5 + 1);
  }
}

void ObservedSession::Trace(uint32_t payload, uint32_t cpu) {
  std::vector<uint64_t> event((sizeof(EVENT_TRACE_HEADER) + payload + 7) / 8);
  EVENT_TRACE_HEADER& header = *reinterpret_cast<EVENT_TRACE_HEADER*>(event.data());
  header.Size = static_cast<USHORT>(sizeof(header) + payload);
  header.Flags = WNODE_FLAG_TRACED_GUID;
  header.Guid = kClass;
  const uint32_t number = ++number_;
  std::memcpy(&header + 1, &number, sizeof(number));
  caller_.cpu = cpu;
  const bool ran = runs();
  const ULONG code = TraceEvent(machine_, handle_, &header);
  if (!ran) {
    RC_ASSERT(code == static_cast<ULONG>(ERROR_INVALID_HANDLE));
    return;
  }
  ++seen_.attempted;
  if (code == ERROR_SUCCESS) {
    seen_.written.push_back(number);
  } else {
    ++(IsLoss(code) ? seen_.lost : seen_.refused);
  }
}

// EventWrite answers for all sessions together: whose fault it was the ledgers say.
void ObservedSession::Write(uint32_t cpu) {
  caller_.cpu = cpu;
  EVENT_DESCRIPTOR descriptor = {};
  descriptor.Level = 4;
  const uint32_t number = ++number_;
  std::vector<uint8_t> payload(PayloadOf(number));
  std::memcpy(payload.data(), &number, sizeof(number));
  EVENT_DATA_DESCRIPTOR data = {};
  EventDataDescCreate(&data, payload.data(), static_cast<ULONG>(payload.size()));
  const Ledger before = session_->ledger();
  const bool ran = runs() && !is(SessionKind::kPrivate);
  if (rival_ != nullptr) ++rival_attempted_;
  const ULONG code = EventWrite(machine_, provider_, &descriptor, 1, &data);
  if (!ran) return;
  ++seen_.attempted;
  const Ledger after = session_->ledger();
  const uint64_t left_out = after.refused + after.events_lost - before.refused - before.events_lost;
  RC_ASSERT(left_out <= 1u);
  if (runs()) RC_ASSERT((left_out == 1) == (code != ERROR_SUCCESS));
  seen_.unclear += left_out;
  if (left_out == 0) seen_.written.push_back(number);
}

void ObservedSession::Flush() {
  const bool ring = is(SessionKind::kRing);
  NamedProperties block(ring ? FileName("snapshot") : u"");
  const ULONG code =
      ControlTraceW(machine_, handle_, nullptr, &block.properties, EVENT_TRACE_CONTROL_FLUSH);
  if (ring && code == ERROR_SUCCESS) CheckSnapshot();
}

void ObservedSession::Update(Action action) {
  if (!runs()) return;
  const SessionSettings& settings = session_->settings();
  const bool is_real_time = (settings.log_file_mode & EVENT_TRACE_REAL_TIME_MODE) != 0;
  const bool switches = action == Action::kRealTime;
  const std::string file = "other" + std::to_string(++files_);
  const bool has_file = action == Action::kOtherFile;
  NamedProperties block(has_file ? FileName(file.c_str()) : u"");
  if (is_real_time != switches) block.properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
  if (action == Action::kMoreBuffers) {
    block.properties.MaximumBuffers = settings.maximum_buffers + 1;
  }
  seen_.changed_files |= has_file;
  ControlTraceW(machine_, handle_, nullptr, &block.properties, EVENT_TRACE_CONTROL_UPDATE);
  seen_.maximum_buffers = std::max(seen_.maximum_buffers, settings.maximum_buffers);
}

void ObservedSession::Control(ULONG code) {
  NamedProperties block;
  ControlTraceW(machine_, handle_, nullptr, &block.properties, code);
}

void ObservedSession::Consume(uint32_t milliseconds_an_event) {
  if (consumers_ != 0) return;
  ++consumers_;
  pace_ = milliseconds_an_event % 20;
  machine_.host().scheduler->Spawn([this] {
    Caller caller = {.machine = &machine_, .process = &process_, .thread_id = 5555};
    const CallerScope scope(caller);
    EVENT_TRACE_LOGFILEW logfile = {};
    logfile.LoggerName = const_cast<WCHAR*>(Wide(kName));
    logfile.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD | PROCESS_TRACE_MODE_REAL_TIME;
    logfile.EventRecordCallback = OnEvent;
    logfile.Context = this;
    TRACEHANDLE trace = OpenTraceW(machine_, &logfile);
    ProcessTrace(machine_, &trace, 1, nullptr, nullptr);
    CloseTrace(machine_, trace);
    --consumers_;
  });
  machine_.host().scheduler->Yield();
}

void WINAPI ObservedSession::OnEvent(EVENT_RECORD* record) {
  ObservedSession& self = *static_cast<ObservedSession*>(record->UserContext);
  const GUID& provider = record->EventHeader.ProviderId;
  const bool is_ours = provider == kClass || provider == kProvider;
  if (!is_ours || record->UserDataLength < sizeof(uint32_t)) return;
  uint32_t number = 0;
  std::memcpy(&number, record->UserData, sizeof(number));
  self.seen_.consumed.push_back(number);
  if (self.pace_ > 0) {
    self.machine_.host().scheduler->Sleep(self.pace_ * kTicksPerMillisecond);
  }
}

void ObservedSession::End() {
  Stop();
  for (int i = 0; i < 1000 && consumers_ != 0; ++i) {
    machine_.host().scheduler->Sleep(10 * kTicksPerSecond);
  }
  RC_ASSERT(consumers_ == 0u);
  Check();
  const Ledger ledger = session_->ledger();
  RC_ASSERT(ledger.in_buffers == 0u);
  RC_ASSERT(ledger.real_time.waiting == 0u);
  RC_ASSERT(ledger.real_time.delivered == seen_.consumed.size());
  RC_ASSERT(session_->statistics().free_buffers == session_->statistics().number_of_buffers);
  if (is(SessionKind::kAppend)) recorded_before_ += ledger.file.recorded;
  NoteWhatHappened(ledger);
}

void ObservedSession::Stop() {
  if (!runs()) {
    ++occurrences_["ended by itself"];
    return machine_.host().scheduler->Sleep(1);  // the provider is told by another thread
  }
  NamedProperties block;
  const ULONG code =
      ControlTraceW(machine_, handle_, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP);
  RC_ASSERT(code == 0u || !runs());
}

}  // namespace etalon::sim
