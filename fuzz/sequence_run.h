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

// What must hold, whatever is asked: nothing crashes or hangs, and the model of what somebody can
// know who only calls the API (//conformance/properties) allows every outcome: the codes, what is
// reported and counted, who is called back, and in a log file that is complete exactly the events
// whose writers were told success. Such files are read back as soon as there are any.
SequenceReport RunSequence(const uint8_t* data, size_t size);

}  // namespace etalon

#endif  // ETALON_FUZZ_SEQUENCE_RUN_H_
