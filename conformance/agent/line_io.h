// Lines on the agent's standard streams, and the end of its process.
#ifndef ETALON_CONFORMANCE_AGENT_LINE_IO_H_
#define ETALON_CONFORMANCE_AGENT_LINE_IO_H_

#include <string>

namespace etalon {

// Once, before the first line: no translation of line ends. What the library itself prints on
// standard output goes to standard error from then on.
void PrepareStandardStreams();

// False at the end of the input. A carriage return before the line's end is dropped.
bool ReadLine(std::string* line);

// The line and its end, at once.
void WriteLine(const std::string& line);

// Without destructors, exit handlers or anything else that might hang.
[[noreturn]] void EndAtOnce();

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_LINE_IO_H_
