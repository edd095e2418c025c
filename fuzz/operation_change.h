// Operations with one member that is not what it should be, and operations within bounds.
#ifndef ETALON_FUZZ_OPERATION_CHANGE_H_
#define ETALON_FUZZ_OPERATION_CHANGE_H_

#include <cstdint>

#include "conformance/script/op.h"

namespace etalon {

// Gives one value of the operation, or one inside it, another: a number to one that is likely to
// matter, a place to another place, a list to a longer or shorter one. `which` chooses the value,
// counted around, `how` the other one. Steps of callbacks are left alone.
void ChangeOneMember(uint8_t which, uint8_t how, Op* op);

// Whatever makes an operation take long or much memory without doing anything else: repetitions,
// waits and the sizes of blocks become at most what a sequence can afford, in the steps of
// callbacks too, and no callback faults.
void KeepWithinBounds(Op* op);

}  // namespace etalon

#endif  // ETALON_FUZZ_OPERATION_CHANGE_H_
