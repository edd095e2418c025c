// Which checks of the simulator are switched off. Part of the mutants build only.
#ifndef ETALON_SIM_MUTANTS_SWITCHES_H_
#define ETALON_SIM_MUTANTS_SWITCHES_H_

#include <cstdint>
#include <optional>

namespace etalon::sim::mutants {

// Clauses are named by their index in the registry. All checks are on at first, except those of the
// clause whose ID the environment variable ETALON_SWITCHED_OFF gives (read once, at the first
// question; an unknown ID ends the process). Any thread.
bool SwitchedOff(uint16_t index);
void SwitchOff(uint16_t index);
void SwitchAllOn();

// The check that refused last, by its clause's index; none since the last ForgetRefusal.
void NoteRefusal(uint16_t index);
std::optional<uint16_t> LastRefusal();
void ForgetRefusal();

}  // namespace etalon::sim::mutants

#endif  // ETALON_SIM_MUTANTS_SWITCHES_H_
