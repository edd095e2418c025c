// How many operations of a whole run succeeded.
#ifndef ETALON_FUZZ_SUCCESS_SHARE_H_
#define ETALON_FUZZ_SUCCESS_SHARE_H_

#include <cstdio>

namespace etalon {

// Says so on standard error at the end of the program: a fuzzer that makes nothing but errors tests
// nothing but checks.
class SuccessShare {
 public:
  ~SuccessShare() {
    if (operations_ == 0) return;
    std::fprintf(stderr, "stat::operations: %llu\nstat::percent_succeeded: %llu\n", operations_,
                 succeeded_ * 100 / operations_);
  }

  void Add(int operations, int succeeded) {
    operations_ += static_cast<unsigned>(operations);
    succeeded_ += static_cast<unsigned>(succeeded);
  }

 private:
  unsigned long long operations_ = 0;
  unsigned long long succeeded_ = 0;
};

}  // namespace etalon

#endif  // ETALON_FUZZ_SUCCESS_SHARE_H_
