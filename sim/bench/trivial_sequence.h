// What a fuzz input costs when there is next to nothing to test.
#ifndef ETALON_SIM_BENCH_TRIVIAL_SEQUENCE_H_
#define ETALON_SIM_BENCH_TRIVIAL_SEQUENCE_H_

#include <cstddef>
#include <cstdint>

namespace etalon::bench {

// Five bytes a command, twenty commands at most: sessions with a few small buffers, in a map.
// Returns what is left, so that the work is not in vain.
uint64_t RunTrivialSequence(const uint8_t* data, size_t size);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_TRIVIAL_SEQUENCE_H_
