// Plays one fuzz input on two implementations, and compares what they answer.
#ifndef ETALON_FUZZ_DIFFERENTIAL_RUN_H_
#define ETALON_FUZZ_DIFFERENTIAL_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace etalon {

// The input is a sequence of operations (operation_decoder.h), of which those are played that both
// can carry out: no faults, other processes, waits or consumers of what is going on. One is the
// simulator in virtual time, the other the C functions that libetalon.so exports, in real time and
// with files in a folder of their own, reset between inputs as an agent is.
//
// What must hold: both answer the same, in every result, handle, callback and member of memory, but
// for what time, place or the number of buffers at work decide. "" where it does.
std::string RunDifferential(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_DIFFERENTIAL_RUN_H_
