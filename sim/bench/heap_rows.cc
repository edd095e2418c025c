// Heap traces: recording them, and saying who holds the memory.
#include <memory>

#include "sim/bench/heap_cases.h"
#include "sim/bench/memory_use.h"
#include "sim/bench/row.h"

namespace etalon::bench {
namespace {

// An event has 64 to 80 bytes: a round writes some 70 MB.
constexpr int64_t kEventsARound = 1'000'000;

Case Analyse(const std::shared_ptr<SampleHeapTrace>& sample) {
  return [=](benchmark::State& state) {
    if (!sample->Write()) return state.SkipWithError("the sample could not be written");
    bool good = true;
    for (auto _ : state) good &= AnalyseHeapTrace(sample->file().host_name());
    if (!good) return state.SkipWithError("the trace could not be analysed");
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(sample->events()));
  };
}

Case MemoryOfAnalysis(const std::shared_ptr<SampleHeapTrace>& sample) {
  return [=](benchmark::State& state) {
    if (!sample->Write()) return state.SkipWithError("the sample could not be written");
    MemoryOf("heap:" + sample->file().host_name())(state);
  };
}

}  // namespace

std::vector<Section> HeapSections(const Sizes& sizes) {
  const int64_t events = static_cast<int64_t>(sizes.Of(kEventsARound, 100));
  const uint64_t live = sizes.Of(1'000'000, 100);
  const auto sample = std::make_shared<SampleHeapTrace>(live, sizes.Of(4'000'000, 100));
  const auto row = [&](const char* path, HeapUse use, uint64_t blocks) {
    return Row{path, HeapIntoHostFile(use, blocks), "", nullptr, {200, 100}, events};
  };
  return {{"Heap traces into a host's .etl, virtual clock",
           "ns/event",
           {row("HeapAlloc, nothing freed", HeapUse::kAllocate, 0),
            row("HeapAlloc and HeapFree in turns", HeapUse::kInTurns, 0),
            row("HeapFree of any of 1 M blocks, HeapAlloc", HeapUse::kAtRandom, live),
            row("HeapFree of any of 2 M blocks, HeapAlloc", HeapUse::kAtRandom, 2 * live)}},
          {"etalon heap",
           "ns/event",
           {{"1 M live blocks, 5 M events", Analyse(sample), "", nullptr, {333, 250}, 1}}},
          {"Memory of etalon heap",
           "KB",
           {{"1 M live blocks", MemoryOfAnalysis(sample), "", nullptr, {200'000, 100'000}, 1}}}};
}

}  // namespace etalon::bench
