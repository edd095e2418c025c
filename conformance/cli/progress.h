// The line that shows how far the suite is.
#ifndef ETALON_CONFORMANCE_CLI_PROGRESS_H_
#define ETALON_CONFORMANCE_CLI_PROGRESS_H_

#include <chrono>
#include <string>

#include "conformance/verdict.h"

namespace etalon {

// Where a run is.
struct Position {
  int done = 0;
  int tests = 0;
  int failures = 0;    // crashed, hung, ...: whatever is neither a pass nor left out
  double seconds = 0;  // since the first test began
  std::string clause;  // of the last test
};

// "1,204 of 4,162 tests, 37 failures, about 2 min left: STARTTRACE-E02". Nothing is said of the
// time left before a second has passed.
std::string ProgressLine(const Position& position);

// On standard error, rewritten in place, ten times a second at most; nothing at all when that is no
// terminal.
class Progress {
 public:
  explicit Progress(int tests);
  ~Progress();  // clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // A test has ended.
  void Show(const TestResult& result);

 private:
  using Clock = std::chrono::steady_clock;

  const bool visible_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
  Position position_;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_PROGRESS_H_
