#include <sys/mman.h>

#include "conformance/script/execution/pages.h"

namespace etalon {

uint8_t* AllocateGuardedPages(size_t pages) {
  const size_t bytes = pages * kPageBytes;
  void* const all =
      mmap(nullptr, bytes + kPageBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) return nullptr;
  uint8_t* const first = static_cast<uint8_t*>(all);
  if (bytes != 0 && mprotect(first, bytes, PROT_READ | PROT_WRITE) != 0) return nullptr;
  return first;
}

void MakeWritable(uint8_t* first, size_t pages, bool writable) {
  mprotect(first, pages * kPageBytes, writable ? PROT_READ | PROT_WRITE : PROT_READ);
}

}  // namespace etalon
