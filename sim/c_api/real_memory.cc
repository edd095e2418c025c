#include "sim/c_api/real_memory.h"

#ifndef _WIN32
#include <sys/mman.h>
#endif

namespace etalon::sim {

#ifdef _WIN32

// Programs for Windows have Windows' own heaps.
RegionSource RealMemory() { return {}; }

#else

namespace {

// mmap aligns to pages: the ends that are too many are given back.
uint64_t Reserve(uint64_t bytes) {
  constexpr uint64_t kUnit = AddressSpace::kUnit;
  void* const mapped = mmap(nullptr, bytes + kUnit, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapped == MAP_FAILED) return 0;
  const auto start = reinterpret_cast<uint64_t>(mapped);
  const uint64_t aligned = AddressSpace::WholeUnits(start);
  if (aligned != start) munmap(mapped, aligned - start);
  munmap(reinterpret_cast<void*>(aligned + bytes), start + kUnit - aligned);
  return aligned;
}

void Release(uint64_t address, uint64_t bytes) { munmap(reinterpret_cast<void*>(address), bytes); }

}  // namespace

RegionSource RealMemory() { return {Reserve, Release}; }

#endif

}  // namespace etalon::sim
