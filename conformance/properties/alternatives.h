// Other ways to say what an operation says, and other names for what a sequence speaks of.
#ifndef ETALON_CONFORMANCE_PROPERTIES_ALTERNATIVES_H_
#define ETALON_CONFORMANCE_PROPERTIES_ALTERNATIVES_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "conformance/script/op.h"

namespace etalon {

// Operations that might show the same mistake in place of the `at`-th, simpler ones among them: the
// form in UTF-16, a function of its own for a control code, by name in place of a handle, another
// function that asks or ends the same session, TraceEvent in place of what writes otherwise.
std::vector<Op> AlternativesTo(size_t at, const std::vector<Op*>& sequence);

// Gives something another name wherever an operation speaks of it.
using Renaming = std::function<void(Op&)>;

// Sessions become "a", "b", ... and files C:\a.etl, processes "p1", ..., started calls "call1",
// ..., callbacks "control1", ..., in the order in which they are spoken of; provider GUIDs become
// the usual one; what processes do is done by the one that is there anyway.
std::vector<Renaming> RenamingsOf(const std::vector<Op*>& sequence);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_ALTERNATIVES_H_
