// Which errors win over a clause, and which lose to it.
#ifndef ETALON_CONFORMANCE_CLI_PRECEDENCE_H_
#define ETALON_CONFORMANCE_CLI_PRECEDENCE_H_

#include <string>
#include <vector>

#include "conformance/clauses/registry.h"

namespace etalon {

// Other errors of a function that stand in one relation to a clause.
struct Precedence {
  std::string relation;  // "loses to", "wins over", "never with"
  std::string reason;    // by whose authority; for "never with" why not
  std::vector<std::string> clauses;
};

// What comes of a call that breaks this clause and another: nothing for what is no error. In the
// order loses to, wins over, never with; each by authority, "house" last.
std::vector<Precedence> PrecedenceOf(const clauses::ClauseText& clause);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_CLI_PRECEDENCE_H_
