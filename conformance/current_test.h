// The test that is running: what fixture, matchers and suite tell each other.
#ifndef ETALON_CONFORMANCE_CURRENT_TEST_H_
#define ETALON_CONFORMANCE_CURRENT_TEST_H_

#include <optional>

#include "conformance/clauses/clause.h"
#include "conformance/implementations/implementation.h"
#include "conformance/verdict.h"

namespace etalon {

// One at a time: GoogleTest runs tests one after the other.
struct CurrentTest {
  Implementation* implementation = nullptr;
  const clauses::Clause* clause = nullptr;
  TestResult result;                // filled as the test goes
  std::optional<Verdict> ended_as;  // an end that was not the test's own
  bool counts = true;               // false: whoever differs deviates, whatever the clause's authority

  // The first mismatch is kept.
  void Mismatch(const std::string& after, const std::string& expected, const std::string& actual);
};

CurrentTest& TheCurrentTest();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CURRENT_TEST_H_
