// A clause: one checkable rule of what ETW must do. Checks of the simulator and tests name clauses
// by the constants of the generated clauses.h (STARTTRACE_E02), so an unknown clause does not
// compile. The full text of a clause is in registry.h.

#ifndef ETALON_CONFORMANCE_CLAUSES_CLAUSE_H_
#define ETALON_CONFORMANCE_CLAUSES_CLAUSE_H_

#include <cstdint>

namespace etalon::clauses {

struct Clause {
  const char* id;       // "STARTTRACE-E02"; never renumbered, never reused.
  std::uint32_t code;   // What the call answers; 0 for behaviours and parameter rules.
  std::uint16_t index;  // Position in Registry(), unique.
};

}  // namespace etalon::clauses

#endif  // ETALON_CONFORMANCE_CLAUSES_CLAUSE_H_
