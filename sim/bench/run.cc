#include "sim/bench/run.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <utility>

#include "sim/bench/table.h"

namespace etalon::bench {
namespace {

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool Matches(const Section& section, const Row& row, const std::string& filter) {
  return Lower(section.title + ' ' + row.path).find(Lower(filter)) != std::string::npos;
}

// Google Benchmark's own flags: rounds of the two cases of a row in an order of its own choosing.
void InitializeBenchmark(char* program) {
  char shuffle[] = "--benchmark_enable_random_interleaving=true";
  char* arguments[] = {program, shuffle, nullptr};
  int count = 2;
  benchmark::Initialize(&count, arguments);
}

std::vector<Measured> MeasureAll(const std::vector<Section>& sections, const Choice& choice) {
  std::vector<Measured> all;
  for (const Section& section : sections) {
    bool has_title = false;
    for (const Row& row : section.rows) {
      if (!Matches(section, row, choice.filter)) continue;
      if (!std::exchange(has_title, true)) PrintTitle(std::cout, section);
      const Result result = Measure(row, choice.rounds);
      PrintRow(std::cout, row, result);
      all.push_back({section.title, section.unit, row, result});
    }
  }
  return all;
}

}  // namespace

int RunSections(const std::vector<Section>& sections, const Choice& choice, char* program) {
  InitializeBenchmark(program);
  const std::vector<Measured> all = MeasureAll(sections, choice);
  if (all.empty()) {
    std::cerr << "bench: no row matches " << choice.filter << '\n';
    return kCouldNotMeasure;
  }
  PrintSummary(std::cout, all);
  if (!choice.json.empty() && !WriteJson(choice.json, all)) {
    std::cerr << "bench: cannot write " << choice.json << '\n';
    return kCouldNotMeasure;
  }
  const bool failed = std::any_of(all.begin(), all.end(), [](const Measured& one) {
    return !one.result.error.empty();
  });
  return failed ? kCouldNotMeasure : 0;
}

}  // namespace etalon::bench
