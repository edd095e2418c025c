#include <windows.h>

#include "conformance/script/execution/pages.h"

namespace etalon {

uint8_t* AllocateGuardedPages(size_t pages) {
  const size_t bytes = pages * kPageBytes;
  void* const all =
      VirtualAlloc(nullptr, bytes + kPageBytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
  if (all == nullptr) return nullptr;
  uint8_t* const first = static_cast<uint8_t*>(all);
  DWORD before = 0;
  return VirtualProtect(first + bytes, kPageBytes, PAGE_NOACCESS, &before) ? first : nullptr;
}

void MakeWritable(uint8_t* first, size_t pages, bool writable) {
  DWORD before = 0;
  VirtualProtect(first, pages * kPageBytes, writable ? PAGE_READWRITE : PAGE_READONLY, &before);
}

}  // namespace etalon
