// Writes the events of one fuzz input, and judges.
#ifndef ETALON_FUZZ_EVENT_HEADER_RUN_H_
#define ETALON_FUZZ_EVENT_HEADER_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace etalon {

// The input is a list of events: which function (1 byte), how much follows the header (2), the
// header byte by byte, what follows it: bytes; MOF fields, if the header says so; or the data
// descriptors of EventWrite. The caller's memory is what the header and the fields say that it is:
// Size goes no further than the block, and pointers lead to as many bytes as their lengths say.
//
// What must hold: nothing is read or written outside; error codes are Windows' own; and a log file
// has exactly the events whose writers were told success, with the members and bytes that they had.
// "" where it does.
std::string RunEventHeaders(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_EVENT_HEADER_RUN_H_
