// Files that a run makes and leaves nothing of.
#ifndef ETALON_SIM_BENCH_SCRATCH_FILE_H_
#define ETALON_SIM_BENCH_SCRATCH_FILE_H_

#include <filesystem>
#include <string>

namespace etalon::bench {

// A name in the folder for temporary files (TEST_TMPDIR, or the host's) that nobody else uses. The
// file that may have come to be there is removed in the end.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& name);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  std::string host_name() const { return path_.string(); }
  std::u16string name() const { return path_.u16string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_SCRATCH_FILE_H_
