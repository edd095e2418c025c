// Gives one fuzz input to the functions that take a block of properties, and judges.
#ifndef ETALON_FUZZ_PROPERTIES_BLOCK_RUN_H_
#define ETALON_FUZZ_PROPERTIES_BLOCK_RUN_H_

#include <cstddef>
#include <cstdint>
#include <string>

namespace etalon {

// The input is a list of calls: which function (1 byte), of which session (1), the length of the
// block (2), the block. The block is what the caller says it is: Wnode.BufferSize goes no further
// than its end, and pointers to filters lead to filters. Everything else is as it comes.
//
// What must hold: nothing is read or written outside the block; error codes are Windows' own; a
// session is there after a call that started it and gone after one that stopped it, and no call
// that fails makes or ends one; names that come back end inside the block; every session can be
// queried and stopped in the end. "" where it does.
std::string RunPropertiesBlocks(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_PROPERTIES_BLOCK_RUN_H_
