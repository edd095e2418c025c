// The simulator's own random numbers: the same on every compiler.
#ifndef ETALON_SIM_HOST_RANDOM_H_
#define ETALON_SIM_HOST_RANDOM_H_

#include <cstdint>

namespace etalon::sim {

// SplitMix64: tiny, well distributed, and any seed is a good seed.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  // In [0, n); n > 0. The bias for n far below 2^64 does not matter to a simulator.
  uint64_t Below(uint64_t n) { return Next() % n; }

  // Which number comes next depends on this alone.
  uint64_t state() const { return state_; }

 private:
  uint64_t state_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_RANDOM_H_
