// What a call changed: the implementation's state, and the memory that the caller handed over.
#ifndef ETALON_CONFORMANCE_VIOLATIONS_STATE_H_
#define ETALON_CONFORMANCE_VIOLATIONS_STATE_H_

#include <map>
#include <string>
#include <vector>

#include "conformance/implementations/implementation.h"
#include "conformance/script/outcome.h"

namespace etalon {

// "session/etalon/EventsLost" -> "1".
using State = std::map<std::string, std::string>;

// All there is to know. Of an implementation that cannot be looked into: what QueryAllTraces tells,
// the names of all sessions and everything about those that tests start (their names begin with
// "etalon"); nothing when that fails.
State StateOf(Implementation& implementation);

struct StateChange {
  std::string name;    // "session/etalon/EventsLost", "argument/handle/value"
  std::string before;  // "" was not there
  std::string after;   // "" is not there
};

// In the order of their names.
std::vector<StateChange> ChangesBetween(const State& before, const State& after);

// What the call wrote into memory of the caller: "argument/BLOCK/MEMBER".
std::vector<StateChange> ChangesOfArguments(const Outcome& outcome);

// "session/etalon/EventsLost: 0 -> 1"
std::string ToString(const StateChange& change);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_VIOLATIONS_STATE_H_
