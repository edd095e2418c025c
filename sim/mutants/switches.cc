#include "sim/mutants/switches.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <set>

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

  bool IsMeant(const char* file, int line) const {
    return only_file.empty() || (only_file == file && first_line <= line && line <= last_line);
  }

  void Note(const char* file, int line) {
    const std::lock_guard<std::mutex> hold(mutex);
    noted.insert({file, line});
  }

  std::vector<std::atomic<bool>> off;
  std::string only_file;  // "": all
  int first_line = 0;
  int last_line = 0;

  std::atomic<bool> notes{false};
  std::mutex mutex;
  std::set<Site> noted;
  std::atomic<int> last_refusal{kNone};
  std::vector<std::atomic<uint64_t>> refusals;
};

Switches& TheSwitches() {
  static Switches switches;
  return switches;
}

}  // namespace

bool SwitchedOff(uint16_t index, const char* file, int line) {
  Switches& switches = TheSwitches();
  if (switches.notes) switches.Note(file, line);
  return switches.off[index] && switches.IsMeant(file, line);
}

void SwitchOff(uint16_t index) { TheSwitches().off[index] = true; }

void SwitchOff(uint16_t index, const std::string& file, int first_line, int last_line) {
  Switches& switches = TheSwitches();
  switches.only_file = file;
  switches.first_line = first_line;
  switches.last_line = last_line;
  switches.off[index] = true;
}

void SwitchAllOn() {
  for (std::atomic<bool>& off : TheSwitches().off) off = false;
  TheSwitches().only_file.clear();
}

void NoteChecks() { TheSwitches().notes = true; }

std::vector<Site> TakeNotedChecks() {
  Switches& switches = TheSwitches();
  const std::lock_guard<std::mutex> hold(switches.mutex);
  const std::vector<Site> noted(switches.noted.begin(), switches.noted.end());
  switches.noted.clear();
  return noted;
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
