// Any sequence of operations, on two implementations (differential_run.h).
#include "fuzz/differential_run.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "fuzz/sequence_mutator.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string failure = etalon::RunDifferential(data, size);
  if (failure.empty()) return 0;
  std::fprintf(stderr, "%s\n", failure.c_str());
  std::abort();
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  const std::vector<uint8_t> changed = etalon::MutateSequence(data, size, most, seed);
  std::copy(changed.begin(), changed.end(), data);
  return changed.size();
}
