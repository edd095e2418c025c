// Which checks of the simulator are switched off. Part of the mutants build only.
#ifndef ETALON_SIM_MUTANTS_SWITCHES_H_
#define ETALON_SIM_MUTANTS_SWITCHES_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace etalon::sim::mutants {

// Where a check stands: a clause may have several.
struct Site {
  std::string file;  // "sim/api/start_trace.cc"
  int line = 0;      // one of the check's own lines

  friend auto operator<=>(const Site&, const Site&) = default;
};

// Clauses are named by their index in the registry. All checks are on at first, except those of the
// clause whose ID the environment variable ETALON_SWITCHED_OFF gives (read once, at the first
// question; an unknown ID ends the process). Any thread.
bool SwitchedOff(uint16_t index, const char* file = "", int line = 0);
void SwitchOff(uint16_t index);  // every check of the clause
void SwitchAllOn();

// Only the checks of the clause that stand in these lines of a file: one, that is. Before any check
// is made.
void SwitchOff(uint16_t index, const std::string& file, int first_line, int last_line);

// From now on notes which checks are made, whatever their conditions say.
void NoteChecks();

// Those that were made since the last call, in order.
std::vector<Site> TakeNotedChecks();

// The check that refused last, by its clause's index; none since the last ForgetRefusal.
void NoteRefusal(uint16_t index);
std::optional<uint16_t> LastRefusal();
void ForgetRefusal();

}  // namespace etalon::sim::mutants

#endif  // ETALON_SIM_MUTANTS_SWITCHES_H_
