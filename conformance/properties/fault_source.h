// Calls with something wrong in them, of every function: the tables of violations
// (conformance/violations) as a source of random calls.
#ifndef ETALON_CONFORMANCE_PROPERTIES_FAULT_SOURCE_H_
#define ETALON_CONFORMANCE_PROPERTIES_FAULT_SOURCE_H_

#include <cstddef>
#include <cstdint>

#include "conformance/properties/choices.h"
#include "conformance/properties/lockstep.h"

namespace etalon {

// How many violations the tables have: whoever asks for that many numbers gets each.
size_t CountViolations();

// Arranges the world for a call that breaks the clause of violation `number` (modulo their count;
// from that on with others as `choices` wants, as far as they can be had with it), and makes it: a
// step of `lockstep` each. In a world of its own (`alone`, where nothing has been done before) the
// code is that of the clause that stands first in the registry; from others than the simulator also
// what that clause accepts, and of two whose order nobody has seen either's. In any other world
// whatever a clause of the function names. False: it could not be arranged, or the Windows under
// test lacks it.
bool RunFaultyCall(Lockstep& lockstep, const ImplementationTraits& traits, Choices& choices,
                   uint64_t number, bool alone);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_FAULT_SOURCE_H_
