#include "sim/bench/log_file_cases.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <vector>

#include "sim/bench/etw.h"
#include "sim/bench/events.h"
#include "sim/bench/session.h"
#include "sim/host/random.h"
#include "sim/session/log_file_format.h"

namespace etalon::bench {
namespace {

constexpr uint32_t kBufferKb = 64;

struct Count {
  uint64_t events = 0;
  int64_t last = 0;
  bool in_order = true;
};

void WINAPI OnRecord(EVENT_RECORD* record) {
  Count& count = *static_cast<Count*>(record->UserContext);
  if (record->EventHeader.EventDescriptor.Opcode == kEventType) ++count.events;
  count.in_order &= record->EventHeader.TimeStamp.QuadPart >= count.last;
  count.last = record->EventHeader.TimeStamp.QuadPart;
}

// ---- The limit. It knows how the sample's buffers and events look and nothing else.

constexpr size_t kBufferBytes = kBufferKb << 10;
constexpr uint64_t kNone = UINT64_MAX;

struct Mapping {
  explicit Mapping(const std::string& name) {
    const int file = open(name.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status = {};
    if (file < 0 || fstat(file, &status) != 0) return;
    bytes = static_cast<size_t>(status.st_size);
    void* const mapped = mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (mapped != MAP_FAILED) start = static_cast<const uint8_t*>(mapped);
    close(file);
  }
  ~Mapping() {
    if (start != nullptr) munmap(const_cast<uint8_t*>(start), bytes);
  }

  const uint8_t* start = nullptr;
  size_t bytes = 0;
};

template <typename T>
T At(const uint8_t* at) {
  T value;
  std::memcpy(&value, at, sizeof(value));
  return value;
}

struct Decoded {
  uint16_t size = 0;
  uint16_t type = 0;
  uint32_t thread_id = 0;
  uint32_t process_id = 0;
  uint64_t stamp = 0;
  uint64_t guid[2] = {};
  uint32_t cpu = 0;
  uint32_t payload_bytes = 0;
  const uint8_t* payload = nullptr;
};

// The buffers of one processor, in the order of the file.
class Stream {
 public:
  void Add(const uint8_t* buffer) { buffers_.push_back(buffer); }

  void Begin() {
    next_ = 0;
    NextBuffer();
  }

  uint64_t stamp() const { return stamp_; }  // kNone: no event is left
  const uint8_t* at() const { return at_; }

  void Next() {
    at_ += (At<uint16_t>(at_) + 7u) & ~7u;
    if (at_ >= end_) return NextBuffer();
    stamp_ = At<uint64_t>(at_ + 16);
  }

 private:
  void NextBuffer() {
    stamp_ = kNone;
    if (next_ == buffers_.size()) return;
    const uint8_t* const buffer = buffers_[next_++];
    at_ = buffer + sim::kBufferHeaderBytes;
    end_ = buffer + At<uint32_t>(buffer + sim::buffer_field::kOffset);
    stamp_ = At<uint64_t>(at_ + 16);
  }

  std::vector<const uint8_t*> buffers_;
  size_t next_ = 0;
  const uint8_t* at_ = nullptr;
  const uint8_t* end_ = nullptr;
  uint64_t stamp_ = kNone;
};

[[gnu::noinline]] void OnDecoded(const Decoded& event, uint64_t* sum) {
  sum[0] += 1;
  sum[1] += event.stamp ^ event.payload_bytes;
}

uint64_t Merge(const Mapping& file, void (*callback)(const Decoded&, uint64_t*)) {
  std::array<Stream, kProcessors> streams;
  for (size_t at = kBufferBytes; at < file.bytes; at += kBufferBytes) {
    const uint8_t* const buffer = file.start + at;
    streams[At<uint16_t>(buffer + sim::buffer_field::kProcessorIndex)].Add(buffer);
  }
  for (Stream& stream : streams) stream.Begin();
  uint64_t sum[2] = {};
  Decoded event;
  for (;;) {
    uint32_t first = 0;
    for (uint32_t i = 1; i < kProcessors; ++i) {
      if (streams[i].stamp() < streams[first].stamp()) first = i;
    }
    if (streams[first].stamp() == kNone) return sum[0];
    const uint8_t* const at = streams[first].at();
    event.size = At<uint16_t>(at);
    event.type = at[4];
    event.thread_id = At<uint32_t>(at + 8);
    event.process_id = At<uint32_t>(at + 12);
    event.stamp = streams[first].stamp();
    std::memcpy(event.guid, at + 24, sizeof(event.guid));
    event.cpu = first;
    event.payload_bytes = event.size - sim::kFullHeaderBytes;
    event.payload = at + sim::kFullHeaderBytes;
    callback(event, sum);
    streams[first].Next();
  }
}

}  // namespace

bool SampleLogFile::Write() {
  if (is_written_) return true;
  MachineEtw etw({.processors = kProcessors}, MakeHostWithRealFiles());
  const SessionRequest request = {.buffer_kb = kBufferKb,
                                  .mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL,
                                  .log_file = file_.name()};
  Session<MachineEtw> session(etw, request);
  if (!session.runs()) return false;
  sim::Random random(1);
  ClassicEvent event;
  ULONG errors = 0;
  for (uint64_t i = 0; i < events_; ++i) {
    etw.MoveTo(static_cast<uint32_t>(random.Below(kProcessors)));
    event.Change(i);
    errors |= etw.TraceEvent(session.handle(), &event.header);
  }
  etw.MoveTo(0);
  is_written_ = session.Stop() == 0 && errors == ERROR_SUCCESS;
  return is_written_;
}

uint64_t ProcessFile(const std::u16string& name) {
  MachineEtw etw({.processors = kProcessors}, MakeHostWithRealFiles());
  Count count;
  EVENT_TRACE_LOGFILEW logfile = {};
  logfile.LogFileName = const_cast<WCHAR*>(Wide(name));
  logfile.ProcessTraceMode = PROCESS_TRACE_MODE_EVENT_RECORD;
  logfile.EventRecordCallback = OnRecord;
  logfile.Context = &count;
  TRACEHANDLE trace = etw.OpenTraceW(&logfile);
  if (trace == INVALID_PROCESSTRACE_HANDLE) return 0;
  const ULONG error = etw.ProcessTrace(&trace, 1, nullptr, nullptr);
  etw.CloseTrace(trace);
  return error == ERROR_SUCCESS && count.in_order ? count.events : 0;
}

void ProcessCase(benchmark::State& state, const SampleLogFile& sample) {
  uint64_t events = 0;
  for (auto _ : state) events = ProcessFile(sample.file().name());
  if (events != sample.events()) return state.SkipWithError("events are missing");
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(events));
}

void MergeLimit(benchmark::State& state, const SampleLogFile& sample) {
  const Mapping file(sample.file().host_name());
  if (file.start == nullptr) return state.SkipWithError("mmap");
  auto* callback = OnDecoded;
  benchmark::DoNotOptimize(callback);
  uint64_t events = 0;
  for (auto _ : state) events = Merge(file, callback);
  if (events != sample.events()) return state.SkipWithError("events are missing");
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(events));
}

}  // namespace etalon::bench
