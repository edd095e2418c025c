// Measures a row: path and limit in turns, by Google Benchmark.
#ifndef ETALON_SIM_BENCH_MEASURE_H_
#define ETALON_SIM_BENCH_MEASURE_H_

#include <cstdint>
#include <string>

#include "sim/bench/row.h"

namespace etalon::bench {

struct Rounds {
  int count = 11;
  double seconds = 0.03;   // that a case fills in a round
  int64_t iterations = 0;  // instead of filling a time; 0: fill it
  bool with_limits = true;
};

// Of all rounds, in the unit of the section.
struct Sample {
  double median = 0;
  double least = 0;
  double spread = 0;  // half the distance between the quartiles, as a part of the median
};

enum class Verdict {
  kReported,  // nothing is asked of the row
  kMissed,
  kMet,
  kAimMet,
};

struct Result {
  Sample path;
  Sample limit;
  double ratio = 0;  // of the medians; 0: the row has no limit
  Verdict verdict = Verdict::kReported;
  std::string error;  // "": both cases ran
};

// Runs the rounds of both cases, shuffled into each other so that what disturbs one disturbs both.
Result Measure(const Row& row, const Rounds& rounds);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_MEASURE_H_
