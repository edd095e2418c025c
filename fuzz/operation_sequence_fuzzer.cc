// Any sequence of operations, by four bytes each (operation_decoder.h).
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/sequence_run.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const etalon::SequenceReport report = etalon::RunSequence(data, size);
  if (report.failure.empty()) return 0;
  std::fprintf(stderr, "%s\nThe sequence, for `etalon replay`:\n%s", report.failure.c_str(),
               report.script.c_str());
  std::abort();
}
