// Every path of the speed budget beside its limit (docs/performance.md). Its exit code says whether
// the rows could be measured, never how fast they were.
#include <CLI/CLI.hpp>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "sim/bench/memory_use.h"
#include "sim/bench/row.h"
#include "sim/bench/run.h"

namespace etalon::bench {
namespace {

std::vector<Section> AllSections(const Sizes& sizes) {
  std::vector<Section> all;
  for (const auto make : {WriteSections, LibrarySections, FileSections, HeapSections,
                          SessionSections, SequenceSections, ScalingSections}) {
    std::vector<Section> some = make(sizes);
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace
}  // namespace etalon::bench

int main(int argc, char** argv) {
  using namespace etalon::bench;
  Choice choice;
  Sizes sizes;
  std::string memory_of;
  bool no_limits = false;
  CLI::App app("Every path of the speed budget beside its limit, in one run", "bench");
  app.add_option("--filter", choice.filter, "only rows with this in their section or name");
  app.add_option("--json", choice.json, "also write the results to this file");
  app.add_option("--rounds", choice.rounds.count, "of each case; the median counts")
      ->check(CLI::Range(1, 1000));
  app.add_option("--seconds", choice.rounds.seconds, "that a case fills in a round");
  app.add_option("--iterations", choice.rounds.iterations,
                 "of each case in a round, instead of filling a time: for callgrind");
  app.add_flag("--no-limits", no_limits, "measure the paths alone: for callgrind");
  app.add_flag("--smoke", sizes.tiny, "every row once, with next to no work");
  app.add_option("--memory-of", memory_of)->group("");  // what the memory rows call
  CLI11_PARSE(app, argc, argv);
  if (!memory_of.empty()) return PrintMemoryUse(memory_of) ? 0 : kCouldNotMeasure;
  if (sizes.tiny) choice.rounds = {.count = 1, .iterations = 2};
  choice.rounds.with_limits = !no_limits;
  return RunSections(AllSections(sizes), choice, argv[0]);
}
