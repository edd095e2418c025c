#include "conformance/plan/rehearsal.h"

#include <algorithm>
#include <cstring>
#include <mutex>

#include "sim/host/simulated_disk.h"
#include "sim/include/kernel_guids.h"

namespace etalon::plan {
namespace {

constexpr GUID kClassGuid = {0xe7a10000, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
constexpr char16_t kSession[] = u"plan";
constexpr char16_t kFile[] = u"D:\\plan.etl";
constexpr sim::Ticks kLongestWait = 600 * sim::kTicksPerSecond;  // for the sink, after the burst
constexpr int kSamples = 600;                                    // while events come

WCHAR* Wide(const char16_t* text) {
  return const_cast<WCHAR*>(reinterpret_cast<const WCHAR*>(text));
}

// EVENT_TRACE_PROPERTIES with room for both names.
struct Block {
  EVENT_TRACE_PROPERTIES properties = {};
  char16_t session_name[64] = {};
  char16_t log_file_name[64] = {};

  Block() {
    properties.Wnode.BufferSize = sizeof(Block);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.LoggerNameOffset = sizeof(EVENT_TRACE_PROPERTIES);
    properties.LogFileNameOffset = sizeof(EVENT_TRACE_PROPERTIES) + sizeof(session_name);
  }
};

sim::MachineOptions OptionsFor(const Scenario& scenario) {
  sim::MachineOptions options;
  options.seed = scenario.seed;
  options.processors = scenario.processors;
  options.playback_store_bytes = scenario.sink.store_bytes;
  return options;
}

Block PropertiesFor(const Scenario& scenario) {
  constexpr sim::Ticks kSecond = sim::kTicksPerSecond;
  const Buffering& buffering = scenario.buffering;
  Block block;
  EVENT_TRACE_PROPERTIES& properties = block.properties;
  properties.BufferSize = buffering.buffer_size_kb;
  properties.MinimumBuffers = buffering.minimum_buffers;
  properties.MaximumBuffers = buffering.maximum_buffers;
  const bool in_seconds = buffering.flush_timer % kSecond == 0;
  if (!in_seconds) properties.LogFileMode |= EVENT_TRACE_USE_MS_FLUSH_TIMER;
  properties.FlushTimer = static_cast<ULONG>(buffering.flush_timer /
                                             (in_seconds ? kSecond : sim::kTicksPerMillisecond));
  if (!buffering.per_processor) {
    properties.LogFileMode |= EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;
  }
  if (scenario.sink.kind == SinkKind::kRealTime) {
    properties.LogFileMode |= EVENT_TRACE_REAL_TIME_MODE;
  } else {
    properties.LogFileMode |= EVENT_TRACE_FILE_MODE_SEQUENTIAL;
    std::u16string_view(kFile).copy(block.log_file_name, 63);
  }
  return block;
}

Buffering BufferingOf(const EVENT_TRACE_PROPERTIES& properties) {
  Buffering buffering;
  buffering.buffer_size_kb = properties.BufferSize;
  buffering.minimum_buffers = properties.MinimumBuffers;
  buffering.maximum_buffers = properties.MaximumBuffers;
  const bool in_ms = (properties.LogFileMode & EVENT_TRACE_USE_MS_FLUSH_TIMER) != 0;
  buffering.flush_timer =
      properties.FlushTimer * (in_ms ? sim::kTicksPerMillisecond : sim::kTicksPerSecond);
  buffering.per_processor = (properties.LogFileMode & EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING) == 0;
  return buffering;
}

std::vector<uint8_t> MakeEvent(uint32_t bytes) {
  EVENT_TRACE_HEADER header = {};
  header.Size = static_cast<USHORT>(bytes);
  header.Flags = WNODE_FLAG_TRACED_GUID;
  header.Guid = kClassGuid;
  std::vector<uint8_t> event(bytes);
  std::memcpy(event.data(), &header, sizeof(header));
  return event;
}

}  // namespace

Rehearsal::Rehearsal(const Scenario& scenario)
    : scenario_(scenario),
      event_(MakeEvent(scenario.event_bytes)),
      machine_(OptionsFor(scenario)),
      process_(machine_.processes().Create(u"plan.exe", sim::Token::kAdministrator, 64, false)),
      caller_{.machine = &machine_, .process = &process_},
      scope_(caller_) {
  sample_every_ = std::max<sim::Ticks>(scenario.length() / kSamples, 1);
}

Forecast Rehearsal::Play() {
  SetUpDisk();
  machine_.host().memory.SetFree(scenario_.memory_bytes);
  start_ = machine_.host().clock.Now();
  if (!StartSession()) return forecast_;
  SendConsumer();
  WriteAll();
  WaitUntilDrained();
  StopSession();
  return forecast_;
}

sim::Ticks Rehearsal::Now() { return machine_.host().clock.Now() - start_; }

void Rehearsal::SleepUntil(sim::Ticks at) {
  if (at > Now()) machine_.host().scheduler->Sleep(at - Now());
}

void Rehearsal::SetUpDisk() {
  auto& disk = static_cast<sim::SimulatedDisk&>(*machine_.host().disk);
  if (scenario_.sink.disk_rate != kUnlimited) {
    disk.SetThroughput(u'D', static_cast<uint64_t>(scenario_.sink.disk_rate));
  }
  disk.SetLatency(u'D', scenario_.sink.disk_latency);
}

bool Rehearsal::StartSession() {
  Block block = PropertiesFor(scenario_);
  forecast_.start_error = StartTraceW(machine_, &session_, Wide(kSession), &block.properties);
  if (forecast_.start_error != ERROR_SUCCESS) return false;
  // From now on: a session starts only where there are 200 MB.
  static_cast<sim::SimulatedDisk&>(*machine_.host().disk).SetFree(u'D', scenario_.sink.disk_free);
  forecast_.adjusted = BufferingOf(block.properties);
  ledgers_ = machine_.sessions().FindByName(kSession);
  return true;
}

void Rehearsal::SendConsumer() {
  if (scenario_.sink.kind != SinkKind::kRealTime || !scenario_.sink.has_consumer) return;
  consumer_ended_ = false;
  machine_.host().scheduler->Spawn([this] {
    sim::Caller caller = {.machine = &machine_, .process = &process_, .thread_id = 2};
    const sim::CallerScope scope(caller);
    SleepUntil(scenario_.sink.consumer_after);
    Consume();
    consumer_ended_ = true;
    machine_.host().scheduler->Notify();
  });
  machine_.host().scheduler->Sleep(1);  // it is there before the first event if it comes at 0
}

void Rehearsal::Consume() {
  EVENT_TRACE_LOGFILEW logfile = {};
  logfile.LoggerName = Wide(kSession);
  logfile.ProcessTraceMode = PROCESS_TRACE_MODE_REAL_TIME | PROCESS_TRACE_MODE_EVENT_RECORD;
  logfile.EventRecordCallback = OnEvent;
  logfile.BufferCallback = OnBuffer;
  logfile.Context = this;
  TRACEHANDLE trace = OpenTraceW(machine_, &logfile);
  ProcessTrace(machine_, &trace, 1, nullptr, nullptr);
  CloseTrace(machine_, trace);
}

void WINAPI Rehearsal::OnEvent(EVENT_RECORD* record) {
  Rehearsal& self = *static_cast<Rehearsal*>(record->UserContext);
  if (record->EventHeader.ProviderId == LostEventGuid) ++self.forecast_.announcements;
  if (!(record->EventHeader.ProviderId == kClassGuid)) return;
  ++self.forecast_.delivered;
  ++self.buffer_events_;
}

ULONG WINAPI Rehearsal::OnBuffer(EVENT_TRACE_LOGFILEW* logfile) {
  static_cast<Rehearsal*>(logfile->Context)->TakeTime();
  return TRUE;
}

// The time of its events is charged to a buffer at its end: the session has it back no sooner.
void Rehearsal::TakeTime() {
  sim::Ticks busy = 0;
  if (scenario_.sink.consumer_rate != kUnlimited) {
    busy = static_cast<sim::Ticks>(static_cast<double>(buffer_events_) *
                                   static_cast<double>(sim::kTicksPerSecond) /
                                   scenario_.sink.consumer_rate);
  }
  buffer_events_ = 0;
  if (scenario_.sink.stall_length > 0 && !has_stalled_ && Now() >= scenario_.sink.stall_at) {
    has_stalled_ = true;
    busy += scenario_.sink.stall_length;
  }
  if (busy > 0) machine_.host().scheduler->Sleep(busy);
}

void Rehearsal::WriteAll() {
  for (Arrivals arrivals(scenario_.bursts, scenario_.events_each); !arrivals.done();
       arrivals.Advance()) {
    const Arrival arrival = arrivals.next();
    SampleUntil(arrival.at);
    SleepUntil(arrival.at);
    Write(arrival.producer);
  }
}

void Rehearsal::Write(uint32_t producer) {
  caller_.thread_id = 100 + producer;
  caller_.cpu = producer % scenario_.processors;
  CountResult(TraceEvent(machine_, session_, reinterpret_cast<EVENT_TRACE_HEADER*>(event_.data())));
  caller_.cpu = 0;
}

void Rehearsal::CountResult(ULONG result) {
  ++forecast_.attempted;
  switch (result) {
    case ERROR_SUCCESS:
      return;
    case ERROR_NOT_ENOUGH_MEMORY:
      ++forecast_.no_buffer;
      break;
    case ERROR_OUTOFMEMORY:
      ++forecast_.no_memory;
      break;
    case ERROR_LOG_FILE_FULL:
      ++forecast_.store_full;
      break;
    case ERROR_MORE_DATA:
      ++forecast_.too_large;
      break;
    default:
      ++forecast_.ended;
  }
  const bool first = !forecast_.first_loss.has_value();
  NoteLoss();
  if (first) forecast_.samples.push_back(TakeSample());
}

void Rehearsal::NoteLoss() {
  forecast_.last_loss = Now();
  if (!forecast_.first_loss) forecast_.first_loss = Now();
}

// What no error tells: events that were taken.
void Rehearsal::TakeLedger() {
  const sim::Ledger ledger = ledgers_->ledger();
  const bool file = scenario_.sink.kind == SinkKind::kFile;
  const uint64_t lost = file ? ledger.file.in_lost_buffers : ledger.real_time.in_lost_buffers;
  if (lost > forecast_.in_lost_buffers) NoteLoss();
  forecast_.in_lost_buffers = lost;
  forecast_.stored = ledger.real_time.waiting;
  in_buffers_ = ledger.in_buffers;
}

void Rehearsal::SampleUntil(sim::Ticks at) {
  while (next_sample_ <= at) {
    SleepUntil(next_sample_);
    forecast_.samples.push_back(TakeSample());
    next_sample_ += sample_every_;
  }
}

Sample Rehearsal::TakeSample() {
  TakeLedger();
  Sample sample;
  sample.at = Now();
  sample.attempted = forecast_.attempted;
  sample.lost = forecast_.lost();
  Block block;
  const ULONG result =
      ControlTraceW(machine_, session_, nullptr, &block.properties, EVENT_TRACE_CONTROL_QUERY);
  if (result != ERROR_SUCCESS) return sample;
  TakeStatistics(block.properties);
  sample.allocated = block.properties.NumberOfBuffers;
  sample.in_use = sample.allocated - block.properties.FreeBuffers;
  forecast_.peak_in_use = std::max(forecast_.peak_in_use, sample.in_use);
  return sample;
}

void Rehearsal::TakeStatistics(const EVENT_TRACE_PROPERTIES& properties) {
  forecast_.events_lost = properties.EventsLost;
  forecast_.buffers_written = properties.BuffersWritten;
  forecast_.log_buffers_lost = properties.LogBuffersLost;
  forecast_.real_time_buffers_lost = properties.RealTimeBuffersLost;
  forecast_.number_of_buffers = properties.NumberOfBuffers;
}

// Without a flush timer, what is still in use is being filled.
bool Rehearsal::IsDrained(const Sample& sample) const {
  const uint32_t filling = scenario_.buffering.per_processor ? scenario_.processors : 1;
  if (scenario_.sink.kind == SinkKind::kFile) return sample.in_use <= filling;
  return in_buffers_ == 0 && (consumer_ended_ || forecast_.delivered >= forecast_.recorded());
}

void Rehearsal::WaitUntilDrained() {
  // Without a consumer nothing comes after the next flush.
  const sim::Ticks wait =
      scenario_.sink.has_consumer ? kLongestWait : 2 * forecast_.adjusted.flush_timer;
  const sim::Ticks last = Now() + wait;
  Sample sample = TakeSample();
  while (!IsDrained(sample) && Now() < last) {
    SleepUntil(next_sample_);
    next_sample_ = Now() + sample_every_;
    sample = TakeSample();
    forecast_.samples.push_back(sample);
    // What takes long is looked at less often.
    if (forecast_.samples.size() > 2 * kSamples) sample_every_ += sample_every_ / 64 + 1;
  }
  if (IsDrained(sample)) forecast_.drained = Now();
}

void Rehearsal::StopSession() {
  Block block;
  const ULONG result =
      ControlTraceW(machine_, session_, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP);
  if (result == ERROR_SUCCESS) TakeStatistics(block.properties);  // else it has ended before
  const uint64_t stored = forecast_.stored;
  TakeLedger();
  forecast_.stored = stored;  // the stop empties the store
  std::unique_lock<sim::Lock> hold(machine_.lock());
  machine_.host().scheduler->BlockUntil(
      machine_.lock(), [this] { return consumer_ended_; }, sim::kForever, "the consumer");
}

Forecast Rehearse(const Scenario& scenario) { return Rehearsal(scenario).Play(); }

}  // namespace etalon::plan
