// How often checks refused. Part of the mutants build only; apart from switches.h, which every check
// includes.
#ifndef ETALON_SIM_MUTANTS_REFUSALS_H_
#define ETALON_SIM_MUTANTS_REFUSALS_H_

#include <cstdint>
#include <vector>

namespace etalon::sim::mutants {

// How often the checks of each clause have refused in this process, by the clause's index.
std::vector<uint64_t> CountRefusals();

}  // namespace etalon::sim::mutants

#endif  // ETALON_SIM_MUTANTS_REFUSALS_H_
