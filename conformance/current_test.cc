#include "conformance/current_test.h"

namespace etalon {

CurrentTest& TheCurrentTest() {
  static CurrentTest current;
  return current;
}

void CurrentTest::Mismatch(const std::string& after, const std::string& expected,
                           const std::string& actual) {
  if (!result.expected.empty()) return;
  result.after = after;
  result.expected = expected;
  result.actual = actual;
}

}  // namespace etalon
