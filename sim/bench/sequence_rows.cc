// Sequences of operations that nobody wrote down: RapidCheck's and a fuzzer's.
#include <memory>
#include <vector>

#include "conformance/implementations/in_process.h"
#include "fuzz/sample_sequence.h"
#include "fuzz/sequence_run.h"
#include "sim/bench/row.h"
#include "sim/bench/rapidcheck_runs.h"
#include "sim/bench/trivial_sequence.h"
#include "sim/host/random.h"

namespace etalon::bench {
namespace {

// ---- RapidCheck.

void OnSimulator(benchmark::State& state, int sequences) {
  const std::unique_ptr<Implementation> simulator = MakeSimulator({.telling = Telling::kReports});
  uint64_t seed = 0;
  int64_t commands = 0;
  for (auto _ : state) {
    const int64_t run = RunSessionCommands(*simulator, ++seed, sequences);
    if (run == 0) return state.SkipWithError("a property does not hold");
    commands += run;
  }
  state.SetItemsProcessed(commands);
}

void OnNumbers(benchmark::State& state, int sequences) {
  uint64_t seed = 0;
  int64_t commands = 0;
  for (auto _ : state) commands += RunTrivialCommands(++seed, sequences);
  state.SetItemsProcessed(commands);
}

// ---- Fuzz inputs.

constexpr int kOperations = 20;
constexpr size_t kInputs = 64;

using Input = std::vector<uint8_t>;

Input Draw(sim::Random& random, size_t bytes) {
  Input input(bytes);
  for (uint8_t& byte : input) byte = static_cast<uint8_t>(random.Next());
  return input;
}

// Twenty operations, of which half at least succeed, and which start and stop a session.
Case Fuzz() {
  return [](benchmark::State& state) {
    const Input input = SampleSequence(SampleSink::kRealTime);
    bool good = true;
    for (auto _ : state) good &= RunSequence(input.data(), input.size()).failure.empty();
    if (!good) state.SkipWithError("a sequence failed");
  };
}

Case FuzzTrivially(size_t count) {
  return [=](benchmark::State& state) {
    constexpr size_t kBytesACommand = 5;
    sim::Random random(1);
    std::vector<Input> inputs;
    for (size_t i = 0; i < count; ++i) inputs.push_back(Draw(random, kOperations * kBytesACommand));
    size_t at = 0;
    for (auto _ : state) {
      const Input& input = inputs[at++ % inputs.size()];
      benchmark::DoNotOptimize(RunTrivialSequence(input.data(), input.size()));
    }
  };
}

}  // namespace

std::vector<Section> SequenceSections(const Sizes& sizes) {
  const int sequences = static_cast<int>(sizes.Of(100, 2));
  const size_t inputs = sizes.Of(kInputs, 1);
  const auto with = [=](void (*run)(benchmark::State&, int)) -> Case {
    return [=](benchmark::State& state) { run(state, sequences); };
  };
  return {{"RapidCheck (twice the time is half the rate)",
           "ns/command",
           {{"commands on simulator and model", with(OnSimulator),
             "4 trivial commands on two numbers", with(OnNumbers), {2.0, 1.25}, 1}}},
          {"Fuzzing (ten times the time is a tenth of the rate)",
           "ns/execution",
           {{"20 operations, half succeed, one session", Fuzz(),
             "20 commands on a map of sessions", FuzzTrivially(inputs), {10, 3}}}}};
}

}  // namespace etalon::bench
