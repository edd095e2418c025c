#include "sim/mutants/switches.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "conformance/clauses/registry.h"

namespace etalon::sim::mutants {
namespace {

// Static, although the simulator has no globals: a check has no Machine at hand, and a process that
// proves one mutant has no use for Machines that differ. The simulator itself is built without
// this.
struct Switches {
  Switches() : off(clauses::Registry().size()) {
    const char* id = std::getenv("ETALON_SWITCHED_OFF");
    if (id == nullptr || *id == '\0') return;
    const clauses::ClauseText* clause = clauses::FindClause(id);
    if (clause == nullptr) {
      std::fprintf(stderr, "etalon: ETALON_SWITCHED_OFF: there is no clause %s\n", id);
      std::_Exit(2);
    }
    off[static_cast<size_t>(clause - clauses::Registry().data())] = true;
  }

  std::vector<std::atomic<bool>> off;
};

Switches& TheSwitches() {
  static Switches switches;
  return switches;
}

}  // namespace

bool SwitchedOff(uint16_t index) { return TheSwitches().off[index]; }

void SwitchOff(uint16_t index) { TheSwitches().off[index] = true; }

void SwitchAllOn() {
  for (std::atomic<bool>& off : TheSwitches().off) off = false;
}

}  // namespace etalon::sim::mutants
