#include "sim/host/host.h"
#include "sim/host/real_clock.h"
#include "sim/host/real_disk.h"
#include "sim/host/real_scheduler.h"

namespace etalon::sim {

std::unique_ptr<Host> MakeRealHost(uint64_t seed) {
  auto host = std::make_unique<Host>(Clock::Kind::kReal, seed, ReadRealClock);
  host->disk = std::make_unique<RealDisk>();
  host->scheduler = std::make_unique<RealScheduler>(host->clock);
  return host;
}

}  // namespace etalon::sim
