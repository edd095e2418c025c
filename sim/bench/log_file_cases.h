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
// buffers of 64 KB.
class SampleLogFile {
 public:
  explicit SampleLogFile(uint64_t events) : file_("sample.etl"), events_(events) {}

  // Writes it, unless it has been written already. False: it could not be.
  bool Write();

  const ScratchFile& file() const { return file_; }
  uint64_t events() const { return events_; }

 private:
  const ScratchFile file_;
  const uint64_t events_;
  bool is_written_ = false;
};

// OpenTrace, ProcessTrace and CloseTrace of a file of the host. The events delivered that a sample
// is made of; 0: a call failed, or they were not in the order of time.
uint64_t ProcessFile(const std::u16string& name);

// ProcessFile as often as the state asks.
void ProcessCase(benchmark::State& state, const SampleLogFile& sample);

// What merging cannot do without, of the same file in memory: the smallest of eight stamps, the
// event's fields, and the call of a function.
void MergeLimit(benchmark::State& state, const SampleLogFile& sample);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_LOG_FILE_CASES_H_
