// The negative controls: implementations of ETW that are wrong on purpose, to show that the suite
// notices. Each is a shared library that exports every function (exports.cc) and gives one answer.
#ifndef ETALON_CONFORMANCE_CONTROLS_ANSWER_H_
#define ETALON_CONFORMANCE_CONTROLS_ANSWER_H_

#include <cstdint>

namespace etalon {

// What every function returns, if it returns. Output parameters stay as they are.
uint32_t Answer();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CONTROLS_ANSWER_H_
