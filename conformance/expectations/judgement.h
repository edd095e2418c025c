// Holding results against expectations.
#ifndef ETALON_CONFORMANCE_EXPECTATIONS_JUDGEMENT_H_
#define ETALON_CONFORMANCE_EXPECTATIONS_JUDGEMENT_H_

#include <string>
#include <vector>

#include "conformance/expectations/expectations.h"
#include "conformance/verdict.h"

namespace etalon {

enum class Judgement {
  kAsExpected,
  kUnexpected,  // fails unlisted, or fails in another way than listed, or passes where none should
  kStale,       // passes, though a failure is listed
  kHarnessFault,  // nothing can be said about the implementation
};

// "as expected", "unexpected", "stale expectation", "harness fault"
std::string NameOf(Judgement judgement);

// The name of a test, as entries give it.
struct TestName {
  std::string clause;  // "STARTTRACE-E02"
  std::string name;    // "NameLongerThanItsRoom"
};

// The entry that decides about a test, or nullptr.
const Expectation* DecisiveEntry(const Expectations& expectations, const std::string& clause,
                                 const std::string& name);

struct Judged {
  std::vector<Judgement> of;         // one a result, in their order
  std::vector<std::string> reasons;  // likewise: of the entry that decided, or ""
  std::vector<std::string> stale;    // entries that are good for no test of the suite

  int Count(Judgement judgement) const;
};

// `suite` names every test that there is, also those that a filter left out of `results`: an entry
// is stale only when it decides about none of them, or, in a run of the whole suite, when it says
// that tests may do what none does. Tests that do not apply, and deviations, are as expected
// unless an entry says otherwise.
Judged Judge(const Expectations& expectations, const std::vector<TestName>& suite,
             const std::vector<TestResult>& results);

// What `etalon conformance` exits with: 0 as expected, 1 unexpected results, 2 only stale
// expectations, 3 a harness fault, whatever else there is.
int ExitCode(const Judged& judged);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_EXPECTATIONS_JUDGEMENT_H_
