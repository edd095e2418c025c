#include "sim/host/guarded_call.h"

#include <cstdint>

namespace etalon::sim {
namespace {

constexpr size_t kPageBytes = 4096;  // no machine has smaller ones

// Calls touch(byte) for one byte of each page. Wraps nowhere: memory that reaches round the end of
// the address space has a page in between that cannot be touched.
template <typename Byte, typename Touch>
void TouchPages(Byte* memory, size_t bytes, Touch touch) {
  if (bytes == 0) return;
  for (size_t at = 0; at < bytes;) {
    touch(memory + at);
    at += kPageBytes - (reinterpret_cast<uintptr_t>(memory) + at) % kPageBytes;
  }
}

}  // namespace

bool GuardedCall::CanRead(const void* memory, size_t bytes) const {
  if (!armed()) return true;
  return Run([&] {
    TouchPages(static_cast<const volatile uint8_t*>(memory), bytes,
               [](const volatile uint8_t* byte) { (void)*byte; });
  });
}

bool GuardedCall::CanWrite(void* memory, size_t bytes) const {
  if (!armed()) return true;
  return Run([&] {
    TouchPages(static_cast<volatile uint8_t*>(memory), bytes,
               [](volatile uint8_t* byte) { *byte = *byte; });
  });
}

}  // namespace etalon::sim
