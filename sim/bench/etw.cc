#include "sim/bench/etw.h"

#include "sim/host/real_disk.h"

namespace etalon::bench {

std::unique_ptr<sim::Host> MakeHostWithRealFiles() {
  std::unique_ptr<sim::Host> host = sim::MakeSimulatedHost(1);
  host->disk = std::make_unique<sim::RealDisk>();
  return host;
}

}  // namespace etalon::bench
