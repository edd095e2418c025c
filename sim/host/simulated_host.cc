#include "sim/host/host.h"
#include "sim/host/simulated_disk.h"
#include "sim/host/simulated_scheduler.h"

namespace etalon::sim {

std::unique_ptr<Host> MakeSimulatedHost(uint64_t seed) {
  auto host = std::make_unique<Host>(Clock::Kind::kVirtual, seed);
  host->disk = std::make_unique<SimulatedDisk>(host->clock);
  host->scheduler = std::make_unique<SimulatedScheduler>(host->clock, seed);
  return host;
}

}  // namespace etalon::sim
