// ProcessTrace, and babeltrace2 reading an LTTng trace of as many events. The argument is the folder
// of the trace, with the million events that run.sh has made.
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "sim/bench/log_file_cases.h"
#include "sim/bench/run.h"

namespace etalon::bench {
namespace {

constexpr uint64_t kEvents = 1'000'000;

std::vector<Section> Sections(const std::string& trace) {
  const auto sample = std::make_shared<SampleLogFile>(kEvents);
  const Case process = [=](benchmark::State& state) {
    if (!sample->Write()) return state.SkipWithError("the sample could not be written");
    ProcessCase(state, *sample);
  };
  const Case read = [=](benchmark::State& state) {
    const std::string command = "babeltrace2 '" + trace + "' -o dummy >/dev/null 2>&1";
    int failures = 0;
    for (auto _ : state) failures |= std::system(command.c_str());
    if (failures != 0) return state.SkipWithError("babeltrace2 failed");
    state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kEvents));
  };
  return {{"Beside babeltrace2 (on the wall: it is a process of its own)",
           "ns/event",
           {{"ProcessTrace, 8 processors, host's .etl, in time order", process,
             "babeltrace2 -o dummy, 8 numbers an event", read, {0.1, 0.06}, 1, true}}}};
}

}  // namespace
}  // namespace etalon::bench

int main(int argc, char** argv) {
  using namespace etalon::bench;
  if (argc != 2) {
    std::fprintf(stderr, "babeltrace: which trace?\n");
    return kCouldNotMeasure;
  }
  return RunSections(Sections(argv[1]), {}, argv[0]);
}
