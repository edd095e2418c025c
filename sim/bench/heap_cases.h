// Heap traces: a process that allocates under trace, and the report of what it did.
#ifndef ETALON_SIM_BENCH_HEAP_CASES_H_
#define ETALON_SIM_BENCH_HEAP_CASES_H_

#include <cstdint>
#include <string>

#include "sim/bench/row.h"
#include "sim/bench/scratch_file.h"

namespace etalon::bench {

// How a process uses its heap once it holds so many blocks, of 16 to 143 bytes.
enum class HeapUse {
  kAllocate,  // it allocates more and more
  kInTurns,   // it allocates a block and frees it
  kAtRandom,  // it frees any of its blocks and allocates another
};

// A log file of the host that StartHeapTrace writes of a process which begins to allocate: one event
// an iteration.
Case HeapIntoHostFile(HeapUse use, uint64_t blocks);

// A log file of the host with the allocation of so many blocks, and so many more events of a process
// that uses them at random.
class SampleHeapTrace {
 public:
  SampleHeapTrace(uint64_t blocks, uint64_t events)
      : file_("heap_sample.etl"), blocks_(blocks), events_(events) {}

  // Writes it, unless it has been written already. False: it could not be, or lost events.
  bool Write();

  const ScratchFile& file() const { return file_; }
  uint64_t events() const { return blocks_ + events_; }

 private:
  const ScratchFile file_;
  const uint64_t blocks_;
  const uint64_t events_;
  bool is_written_ = false;
};

// What `etalon heap` does with the file, its report included. False: that failed.
bool AnalyseHeapTrace(const std::string& host_name);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_HEAP_CASES_H_
