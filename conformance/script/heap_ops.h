// What programs do with their heaps, as operations. Capability `processes`.
//
// Heaps and blocks go by names, each in its process: addresses differ from one implementation to
// the next. "" is the process heap. The name of a block that was freed stays good for its address.
#ifndef ETALON_CONFORMANCE_SCRIPT_HEAP_OPS_H_
#define ETALON_CONFORMANCE_SCRIPT_HEAP_OPS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/script/operand.h"

namespace etalon {

// The change "handle" of block "heap" is its handle.
struct HeapCreate {
  std::string heap = {};
  uint32_t flags = 0;
  uint64_t initial = 0;               // dwInitialSize
  uint64_t maximum = 0;               // dwMaximumSize
  std::vector<uint64_t> frames = {};  // the call stack, innermost first: where it can be given
  On on = {};

  friend bool operator==(const HeapCreate&, const HeapCreate&) = default;
};

// The change "address" of block "heap" is that of the (last) block.
struct HeapAlloc {
  std::string heap = {};
  std::string block = {};  // "": it has no name
  uint64_t size = 16;
  uint32_t times = 1;
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const HeapAlloc&, const HeapAlloc&) = default;
};

// Likewise; the name is that of the block's new address.
struct HeapReAlloc {
  std::string heap = {};
  uint32_t flags = 0;
  std::string block = {};
  uint64_t size = 16;
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const HeapReAlloc&, const HeapReAlloc&) = default;
};

struct HeapFree {
  std::string heap = {};
  std::string block = {};
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const HeapFree&, const HeapFree&) = default;
};

struct HeapDestroy {
  std::string heap = {};
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const HeapDestroy&, const HeapDestroy&) = default;
};

enum class HeapAction {
  kLock,
  kUnlock,
  kValidate,
  kWalk,  // all of it
  kCompact,
  kSummary,
};

// HeapLock, HeapUnlock, HeapValidate, HeapWalk, HeapCompact, HeapSummary.
struct HeapControl {
  std::string heap = {};
  HeapAction action = HeapAction::kLock;
  std::vector<uint64_t> frames = {};
  On on = {};

  friend bool operator==(const HeapControl&, const HeapControl&) = default;
};

}  // namespace etalon

#endif  // ETALON_CONFORMANCE_SCRIPT_HEAP_OPS_H_
