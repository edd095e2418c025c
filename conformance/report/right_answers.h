// What should have come of a test's operations.
#ifndef ETALON_CONFORMANCE_REPORT_RIGHT_ANSWERS_H_
#define ETALON_CONFORMANCE_REPORT_RIGHT_ANSWERS_H_

#include <string>
#include <vector>

#include "conformance/script/script_reader.h"
#include "sim/system/windows_version.h"

namespace etalon {

// The operations (lines of a script) as a script that states the simulator's answers, as that
// Windows: results, last errors and handles, no more. Operations that cannot be read end it.
std::vector<ScriptLine> WithRightAnswers(const std::vector<std::string>& operations,
                                         WindowsVersion windows);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_REPORT_RIGHT_ANSWERS_H_
