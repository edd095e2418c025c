// Sequences of commands that RapidCheck draws. Apart from the rows because its headers take long.
#ifndef ETALON_SIM_BENCH_RAPIDCHECK_RUNS_H_
#define ETALON_SIM_BENCH_RAPIDCHECK_RUNS_H_

#include <cstdint>

#include "conformance/implementations/implementation.h"

namespace etalon::bench {

// Both draw `sequences` sequences by `seed` and play each on a new model and a new subject. The
// commands played; 0: one failed.

// Those of //conformance/properties, on the implementation and its model.
int64_t RunSessionCommands(Implementation& implementation, uint64_t seed, int sequences);

// Four commands on a model and a subject of two numbers each: what RapidCheck itself takes.
int64_t RunTrivialCommands(uint64_t seed, int sequences);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_RAPIDCHECK_RUNS_H_
