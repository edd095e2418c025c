// The addresses of one simulated process, as far as its heaps take them.
#ifndef ETALON_SIM_KERNEL_ADDRESS_SPACE_H_
#define ETALON_SIM_KERNEL_ADDRESS_SPACE_H_

#include <cstdint>
#include <map>
#include <vector>

namespace etalon::sim {

// Where regions come from when there is to be memory behind them.
struct RegionSource {
  uint64_t (*reserve)(uint64_t bytes) = nullptr;  // a multiple of 64 KB; 0: no room
  void (*release)(uint64_t address, uint64_t bytes) = nullptr;
};

// Hands out regions in units of 64 KB, as VirtualAlloc reserves them: one behind the other from a
// start that the seed draws, and regions that were released before new ones of the same size. There
// is no memory behind the addresses, unless there is a source of it. Not thread-safe.
class AddressSpace {
 public:
  // `bits` of the process: 32 or 64.
  AddressSpace(uint32_t bits, uint64_t seed, const RegionSource& source = {});

  // At least `bytes`, which are rounded up; 0: there is no room.
  uint64_t Reserve(uint64_t bytes);
  // What Reserve gave for so many bytes.
  void Release(uint64_t address, uint64_t bytes);

  static constexpr uint64_t kUnit = 0x10000;

  // `bytes` in whole units, as a region of them is long.
  static constexpr uint64_t WholeUnits(uint64_t bytes) {
    return (bytes + kUnit - 1) & ~(kUnit - 1);
  }

 private:
  const RegionSource source_;
  uint64_t next_;
  const uint64_t end_;
  std::map<uint64_t, std::vector<uint64_t>> released_;  // by size
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_ADDRESS_SPACE_H_
