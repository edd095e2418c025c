// The machine's own time.
#ifndef ETALON_SIM_HOST_REAL_CLOCK_H_
#define ETALON_SIM_HOST_REAL_CLOCK_H_

#include "sim/host/clock.h"

namespace etalon::sim {

// The time of day at the first call, and from there on the steady clock: it never goes backwards,
// whatever happens to the time of day. Any thread. The first call takes some milliseconds where it
// has to find out how fast the processor's counter runs.
Ticks ReadRealClock();

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_REAL_CLOCK_H_
