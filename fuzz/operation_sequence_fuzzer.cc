// Any sequence of operations, by four bytes each (operation_decoder.h).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "fuzz/sequence_mutator.h"
#include "fuzz/sequence_run.h"
#include "fuzz/success_share.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static etalon::SuccessShare share;
  const etalon::SequenceReport report = etalon::RunSequence(data, size);
  share.Add(report.operations, report.succeeded);
  if (report.failure.empty()) return 0;
  std::fprintf(stderr, "%s\nThe sequence, for `etalon replay`:\n%s", report.failure.c_str(),
               report.script.c_str());
  std::abort();
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t most, unsigned seed) {
  const std::vector<uint8_t> changed = etalon::MutateSequence(data, size, most, seed);
  std::copy(changed.begin(), changed.end(), data);
  return changed.size();
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* first, size_t first_size,
                                            const uint8_t* second, size_t second_size,
                                            uint8_t* out, size_t most, unsigned seed) {
  const std::vector<uint8_t> crossed =
      etalon::CrossSequences(first, first_size, second, second_size, most, seed);
  std::copy(crossed.begin(), crossed.end(), out);
  return crossed.size();
}
