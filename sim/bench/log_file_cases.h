// Log files: writing them, and delivering the events of one.
#ifndef ETALON_SIM_BENCH_LOG_FILE_CASES_H_
#define ETALON_SIM_BENCH_LOG_FILE_CASES_H_

#include <cstdint>
#include <string>

#include "sim/bench/row.h"
#include "sim/bench/scratch_file.h"

namespace etalon::bench {

inline constexpr uint32_t kProcessors = 8;

// A log file of the host with so many TraceEvents of 64 bytes, on eight processors at random, in
// buffers of 64 KB. Written once.
class SampleLogFile {
 public:
  explicit SampleLogFile(uint64_t events);

  const ScratchFile& file() const { return file_; }
  uint64_t events() const { return events_; }
  bool is_good() const { return is_good_; }

 private:
  ScratchFile file_;
  const uint64_t events_;
  bool is_good_ = false;
};

// OpenTrace, ProcessTrace and CloseTrace of a file of the host. The events delivered, the header
// event left out; 0: a call failed, or they were not in the order of time.
uint64_t ProcessFile(const std::u16string& name);

// What merging cannot do without, of the same file in memory: the smallest of eight stamps, the
// event's fields, and the call of a function.
Case MergeLimit(const SampleLogFile& sample);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_LOG_FILE_CASES_H_
