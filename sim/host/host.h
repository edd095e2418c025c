// Everything the simulator takes from outside. One a Machine; nothing else in sim/ touches the
// world.
#ifndef ETALON_SIM_HOST_HOST_H_
#define ETALON_SIM_HOST_HOST_H_

#include <memory>

#include "sim/host/clock.h"
#include "sim/host/disk.h"
#include "sim/host/faults.h"
#include "sim/host/foreign_callbacks.h"
#include "sim/host/guarded_call.h"
#include "sim/host/memory.h"
#include "sim/host/random.h"
#include "sim/host/scheduler.h"

namespace etalon::sim {

struct Host {
  Host(Clock::Kind kind, uint64_t seed, Ticks (*real_now)() = nullptr)
      : concurrent(kind == Clock::Kind::kReal), clock(kind, real_now), random(seed) {}

  const bool concurrent;  // real threads: locks lock
  GuardedCall guarded_call;
  ForeignCallbacks foreign_callbacks;
  Clock clock;
  Random random;
  Faults faults;
  Memory memory;
  std::unique_ptr<Disk> disk;
  std::unique_ptr<Scheduler> scheduler;  // last: its threads end before what they use
};

// Virtual time, one thread at a time, drives in memory (simulated_disk.h). Same seed, same bytes.
std::unique_ptr<Host> MakeSimulatedHost(uint64_t seed);

// The real machine's time, threads and files (target //sim:real_host).
std::unique_ptr<Host> MakeRealHost(uint64_t seed);

}  // namespace etalon::sim

#endif  // ETALON_SIM_HOST_HOST_H_
