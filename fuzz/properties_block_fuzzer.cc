// Any bytes as blocks of EVENT_TRACE_PROPERTIES (properties_block_run.h).
#include "fuzz/properties_block_run.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string failure = etalon::RunPropertiesBlocks(data, size);
  if (failure.empty()) return 0;
  std::fprintf(stderr, "%s\n", failure.c_str());
  std::abort();
}
