// Whether a machine is in order after something has failed on it.
#ifndef ETALON_GOLDEN_AFTERMATH_H_
#define ETALON_GOLDEN_AFTERMATH_H_

#include <string>
#include <vector>

#include "conformance/implementations/implementation.h"

namespace etalon {

// Of what MakeSimulator made. Once no session is left, all memory for buffers and every log file
// have been given back; and always a session can be started, written to, stopped, and its log file
// read. Each of the texts says what is wrong.
std::vector<std::string> FindAftermath(Implementation& simulator);

}  // namespace etalon

#endif  // ETALON_GOLDEN_AFTERMATH_H_
