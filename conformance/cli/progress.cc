#include "conformance/cli/progress.h"

#include <unistd.h>

#include <cstdio>

namespace etalon {

Progress::Progress(int tests) : tests_(tests), visible_(isatty(STDERR_FILENO) != 0) {}

Progress::~Progress() {
  if (visible_) std::fputs("\r\x1b[K", stderr);
}

void Progress::Show(const TestResult& result) {
  ++done_;
  const bool is_failure = result.verdict != Verdict::kPass &&
                          result.verdict != Verdict::kNotApplicable &&
                          result.verdict != Verdict::kDeviates;
  failed_ += is_failure ? 1 : 0;
  if (!visible_) return;
  std::fprintf(stderr, "\r%d of %d, %d not passed: %.20s\x1b[K", done_, tests_, failed_,
               result.clause.c_str());
}

}  // namespace etalon
