// One random sequence after the other.
#ifndef ETALON_CONFORMANCE_PROPERTIES_RANDOM_SEQUENCE_H_
#define ETALON_CONFORMANCE_PROPERTIES_RANDOM_SEQUENCE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "conformance/implementations/implementation.h"
#include "conformance/properties/lockstep.h"
#include "conformance/properties/operation_source.h"
#include "conformance/properties/tally.h"

namespace etalon {

// All that a sequence depends on.
struct Plan {
  uint64_t seed = 1;
  uint32_t steps = 40;                  // of legal calls; 0: nothing but the faulty one
  bool ends_badly = false;              // the last call is one with faults
  uint64_t fault = 0;                   // the number of its violation
  std::optional<Leaning> leaning = {};  // none: it is drawn
};

// The sequence with that number, of legal calls.
Plan LegalPlanOf(uint64_t seed, uint64_t number);

// Of a campaign: over a run of them each violation of the tables has its turn in a world of its
// own, at first alone, and others in one where much has happened.
Plan PlanOf(uint64_t seed, uint64_t number);

// Makes a call with something wrong in it: RunFaultyCall, where the tables are linked in.
using FaultyCall = std::function<bool(Lockstep&, const ImplementationTraits&, Choices&,
                                      uint64_t number, bool alone)>;

struct Played {
  Sequence sequence;    // every step that was run
  std::string failure;  // what was wrong with the last; "" nothing
};

// `tally` and `faulty` may be null: then no call is faulty. The steps are noted where `notes` says
// so.
Played PlayRandomly(Implementation& implementation, const Plan& plan, Tally* tally,
                    const FaultyCall& faulty, bool notes = true);

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_PROPERTIES_RANDOM_SEQUENCE_H_
