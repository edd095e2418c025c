// A path of the simulator beside the limit that it is measured against.
#ifndef ETALON_SIM_BENCH_ROW_H_
#define ETALON_SIM_BENCH_ROW_H_

#include <benchmark/benchmark.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace etalon::bench {

// A function for Google Benchmark: sets up, then runs `for (auto _ : state)`. One item an iteration
// unless it calls SetItemsProcessed; what goes wrong goes to SkipWithError.
using Case = std::function<void(benchmark::State&)>;

// A case that finds something else than a time (kilobytes) leaves it in this counter of its state.
inline constexpr char kFound[] = "found";

// What is asked of a path: to take at most so many times as much as its limit. Of a path without a
// limit: at most so many nanoseconds, or kilobytes. 0: nothing is asked, the row is there to be read.
struct Budget {
  double must = 0;
  double aim = 0;
};

struct Row {
  std::string path;        // what is measured, on which clock, with a file or without
  Case run;
  std::string limit_name;  // what it is measured against, in the same words
  Case limit;              // null: the budget is absolute
  Budget budget;
  int64_t iterations = 0;  // a round; 0: as many as fill the time of a round
  // Time on the wall, for what happens on several threads. Else that of the processor which the
  // thread takes, calls of the system included: a busy computer does not disturb it.
  bool on_the_wall = false;
};

// Rows that belong together; in all of them the same thing is counted.
struct Section {
  std::string title;
  std::string unit;  // "ns/event", "KB"
  std::vector<Row> rows;
};

// How much work a case has. Tiny: as little as shows that it works.
struct Sizes {
  bool tiny = false;

  uint64_t Of(uint64_t usual, uint64_t least) const { return tiny ? least : usual; }
};

// One file a section, or a few that belong together.
std::vector<Section> WriteSections(const Sizes& sizes);     // write_rows.cc
std::vector<Section> LibrarySections(const Sizes& sizes);   // library_rows.cc
std::vector<Section> FileSections(const Sizes& sizes);      // file_rows.cc
std::vector<Section> HeapSections(const Sizes& sizes);      // heap_rows.cc
std::vector<Section> SessionSections(const Sizes& sizes);   // session_rows.cc
std::vector<Section> SequenceSections(const Sizes& sizes);  // sequence_rows.cc
std::vector<Section> ScalingSections(const Sizes& sizes);   // scaling_rows.cc

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_ROW_H_
