// A clause: one checkable rule of what ETW must do. Checks of the simulator and tests name clauses
// by the constants of the generated clauses.h (STARTTRACE_E02), so an unknown clause does not
// compile. The full text of a clause is in registry.h.

#ifndef ETALON_CONFORMANCE_CLAUSES_CLAUSE_H_
#define ETALON_CONFORMANCE_CLAUSES_CLAUSE_H_

#include <cstdint>

#include "sim/system/windows_version.h"

namespace etalon::clauses {

struct Clause {
  const char* id = "";         // "STARTTRACE-E02"; never renumbered, never reused.
  std::uint32_t code = 0;   // What the call answers; 0 for behaviours and parameter rules.
  std::uint16_t index = 0;  // Position in Registry(), unique.
  // First and last Windows version for which it holds, once there is the function.
  WindowsVersion since = {};
  WindowsVersion until = kLastOfAll;

  constexpr bool HoldsEverywhere() const {
    return since == WindowsVersion() && until == kLastOfAll;
  }
  constexpr bool HoldsIn(WindowsVersion version) const {
    return since <= version && version <= until;
  }
};

}  // namespace etalon::clauses

#endif  // ETALON_CONFORMANCE_CLAUSES_CLAUSE_H_
