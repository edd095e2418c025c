// Log files: writing and reading them.
#include <memory>

#include "sim/bench/log_file_cases.h"
#include "sim/bench/memory_use.h"
#include "sim/bench/row.h"
#include "sim/bench/write_cases.h"
#include "sim/bench/write_limits.h"

namespace etalon::bench {
namespace {

constexpr uint32_t kStreamKb = 64;

SessionRequest ToFile(const ScratchFile& file) {
  return {.mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL, .log_file = file.name()};
}

// Each full buffer is written before the next event.
void WriteToHostFile(benchmark::State& state) {
  const ScratchFile file("write.etl");
  MachineEtw etw({}, MakeHostWithRealFiles());
  Session<MachineEtw> session(etw, ToFile(file));
  if (!session.runs()) return state.SkipWithError("StartTrace failed");
  WriteClassic(state, etw, session.handle());
  if (session.Stop() != 0) state.SkipWithError("events were lost");
}

void WriteToSimulatedFile(benchmark::State& state) {
  MachineEtw etw;
  const SessionRequest request = {.mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL,
                                  .log_file = u"C:\\etalon\\bench.etl"};
  Session<MachineEtw> session(etw, request);
  if (!session.runs()) return state.SkipWithError("StartTrace failed");
  WriteClassic(state, etw, session.handle());
  if (session.Stop() != 0) state.SkipWithError("events were lost");
}

// A burst, and the STOP that waits for all of it to be written; the buffers suffice for the burst.
Case WriteThroughLibrary(uint64_t events) {
  return [=](benchmark::State& state) {
    const ScratchFile file("library.etl");
    LibraryEtw etw;
    ULONG errors = 0;
    for (auto _ : state) {
      SessionRequest request = ToFile(file);
      request.maximum_buffers = static_cast<uint32_t>(events / 500 + 8);
      Session<LibraryEtw> session(etw, request);
      ClassicEvent event;
      for (uint64_t i = 0; i < events; ++i) {
        event.Change(i);
        errors |= etw.TraceEvent(session.handle(), &event.header);
      }
      errors |= session.Stop();
    }
    if (errors != ERROR_SUCCESS) return state.SkipWithError("events were lost");
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(events));
  };
}

void ProcessMemory(benchmark::State& state, const SampleLogFile& sample) {
  MemoryOf("process:" + sample.file().host_name())(state);
}

// A case over a file that the first of its kind writes.
Case Over(const std::shared_ptr<SampleLogFile>& sample,
          void (*body)(benchmark::State&, const SampleLogFile&)) {
  return [=](benchmark::State& state) {
    if (!sample->Write()) return state.SkipWithError("the sample could not be written");
    body(state, *sample);
  };
}

}  // namespace

std::vector<Section> FileSections(const Sizes& sizes) {
  const auto sample = std::make_shared<SampleLogFile>(sizes.Of(1'000'000, 2'000));
  const double most_memory = 2 * kProcessors * kStreamKb + 8 * 1024;
  return {
      {"Log files",
       "ns/event",
       {{"TraceEvent into a host's .etl, virtual clock", WriteToHostFile,
         "buffer pool + write(2), counted clock", FileLimit(ClockOfLimit::kCounted), {1.5, 1.2}},
        {"TraceEvent into .etl through libetalon.so, with STOP",
         WriteThroughLibrary(sizes.Of(200'000, 1'000)), "buffer pool + write(2), rdtsc",
         FileLimit(ClockOfLimit::kCounter), {}, 0, true},
        {"TraceEvent into a simulated .etl, virtual clock", WriteToSimulatedFile,
         "copy of 48 + 64 bytes, counted clock", CopyLimit(ClockOfLimit::kCounted), {}},
        {"ProcessTrace, 8 processors, host's .etl, in time order", Over(sample, ProcessCase),
         "merge of 8 in memory, linear minimum", Over(sample, MergeLimit), {2.0, 1.5}, 1}}},
      {"Memory of reading",
       "KB",
       {{"ProcessTrace, 8 processors, buffers of 64 KB", Over(sample, ProcessMemory), "", nullptr,
         {most_memory, most_memory / 2}, 1}}}};
}

}  // namespace etalon::bench
