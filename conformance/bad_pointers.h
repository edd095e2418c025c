// Pointers that lead nowhere: every pointer argument of every function, to memory that is unmapped,
// read-only where the function writes, misaligned, or too short. An implementation may refuse them
// with whatever its clauses say; what it may never do is crash, which Run would tell.
#ifndef ETALON_CONFORMANCE_BAD_POINTERS_H_
#define ETALON_CONFORMANCE_BAD_POINTERS_H_

#include "conformance/script/op.h"

namespace etalon {

// Of what a function reads, and of what it writes.
inline constexpr Place kNowhere[] = {Place::kUnmapped, Place::kMisaligned};
inline constexpr Place kUnwritable[] = {Place::kUnmapped, Place::kMisaligned, Place::kReadOnly};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_BAD_POINTERS_H_
