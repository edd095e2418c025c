// What the simulator cannot do yet it refuses loudly, and never calls a success.
#ifndef ETALON_SIM_API_NOT_SIMULATED_H_
#define ETALON_SIM_API_NOT_SIMULATED_H_

namespace etalon::sim {

// Says "not simulated yet: WHAT" on standard error and ends the process.
[[noreturn]] void NotSimulatedYet(const char* what);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_NOT_SIMULATED_H_
