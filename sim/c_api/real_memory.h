// Memory behind the heaps of programs that use libetalon.so.
#ifndef ETALON_SIM_C_API_REAL_MEMORY_H_
#define ETALON_SIM_C_API_REAL_MEMORY_H_

#include "sim/kernel/address_space.h"

namespace etalon::sim {

// Pages of the real process: zero at first, and taken only as they are touched.
RegionSource RealMemory();

}  // namespace etalon::sim

#endif  // ETALON_SIM_C_API_REAL_MEMORY_H_
