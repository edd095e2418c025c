// Measures sections and tells the results.
#ifndef ETALON_SIM_BENCH_RUN_H_
#define ETALON_SIM_BENCH_RUN_H_

#include <string>
#include <vector>

#include "sim/bench/measure.h"
#include "sim/bench/row.h"

namespace etalon::bench {

inline constexpr int kCouldNotMeasure = 3;

struct Choice {
  std::string filter;  // only rows with this in their section or name
  std::string json;    // also write the results to this file
  Rounds rounds;
};

// Prints the table row by row. The exit code says whether all rows could be measured, never how
// fast they were. `program` is argv[0].
int RunSections(const std::vector<Section>& sections, const Choice& choice, char* program);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_RUN_H_
