// Operations of any kind, on what lives.
#ifndef ETALON_FUZZ_ANY_OPERATION_H_
#define ETALON_FUZZ_ANY_OPERATION_H_

#include <cstdint>
#include <string_view>

#include "conformance/script/op.h"
#include "fuzz/live_objects.h"

namespace etalon {

// The operation of that name, with the defaults of its members, but that what it works on is among
// what lives, if there is any such thing; `pick` chooses. It runs in the process whose handle it
// uses.
Op OperationOfKind(std::string_view kind, const LiveObjects& live, uint8_t pick);

// The same of one of all kinds but Reset and Await.
Op OperationOfAnyKind(uint8_t kind, const LiveObjects& live, uint8_t pick);

}  // namespace etalon

#endif  // ETALON_FUZZ_ANY_OPERATION_H_
