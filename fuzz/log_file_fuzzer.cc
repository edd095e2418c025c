// Any bytes as a log file.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/log_file_run.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const etalon::LogFileReport report = etalon::RunLogFile(data, size);
  if (report.failure.empty()) return 0;
  std::fprintf(stderr, "%s\n", report.failure.c_str());
  std::abort();
}
