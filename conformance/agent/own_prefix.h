// The names of an agent's sessions on a computer that others use as well.
#ifndef ETALON_CONFORMANCE_AGENT_OWN_PREFIX_H_
#define ETALON_CONFORMANCE_AGENT_OWN_PREFIX_H_

#include <string>

#include "conformance/implementations/etw_api.h"

namespace etalon {

// "etalon-1f3c-9a02b6d1-": this process's id and a random number, in hexadecimal. No two runs have
// the same.
std::u16string NewPrefix();

// Stops the sessions of agents that run no more.
void SweepOrphans(const EtwApi& api);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_AGENT_OWN_PREFIX_H_
