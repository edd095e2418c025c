// A list of expectations made anew from a run of the suite.
#ifndef ETALON_CONFORMANCE_EXPECTATIONS_UPDATE_H_
#define ETALON_CONFORMANCE_EXPECTATIONS_UPDATE_H_

#include <string>
#include <string_view>
#include <vector>

#include "conformance/expectations/expectations.h"
#include "conformance/expectations/judgement.h"

namespace etalon {

// The list against which `results`, of a run of the whole suite, have nothing unexpected and
// nothing stale:
//   - entries for other versions, and groups ("may fail") that are of use, stay as they are;
//   - a test that behaves as its entry says keeps the entry's reason;
//   - one that is new gets the reason of those listed tests that go wrong in the same way (the same
//     verdict after the same operation, with the same answer), or else a reason that tells just
//     that, for somebody to put into better words;
//   - what passes is listed no longer.
// Neighbours are put into patterns where these match nothing else. Harness faults say nothing: what
// was listed for them stays.
Expectations UpdateExpectations(const Expectations& old, const std::vector<TestName>& suite,
                                const std::vector<TestResult>& results, std::string_view version);

// What went wrong, in words that tests with the same trouble share: "StartTraceW: ERROR_SUCCESS (0)
// is wrong", "crashes in QueryAllTracesW", "no export StartHeapTrace".
std::string TroubleOf(const TestResult& result);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_EXPECTATIONS_UPDATE_H_
