// From a line that an agent is told to the outcome that it answers (docs/agent_protocol.md).
#ifndef ETALON_CONFORMANCE_AGENT_ANSWER_H_
#define ETALON_CONFORMANCE_AGENT_ANSWER_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "conformance/script/op.h"
#include "conformance/script/outcome.h"

namespace etalon {

// The line's operation, as `run` carries it out. A line that is none is a fault of whoever said it,
// and an operation of a name that nobody knows is not implemented; `run` is not called then.
Outcome Answer(const std::string& line, const std::function<Outcome(const Op&)>& run);

// The symbol whose number the line asks for, for a second agent on the same computer; none for any
// other line.
std::optional<std::string> AsksForHandle(const std::string& line);

// Its answer: the number as what returns.
Outcome TellHandle(std::optional<uint64_t> number);

// After this outcome the implementation is not to be asked anything more.
bool IsLast(const Outcome& outcome);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_ANSWER_H_
