// Writing events through libetalon.so, on the host's clock.
#include <thread>
#include <vector>

#include "sim/bench/row.h"
#include "sim/bench/write_cases.h"
#include "sim/bench/write_limits.h"

namespace etalon::bench {
namespace {

constexpr char kCopy[] = "copy of 48 + 64 bytes, rdtsc";
constexpr char kGather[] = "gather 48 + 4 x 16 bytes, rdtsc";
const Budget kWriting = {2.5, 1.5};

// What one thread of several does. The library gives each new thread the next processor.
void WriteInARow(TRACEHANDLE session, uint64_t events) {
  ClassicEvent event;
  for (uint64_t i = 0; i < events; ++i) {
    event.Change(i);
    ::TraceEvent(session, &event.header);
  }
}

Case Threads(int count, uint64_t events) {
  return [=](benchmark::State& state) {
    LibraryEtw etw;
    const Session<LibraryEtw> session(etw, {});
    if (!session.runs()) return state.SkipWithError("StartTrace failed");
    for (auto _ : state) {
      std::vector<std::thread> threads;
      for (int i = 0; i < count; ++i) threads.emplace_back(WriteInARow, session.handle(), events);
      for (std::thread& thread : threads) thread.join();
    }
    state.SetItemsProcessed(state.iterations() * count * static_cast<int64_t>(events));
  };
}

}  // namespace

std::vector<Section> LibrarySections(const Sizes& sizes) {
  const Case copy = CopyLimit(ClockOfLimit::kCounter);
  const Case gather = GatherLimit(ClockOfLimit::kCounter);
  const uint64_t events = sizes.Of(200'000, 10);
  return {{"Writing: libetalon.so, host's clock, in memory",
           "ns/event",
           {{"TraceEvent, 64 bytes, through libetalon.so", TraceEventCase<LibraryEtw>, kCopy, copy,
             kWriting},
            {"EventWrite, 4 descriptors, through libetalon.so", EventWriteCase<LibraryEtw>, kGather,
             gather, kWriting},
            {"TraceMessageVa, 4 arguments, through libetalon.so", TraceMessageVaCase<LibraryEtw>,
             kGather, gather, kWriting},
            {"EventWrite, not enabled, through libetalon.so", EventWriteNotEnabledCase<LibraryEtw>,
             "", nullptr, {3.0, 1.5}},
            {"TraceEvent, 2 threads on 2 processors", Threads(2, events), "the same, 1 thread",
             Threads(1, events), {}, 0, true}}}};
}

}  // namespace etalon::bench
