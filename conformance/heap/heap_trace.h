// What a trace tells about heaps, once it has been read.
#ifndef ETALON_CONFORMANCE_HEAP_HEAP_TRACE_H_
#define ETALON_CONFORMANCE_HEAP_HEAP_TRACE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "conformance/heap/live_blocks.h"
#include "conformance/heap/modules.h"
#include "conformance/heap/size_history.h"
#include "conformance/heap/snapshots.h"
#include "conformance/heap/stacks.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::heap {

// Bytes and blocks that are allocated, and their most so far.
struct Level {
  uint64_t bytes = 0;
  uint64_t blocks = 0;
  uint64_t peak_bytes = 0;
  sim::Ticks peak_time = 0;

  void Add(uint64_t size, sim::Ticks time) {
    bytes += size;
    ++blocks;
    if (bytes <= peak_bytes) return;
    peak_bytes = bytes;
    peak_time = time;
  }
  void Remove(uint64_t size) {
    bytes -= size;
    --blocks;
  }
};

// From its creation, or the first event that names it, to its destruction. A handle that is used
// again is another heap.
struct Heap {
  uint32_t process = 0;  // index
  uint64_t handle = 0;
  bool created = false;    // seen
  bool destroyed = false;  // seen

  uint64_t allocations = 0;  // that succeeded
  uint64_t frees = 0;        // of blocks whose allocation was seen
  uint64_t reallocations = 0;
  uint64_t failures = 0;       // allocations that gave no memory
  uint64_t early_blocks = 0;   // freed or reallocated, but allocated before the trace began
  uint64_t missing_frees = 0;  // allocated where a block still was: its end was not recorded
  uint64_t other_events = 0;   // locks, walks, snapshots, ...

  uint64_t released_bytes = 0;  // freed with the heap, by its destruction
  uint64_t released_blocks = 0;
  uint64_t committed = 0;  // of the operating system, bytes, as last told; 0: never
  uint64_t reserved = 0;

  Level level;
  SizeHistory history;
  LiveBlocks live;  // empty when the trace has been read
};

// From its start to its end. A process id that is used again is another process.
struct Process {
  uint32_t id = 0;
  bool id_known = true;      // false: its events name no process
  uint32_t incarnation = 1;  // 2: the second process with this id, ...
  std::string name;          // empty: no event told
  std::optional<sim::Ticks> ended;
  uint32_t exit_code = 0;  // where it has ended

  std::vector<uint32_t> heaps;  // indexes, in the order in which they appeared
  Level level;                  // of all its heaps
  SizeHistory history;
  Modules modules;
  std::vector<uint32_t> spaces;  // its address spaces: one an epoch of its modules
};

// What one stack did in one heap.
struct Use {
  uint32_t heap = 0;   // index
  uint32_t stack = 0;  // Stacks::kNoStack: none was recorded
  UseTotals totals;    // a reallocation frees and allocates
  bool changed = false;

  // Of the blocks that are outstanding, when the trace has been read.
  uint32_t oldest_ms = 0;
  uint32_t newest_ms = 0;
};

// An address space is a process in one epoch of its modules.
struct Space {
  uint32_t process = 0;
  uint32_t epoch = 0;
};

// Indexes are positions in these vectors, and stay.
struct HeapTrace {
  sim::HeaderEvent header;
  sim::Ticks end = 0;  // of the last event
  uint64_t events = 0;
  uint64_t heap_events = 0;
  uint64_t stack_events = 0;   // that belong to an allocation
  uint64_t folded_stacks = 0;  // recorded by key, which is not read

  TimeAxis axis;
  std::vector<Process> processes;  // those without heaps too
  std::vector<Heap> heaps;
  std::vector<Use> uses;
  std::vector<Space> spaces;
  Stacks stacks;
  Snapshots snapshots;

  sim::Ticks start() const { return axis.start; }
};

// Reads the whole file, in the order of time. What cannot be understood goes to the reader's
// defects. `bytes_read` is called with the size of each buffer that is done with.
HeapTrace ReadHeapTrace(sim::LogFileReader& reader,
                        const std::function<void(uint64_t)>& bytes_read);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_HEAP_TRACE_H_
