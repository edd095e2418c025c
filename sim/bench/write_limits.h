// What writing an event cannot do without: copying it, and reading a clock.
#ifndef ETALON_SIM_BENCH_WRITE_LIMITS_H_
#define ETALON_SIM_BENCH_WRITE_LIMITS_H_

#include "sim/bench/row.h"

namespace etalon::bench {

enum class ClockOfLimit {
  kCounted,  // adds one: the virtual clock
  kCounter,  // reads the processor's counter (rdtsc): the host's clock
};

// A header of 48 bytes and a payload of 64, whose size is known at run time only, into a ring of 64
// KB; stamped.
Case CopyLimit(ClockOfLimit clock);

// The same with the payload in four blocks of 16 bytes.
Case GatherLimit(ClockOfLimit clock);

// The same as CopyLimit into four buffers of 64 KB in turns, each written to a file with write(2)
// when it is full, by the thread that filled it.
Case FileLimit(ClockOfLimit clock);

}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_WRITE_LIMITS_H_
