// TraceEvent and LTTng-UST's tracepoints, taking turns. run.sh makes the LTTng session: without one
// its tracepoints are all disabled. With a number as argument: writes so many tracepoints of eight
// numbers and nothing else, for babeltrace to read.
#define LTTNG_UST_TRACEPOINT_CREATE_PROBES
#define LTTNG_UST_TRACEPOINT_DEFINE
#include "sim/bench/peers/tracepoints.h"

#include <cstdlib>

#include "sim/bench/run.h"
#include "sim/bench/write_cases.h"

namespace etalon::bench {
namespace {

void Recorded(benchmark::State& state) {
  uint8_t payload[kPayloadBytes] = {};
  for (auto _ : state) {
    ++payload[0];
    benchmark::ClobberMemory();
    lttng_ust_tracepoint(etalon_bench, bytes64, payload);
  }
}

void Disabled(benchmark::State& state) {
  uint8_t payload[kPayloadBytes] = {};
  for (auto _ : state) {
    ++payload[0];
    benchmark::ClobberMemory();
    lttng_ust_tracepoint(etalon_bench, disabled, payload);
  }
}

void WriteNumbers(long count) {
  uint64_t numbers[8] = {};
  for (long i = 0; i < count; ++i) {
    ++numbers[0];
    lttng_ust_tracepoint(etalon_bench, numbers, numbers);
  }
}

std::vector<Section> Sections() {
  return {{"Beside LTTng-UST, flight recorder",
           "ns/event",
           {{"TraceEvent, 64 bytes, through libetalon.so", TraceEventCase<LibraryEtw>,
             "tracepoint of 64 bytes, 16 buffers of 64 KB", Recorded, {0.25, 0.15}},
            {"EventWrite, not enabled, through libetalon.so", EventWriteNotEnabledCase<LibraryEtw>,
             "tracepoint that is disabled", Disabled, {}}}}};
}

}  // namespace
}  // namespace etalon::bench

int main(int argc, char** argv) {
  using namespace etalon::bench;
  if (argc == 1) return RunSections(Sections(), {}, argv[0]);
  WriteNumbers(std::atol(argv[1]));
  return 0;
}
