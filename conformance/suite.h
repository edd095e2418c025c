// Running the suite against one implementation and collecting verdicts.
#ifndef ETALON_CONFORMANCE_SUITE_H_
#define ETALON_CONFORMANCE_SUITE_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/implementations/implementation.h"
#include "conformance/verdict.h"

namespace etalon {

// Which tests to run: clause IDs ("STARTTRACE-E02"), functions ("StartTrace", "StartTraceW") and
// globs ("STARTTRACE-*", "*NearMiss*"), any of which may match. Empty: all.
using Filter = std::vector<std::string>;

// '*' stands for any characters, '?' for one; without regard to case of ASCII letters.
bool GlobMatches(std::string_view pattern, std::string_view text);

bool Matches(const Filter& filter, const std::string& clause, const std::string& function,
             const std::string& test_name);

// Initialises GoogleTest for RunSuite: first thing in main. Verdicts are ours to report: the XML file
// that a test runner around us asks GoogleTest for is not written.
void InitSuite(char* program_name);

// Runs the tests of this program against `implementation`, in the order of the clause registry, and
// returns a result for each. `progress` is called after every test. GoogleTest's own output is
// silenced. After InitSuite, once a process.
std::vector<TestResult> RunSuite(Implementation& implementation, const Filter& filter,
                                 const std::function<void(const TestResult&)>& progress);

// What the tests speak to. Set before GoogleTest runs; owned by the caller.
void SetImplementationUnderTest(Implementation* implementation);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SUITE_H_
