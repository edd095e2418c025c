// Implementations with one mistake each: a search that does not find them finds nothing.
#ifndef ETALON_CONFORMANCE_PROPERTIES_PLANTED_BUGS_H_
#define ETALON_CONFORMANCE_PROPERTIES_PLANTED_BUGS_H_

#include <memory>

#include "conformance/implementations/implementation.h"

namespace etalon {

// A session's name stays in use after the session has been stopped.
std::unique_ptr<Implementation> WithNamesThatStay(std::unique_ptr<Implementation> right);

// A provider that belongs to a session cannot be enabled to another: that succeeds without effect.
std::unique_ptr<Implementation> WithoutTakeover(std::unique_ptr<Implementation> right);

// EventsLost never counts beyond one.
std::unique_ptr<Implementation> WithOneLossCounted(std::unique_ptr<Implementation> right);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_PLANTED_BUGS_H_
