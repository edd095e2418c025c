// The payloads of heap events, group 0x10. See docs/log_file_format.md.
#ifndef ETALON_SIM_KERNEL_HEAP_EVENTS_H_
#define ETALON_SIM_KERNEL_HEAP_EVENTS_H_

#include <cstdint>

#include "sim/kernel/heap.h"

namespace etalon::sim {

// Classic types of the class {222962AB-6180-4B88-A825-346B75F2A24A}.
enum HeapEventType : uint8_t {
  kHeapCreated = 0x20,
  kHeapAllocated = 0x21,
  kHeapReallocated = 0x22,
  kHeapDestroyed = 0x23,
  kHeapFreed = 0x24,
  kHeapExtended = 0x25,
  kHeapSnapshot = 0x26,
  kHeapContracted = 0x2A,
  kHeapLocked = 0x2B,
  kHeapUnlocked = 0x2C,
  kHeapValidated = 0x2D,
  kHeapWalked = 0x2E,
};

// Of those payloads that Windows 7 made longer.
inline constexpr uint16_t kLongerVersion = 3;

struct HeapCreated {
  static constexpr uint8_t kType = kHeapCreated;
  static constexpr uint16_t kVersion = kLongerVersion;
  uint64_t heap;
  uint32_t flags;
  uint64_t reserved;
  uint64_t committed;
  uint64_t allocated;

  template <typename Out>
  constexpr void Tell(Out& out) const {
    out.Pointer(heap);
    out.Number(flags);
    out.Pointer(reserved);
    out.Pointer(committed);
    out.Pointer(allocated);
  }
};

struct HeapAllocated {
  static constexpr uint8_t kType = kHeapAllocated;
  uint64_t heap;
  uint64_t size;
  uint64_t address;
  AllocationSource source;

  template <typename Out>
  constexpr void Tell(Out& out) const {
    out.Pointer(heap);
    out.Pointer(size);
    out.Pointer(address);
    out.Number(static_cast<uint32_t>(source));
  }
};

struct HeapReallocated {
  static constexpr uint8_t kType = kHeapReallocated;
  uint64_t heap;
  uint64_t address;
  uint64_t address_before;
  uint64_t size;
  uint64_t size_before;
  AllocationSource source;

  template <typename Out>
  constexpr void Tell(Out& out) const {
    out.Pointer(heap);
    out.Pointer(address);
    out.Pointer(address_before);
    out.Pointer(size);
    out.Pointer(size_before);
    out.Number(static_cast<uint32_t>(source));
  }
};

struct HeapFreed {
  static constexpr uint8_t kType = kHeapFreed;
  uint64_t heap;
  uint64_t address;
  AllocationSource source;

  template <typename Out>
  constexpr void Tell(Out& out) const {
    out.Pointer(heap);
    out.Pointer(address);
    out.Number(static_cast<uint32_t>(source));
  }
};

// Memory of a heap's segments that was committed (kHeapExtended) or given back (kHeapContracted).
template <uint8_t kEventType>
struct HeapResized {
  static constexpr uint8_t kType = kEventType;
  static constexpr uint16_t kVersion = kLongerVersion;
  uint64_t heap;
  uint64_t bytes;
  uint64_t address;
  HeapTotals totals;

  template <typename Out>
  constexpr void Tell(Out& out) const {
    out.Pointer(heap);
    out.Pointer(bytes);
    out.Pointer(address);
    out.Pointer(totals.free());
    out.Pointer(totals.committed);
    out.Pointer(totals.reserved);
    out.Number(totals.uncommitted_ranges);
    out.Pointer(totals.allocated);
  }
};

struct HeapSnapshotTaken {
  static constexpr uint8_t kType = kHeapSnapshot;
  static constexpr uint16_t kVersion = kLongerVersion;
  uint64_t heap;
  uint32_t flags;
  uint32_t pid;
  HeapTotals totals;

  template <typename Out>
  constexpr void Tell(Out& out) const {
    out.Pointer(heap);
    out.Pointer(totals.free());
    out.Pointer(totals.committed);
    out.Pointer(totals.reserved);
    out.Number(flags);
    out.Number(pid);
    out.Pointer(totals.largest_uncommitted);
    out.Number(totals.free_blocks);
    out.Number(totals.uncommitted_ranges);
    out.Pointer(totals.allocated);
  }
};

// That something was done to a heap: kHeapDestroyed, kHeapLocked to kHeapWalked.
template <uint8_t kEventType>
struct HeapTouched {
  static constexpr uint8_t kType = kEventType;
  uint64_t heap;

  template <typename Out>
  constexpr void Tell(Out& out) const {
    out.Pointer(heap);
  }
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_HEAP_EVENTS_H_
