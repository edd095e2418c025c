#include "sim/bench/scratch_file.h"

#include <unistd.h>

#include <cstdlib>
#include <system_error>

namespace etalon::bench {

ScratchFile::ScratchFile(const std::string& name) {
  const char* const given = std::getenv("TEST_TMPDIR");
  const std::filesystem::path folder =
      given != nullptr ? given : std::filesystem::temp_directory_path();
  path_ = folder / ("etalon_bench_" + std::to_string(getpid()) + '_' + name);
}

ScratchFile::~ScratchFile() {
  std::error_code none;
  std::filesystem::remove(path_, none);
}

}  // namespace etalon::bench
