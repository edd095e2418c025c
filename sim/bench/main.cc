// Every path of the speed budget beside its limit (docs/performance.md). Its exit code says whether
// the rows could be measured, never how fast they were.
#include <benchmark/benchmark.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "sim/bench/measure.h"
#include "sim/bench/memory_use.h"
#include "sim/bench/row.h"
#include "sim/bench/table.h"

namespace etalon::bench {
namespace {

constexpr int kCouldNotMeasure = 3;

struct Choice {
  std::string filter;
  std::string json;
  std::string memory_of;
  Rounds rounds;
  Sizes sizes;
  bool no_limits = false;
};

std::vector<Section> AllSections(const Sizes& sizes) {
  std::vector<Section> all;
  for (const auto make : {WriteSections, LibrarySections, FileSections, SessionSections,
                          SequenceSections, ScalingSections}) {
    std::vector<Section> some = make(sizes);
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

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

std::vector<Measured> MeasureAll(const Choice& choice) {
  std::vector<Measured> all;
  for (const Section& section : AllSections(choice.sizes)) {
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

int Run(Choice choice, char* program) {
  InitializeBenchmark(program);
  if (choice.sizes.tiny) choice.rounds = {.count = 1, .iterations = 2};
  if (choice.no_limits) choice.rounds.with_limits = false;
  if (!choice.memory_of.empty()) return PrintMemoryUse(choice.memory_of) ? 0 : kCouldNotMeasure;
  const std::vector<Measured> all = MeasureAll(choice);
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

}  // namespace
}  // namespace etalon::bench

int main(int argc, char** argv) {
  etalon::bench::Choice choice;
  CLI::App app("Every path of the speed budget beside its limit, in one run", "bench");
  app.add_option("--filter", choice.filter, "only rows with this in their section or name");
  app.add_option("--json", choice.json, "also write the results to this file");
  app.add_option("--rounds", choice.rounds.count, "of each case; the median counts")
      ->check(CLI::Range(1, 1000));
  app.add_option("--seconds", choice.rounds.seconds, "that a case fills in a round");
  app.add_option("--iterations", choice.rounds.iterations,
                 "of each case in a round, instead of filling a time: for callgrind");
  app.add_flag("--no-limits", choice.no_limits, "measure the paths alone: for callgrind");
  app.add_flag("--smoke", choice.sizes.tiny, "every row once, with next to no work");
  app.add_option("--memory-of", choice.memory_of)->group("");  // what the memory rows call
  CLI11_PARSE(app, argc, argv);
  return etalon::bench::Run(choice, argv[0]);
}
