// Plays one fuzz input on a fresh simulator, and judges.
#ifndef ETALON_FUZZ_SEQUENCE_RUN_H_
#define ETALON_FUZZ_SEQUENCE_RUN_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "conformance/script/op.h"

namespace etalon {

struct SequenceReport {
  std::string failure;  // "": everything held
  std::string script;   // where something failed: the operations, for `etalon replay`
  int operations = 0;
  int succeeded = 0;
  std::array<int, std::variant_size_v<AnyOp>> by_kind = {};  // of the operations: how often each
};

// What must hold, whatever is asked: nothing crashes or hangs; error codes are Windows' own; 1 <=
// NumberOfBuffers, FreeBuffers <= NumberOfBuffers, counters of a session never go back; and of a
// session with a plain log file that nothing disturbed, exactly the events whose writers were told
// success are in the file.
SequenceReport RunSequence(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_SEQUENCE_RUN_H_
