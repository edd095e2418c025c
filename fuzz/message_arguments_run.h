// Writes the messages of one fuzz input, and judges.
#ifndef ETALON_FUZZ_MESSAGE_ARGUMENTS_RUN_H_
#define ETALON_FUZZ_MESSAGE_ARGUMENTS_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace etalon {

// The input is a list of messages: their flags (4 bytes), number (2), how many arguments (1), then
// each argument's size: below 0xF000 so many bytes are there, from there on it is a size that no
// message can have, of which one byte is there.
//
// What must hold: nothing is read outside the arguments; error codes are Windows' own; a message
// with an argument that is too large is refused; and a log file has exactly the messages whose
// writers were told success, with their arguments. "" where it does.
std::string RunMessageArguments(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_MESSAGE_ARGUMENTS_RUN_H_
