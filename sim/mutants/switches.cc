#include "sim/mutants/switches.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "conformance/clauses/registry.h"
#include "sim/mutants/refusals.h"

namespace etalon::sim::mutants {
namespace {

constexpr int kNone = -1;

// Static, although the simulator has no globals: a check has no Machine at hand, and a process that
// proves one mutant has no use for Machines that differ. The simulator itself is built without
// this.
struct Switches {
  Switches() : off(clauses::Registry().size()), refusals(clauses::Registry().size()) {
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
  std::atomic<int> last_refusal{kNone};
  std::vector<std::atomic<uint64_t>> refusals;
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

void NoteRefusal(uint16_t index) {
  TheSwitches().last_refusal = index;
  ++TheSwitches().refusals[index];
}

std::optional<uint16_t> LastRefusal() {
  const int index = TheSwitches().last_refusal;
  return index == kNone ? std::nullopt : std::optional(static_cast<uint16_t>(index));
}

void ForgetRefusal() { TheSwitches().last_refusal = kNone; }

std::vector<uint64_t> CountRefusals() {
  const std::vector<std::atomic<uint64_t>>& refusals = TheSwitches().refusals;
  return {refusals.begin(), refusals.end()};
}

}  // namespace etalon::sim::mutants
