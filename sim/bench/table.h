// The results, for people and for programs.
#ifndef ETALON_SIM_BENCH_TABLE_H_
#define ETALON_SIM_BENCH_TABLE_H_

#include <ostream>
#include <string>
#include <vector>

#include "sim/bench/measure.h"
#include "sim/bench/row.h"

namespace etalon::bench {

// Prints a section as it is measured: the title, then a line a row.
void PrintTitle(std::ostream& out, const Section& section);
void PrintRow(std::ostream& out, const Row& row, const Result& result);

// What was measured.
struct Measured {
  std::string section;
  std::string unit;
  Row row;
  Result result;
};

// One line: how many rows meet what they must, how many their aim, and which do not.
void PrintSummary(std::ostream& out, const std::vector<Measured>& all);

// An array of objects, one a row. False: the file cannot be written.
bool WriteJson(const std::string& file_name, const std::vector<Measured>& all);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_TABLE_H_
