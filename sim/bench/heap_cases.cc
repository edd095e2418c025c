#include "sim/bench/heap_cases.h"

#include <memory>
#include <sstream>
#include <vector>

#include "conformance/cli/heap_verb.h"
#include "sim/bench/etw.h"
#include "sim/bench/session.h"
#include "sim/host/random.h"

namespace etalon::bench {
namespace {

// A process and its heap. Nothing is traced until Start.
class Program {
 public:
  Program()
      : etw_({}, MakeHostWithRealFiles()),
        process_(etw_.machine().processes().Create(u"program.exe", sim::Token::kAdministrator, 64,
                                                   false)),
        heaps_(etw_.machine().heaps().Of(process_)),
        caller_{.thread_id = etw_.machine().processes().InitialThreadOf(process_)},
        heap_(heaps_.ProcessHeap(caller_)) {}

  // False: the session could not be started.
  bool Start(const ScratchFile& file) {
    PropertiesBlock block({.buffer_kb = 1024,
                           .mode = EVENT_TRACE_FILE_MODE_SEQUENTIAL,
                           .log_file = file.name()});
    const ULONG pid = process_.pid;
    return etw_.StartHeapTrace(&session_, &block.properties, Wide(u"bench-heap"), &pid, 1, nullptr,
                               0) == ERROR_SUCCESS;
  }

  // False: events were lost.
  bool Stop() {
    PropertiesBlock block;
    const ULONG error =
        etw_.ControlTraceW(session_, nullptr, &block.properties, EVENT_TRACE_CONTROL_STOP);
    return error == ERROR_SUCCESS && block.properties.EventsLost == 0;
  }

  void Allocate() {
    blocks_.push_back(heaps_.Allocate(caller_, heap_, 16 + random_.Below(128)));
  }

  void FreeNewest() {
    heaps_.Free(caller_, heap_, blocks_.back());
    blocks_.pop_back();
  }

  void FreeAny() {
    std::swap(blocks_[static_cast<size_t>(random_.Below(blocks_.size()))], blocks_.back());
    FreeNewest();
  }

  void Use(HeapUse use, uint64_t step) {
    if (use == HeapUse::kAllocate || step % 2 == (use == HeapUse::kAtRandom ? 1 : 0)) {
      Allocate();
    } else if (use == HeapUse::kInTurns) {
      FreeNewest();
    } else {
      FreeAny();
    }
  }

 private:
  MachineEtw etw_;
  sim::Process& process_;
  sim::ProcessHeaps& heaps_;
  const sim::KernelCaller caller_;
  const uint64_t heap_;
  TRACEHANDLE session_ = 0;
  sim::Random random_{1};
  std::vector<uint64_t> blocks_;
};

}  // namespace

Case HeapIntoHostFile(HeapUse use, uint64_t blocks) {
  return [=](benchmark::State& state) {
    const ScratchFile file("heap.etl");
    Program program;
    for (uint64_t i = 0; i < blocks; ++i) program.Allocate();
    if (!program.Start(file)) return state.SkipWithError("StartHeapTrace failed");
    uint64_t step = 0;
    for (auto _ : state) program.Use(use, step++);
    if (!program.Stop()) state.SkipWithError("events were lost");
  };
}

bool SampleHeapTrace::Write() {
  if (is_written_) return true;
  Program program;
  if (!program.Start(file_)) return false;
  for (uint64_t i = 0; i < blocks_; ++i) program.Allocate();
  for (uint64_t i = 0; i < events_; ++i) program.Use(HeapUse::kAtRandom, i);
  is_written_ = program.Stop();
  return is_written_;
}

bool AnalyseHeapTrace(const std::string& host_name) {
  std::ostringstream report, errors;
  HeapArguments arguments;
  arguments.file = host_name;
  return AnalyseHeap(arguments, report, errors) == 0;
}

}  // namespace etalon::bench
