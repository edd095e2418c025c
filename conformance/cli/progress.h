// The line that shows how far the suite is.
#ifndef ETALON_CONFORMANCE_CLI_PROGRESS_H_
#define ETALON_CONFORMANCE_CLI_PROGRESS_H_

#include "conformance/verdict.h"

namespace etalon {

// On standard error, rewritten in place; nothing at all when that is no terminal.
class Progress {
 public:
  explicit Progress(int tests);
  ~Progress();  // clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // A test has ended.
  void Show(const TestResult& result);

 private:
  const int tests_;
  const bool visible_;
  int done_ = 0;
  int failed_ = 0;  // crashed, hung, ...: whatever is neither a pass nor left out
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_PROGRESS_H_
