// The line that shows how far a file has been read.
#ifndef ETALON_CONFORMANCE_CLI_READING_PROGRESS_H_
#define ETALON_CONFORMANCE_CLI_READING_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace etalon {

// On standard error, rewritten in place, once a second has passed; nothing at all when that is no
// terminal.
class ReadingProgress {
 public:
  // `bytes`: of the whole file.
  ReadingProgress(const std::string& what, uint64_t bytes);
  ~ReadingProgress();  // clears the line
  ReadingProgress(const ReadingProgress&) = delete;
  ReadingProgress& operator=(const ReadingProgress&) = delete;

  // So many bytes more have been read.
  void Advance(uint64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;

  const std::string what_;
  const uint64_t bytes_;
  const bool visible_;
  uint64_t done_ = 0;
  Clock::time_point next_;  // when the line is written again
  bool written_ = false;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_READING_PROGRESS_H_
