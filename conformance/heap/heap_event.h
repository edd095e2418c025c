// Events of the heap class, as a heap session records them.
#ifndef ETALON_CONFORMANCE_HEAP_HEAP_EVENT_H_
#define ETALON_CONFORMANCE_HEAP_HEAP_EVENT_H_

#include <cstdint>
#include <span>
#include <string>

namespace etalon::heap {

enum class HeapEventType : uint8_t {
  kCreate = 0x20,
  kAllocate = 0x21,
  kReallocate = 0x22,
  kDestroy = 0x23,
  kFree = 0x24,
  kExtend = 0x25,
  kSnapshot = 0x26,
  kCreateSnapshot = 0x27,
  kDestroySnapshot = 0x28,
  kExtendSnapshot = 0x29,
  kContract = 0x2A,
  kLock = 0x2B,
  kUnlock = 0x2C,
  kValidate = 0x2D,
  kWalk = 0x2E,
};

// The source of an event of what is no block of the heap.
inline constexpr uint32_t kNoBlockThere = 5;

// Members that a type does not have are zero. Sizes are bytes.
struct HeapEvent {
  HeapEventType type = HeapEventType::kCreate;
  uint64_t heap = 0;         // its handle
  uint64_t address = 0;      // allocated, freed, or reallocated to; 0: it failed
  uint64_t size = 0;         // allocated, or after the reallocation
  uint64_t old_address = 0;  // kReallocate
  uint64_t old_size = 0;     // kReallocate
  uint64_t committed = 0;    // of the whole heap: kExtend, kContract, kSnapshot
  uint64_t reserved = 0;     // likewise
  uint32_t source = 0;       // kFree: who took it back; 0: not told
};

// Reads the payload that a process with pointers of `pointer_size` bytes (4 or 8) wrote. Payloads
// may be longer, as later Windows add members, or lack trailing members that an analysis can do
// without. False: no heap event, and *reason says why not.
bool ParseHeapEvent(uint8_t type, uint8_t pointer_size, std::span<const uint8_t> payload,
                    HeapEvent* event, std::string* reason);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_HEAP_EVENT_H_
