#include "conformance/cli/reading_progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace etalon {
namespace {

constexpr int kBarLetters = 30;

}  // namespace

ReadingProgress::ReadingProgress(const std::string& what, uint64_t bytes)
    : what_(what),
      bytes_(std::max<uint64_t>(bytes, 1)),
      visible_(isatty(STDERR_FILENO) != 0),
      next_(Clock::now() + std::chrono::seconds(1)) {}

ReadingProgress::~ReadingProgress() {
  if (written_) std::fputs("\r\x1b[K", stderr);
}

void ReadingProgress::Advance(uint64_t bytes) {
  done_ += bytes;
  if (!visible_ || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  written_ = true;
  const double share = std::min(1.0, static_cast<double>(done_) / static_cast<double>(bytes_));
  const int letters = static_cast<int>(share * kBarLetters);
  const std::string bar = std::string(letters, '#') + std::string(kBarLetters - letters, '.');
  std::fprintf(stderr, "\r[%s] %3d %% of %.40s\x1b[K", bar.c_str(), static_cast<int>(share * 100),
               what_.c_str());
}

}  // namespace etalon
