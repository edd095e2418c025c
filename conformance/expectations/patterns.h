// Naming many tests by few patterns.
#ifndef ETALON_CONFORMANCE_EXPECTATIONS_PATTERNS_H_
#define ETALON_CONFORMANCE_EXPECTATIONS_PATTERNS_H_

#include <set>
#include <string>
#include <vector>

#include "conformance/expectations/judgement.h"

namespace etalon {

// A test as entries name it: "STARTTRACE-E02.NameLongerThanItsRoom".
std::string EntryNameOf(const TestName& test);

// Patterns that match all of `meant` and otherwise only tests of `indifferent` (names as of
// EntryNameOf): whole functions ("STARTHEAP-*"), clauses, families of generated tests
// ("QUERYALL-*.WinsOver_*", "STARTTRACE-E02.NearMiss_*"), then tests, in the order of `suite`.
// A pattern stands for two of `meant` at least.
std::vector<std::string> PatternsFor(const std::set<std::string>& meant,
                                     const std::set<std::string>& indifferent,
                                     const std::vector<TestName>& suite);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_EXPECTATIONS_PATTERNS_H_
