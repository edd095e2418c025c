// Starting and stopping sessions, and the time that passes in between.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <vector>

#include "sim/bench/etw.h"
#include "sim/bench/memory_use.h"
#include "sim/bench/row.h"
#include "sim/bench/scratch_file.h"
#include "sim/bench/session.h"
#include "sim/session/log_file_format.h"

namespace etalon::bench {
namespace {

constexpr int kBuffers = 4;
constexpr uint32_t kDefaultBufferKb = 64;

void StartAndStop(benchmark::State& state, MachineEtw& etw, const SessionRequest& request) {
  ULONG failures = 0;
  for (auto _ : state) {
    Session<MachineEtw> session(etw, request);
    if (!session.runs()) ++failures;
    failures |= session.Stop();
  }
  if (failures != 0) state.SkipWithError("StartTrace or STOP failed");
}

Case InMemory(uint32_t buffer_kb) {
  return [=](benchmark::State& state) {
    MachineEtw etw;
    const SessionRequest request = {.buffer_kb = buffer_kb,
                                    .minimum_buffers = kBuffers,
                                    .maximum_buffers = kBuffers};
    StartAndStop(state, etw, request);
  };
}

void WithSimulatedFile(benchmark::State& state) {
  MachineEtw etw;
  StartAndStop(state, etw,
               {.mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL, .log_file = u"C:\\etalon\\bench.etl"});
}

void WithHostFile(benchmark::State& state) {
  const ScratchFile file("start.etl");
  MachineEtw etw({}, MakeHostWithRealFiles());
  StartAndStop(state, etw, {.mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL, .log_file = file.name()});
}

// ---- The limits.

// As many bytes as the session's buffers have, had from the host, one page touched, and given back.
Case MapMemory(uint32_t buffer_kb) {
  return [=](benchmark::State& state) {
    const size_t bytes = size_t{buffer_kb} << 10;
    for (auto _ : state) {
      void* buffers[kBuffers];
      for (void*& buffer : buffers) {
        buffer = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      }
      *static_cast<volatile char*>(buffers[0]) = 1;
      for (void* const buffer : buffers) munmap(buffer, bytes);
    }
  };
}

// The bytes that the layout demands: the header's buffer at the start, its beginning again at the
// stop.
void WriteHeaderTwice(benchmark::State& state) {
  const ScratchFile path("header.etl");
  const std::vector<uint8_t> buffer(kDefaultBufferKb << 10, sim::kFillerByte);
  constexpr size_t kRewritten = 512;
  bool good = true;
  for (auto _ : state) {
    const int file = open(path.host_name().c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0600);
    good &= write(file, buffer.data(), buffer.size()) == static_cast<ssize_t>(buffer.size());
    good &= pwrite(file, buffer.data(), kRewritten, 0) == static_cast<ssize_t>(kRewritten);
    close(file);
  }
  if (!good) state.SkipWithError("write");
}

// ---- Idle time.

constexpr int64_t kDay = 24 * 60 * 60;

// A real-time session whose flush timer fires every second.
Case SleepADay(int64_t seconds) {
  return [=](benchmark::State& state) {
    MachineEtw etw;
    const Session<MachineEtw> session(
        etw, {.mode = EVENT_TRACE_REAL_TIME_MODE, .flush_timer = 1});
    if (!session.runs()) return state.SkipWithError("StartTrace failed");
    for (auto _ : state) etw.machine().host().scheduler->Sleep(seconds * sim::kTicksPerSecond);
    state.SetItemsProcessed(state.iterations() * seconds);
  };
}

}  // namespace

std::vector<Section> SessionSections(const Sizes& sizes) {
  Section starting = {"StartTrace + STOP, virtual clock", "ns/pair", {}};
  for (const uint32_t kilobytes : {64u, 1024u, 16384u}) {
    starting.rows.push_back(
        {"without a file, 4 buffers of " + std::to_string(kilobytes) + " KB",
         InMemory(kilobytes), "", nullptr, {55'000, 1'000}});
  }
  starting.rows.push_back({"without a file, 4 buffers of 16384 KB, beside mmap",
                           InMemory(16384), "4 x mmap, a touch, 4 x munmap",
                           MapMemory(16384), {}});
  starting.rows.push_back({"with a host's file, buffers of 64 KB", WithHostFile,
                           "open, write(2) 64 KB, its header again, close", WriteHeaderTwice,
                           {1.5, 1.2}});
  starting.rows.push_back({"with a simulated file, buffers of 64 KB", WithSimulatedFile,
                           "open, write(2) 64 KB, its header again, close", WriteHeaderTwice,
                           {1.5, 1.2}});
  return {starting,
          {"Untouched buffers",
           "KB",
           {{"8 sessions that promise 512 MB, no event", MemoryOf("start:64"), "", nullptr,
             {1'000, 300}, 1}}},
          {"Idle simulated time",
           "ns/simulated s",
           {{"one session, its flush timer every second", SleepADay(sizes.Of(kDay, 10)), "",
             nullptr, {1'000, 300}}}}};
}

}  // namespace etalon::bench
