// Tells an agent the lines of one fuzz input, and judges.
#ifndef ETALON_FUZZ_AGENT_PROTOCOL_RUN_H_
#define ETALON_FUZZ_AGENT_PROTOCOL_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace etalon {

// The agent answers as etalon_agent does, over a fresh simulator; a line may also be read as what
// an agent says first. Operations are kept within bounds (operation_change.h).
//
// What must hold of any bytes: every line has one answer, which is one line of JSON that says the
// same when the suite reads it; nothing crashes; a hello line that is understood says the same when
// it is said again. "" where it does.
std::string RunAgentConversation(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_AGENT_PROTOCOL_RUN_H_
