// Changes of fuzz inputs that are sequences of operations (operation_decoder.h).
#ifndef ETALON_FUZZ_SEQUENCE_MUTATOR_H_
#define ETALON_FUZZ_SEQUENCE_MUTATOR_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace etalon {

// Bytes of an operation in an input.
inline constexpr size_t kOperationBytes = 4;

// One to three changes, drawn by `seed`: an operation is inserted, taken away, exchanged with
// another, repeated; some are moved elsewhere; or one byte of one becomes another. At most
// `most_bytes`, and never less than one operation. Whole operations keep their places among each
// other, so that a sequence that has brought something about goes on doing so.
std::vector<uint8_t> MutateSequence(const uint8_t* data, size_t size, size_t most_bytes,
                                    uint32_t seed);

// The beginning of one sequence and the end of another, cut between operations.
std::vector<uint8_t> CrossSequences(const uint8_t* first, size_t first_size, const uint8_t* second,
                                    size_t second_size, size_t most_bytes, uint32_t seed);

}  // namespace etalon

#endif  // ETALON_FUZZ_SEQUENCE_MUTATOR_H_
