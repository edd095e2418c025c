// Who holds the memory: a process's stacks by what they hold.
#ifndef ETALON_CONFORMANCE_HEAP_HOLDERS_H_
#define ETALON_CONFORMANCE_HEAP_HOLDERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "conformance/heap/heap_trace.h"

namespace etalon::heap {

struct Holders {
  uint32_t process = 0;        // index
  std::vector<uint32_t> uses;  // of all its heaps; those that hold the most first
  uint64_t outstanding = 0;    // how many of them, from the first, hold anything
};

// The processes that have heaps, those that hold the most first; ties go by index.
std::vector<Holders> RankHolders(const HeapTrace& trace);

// "app.exe (1234)", "process 1234", "app.exe (1234, second of this id)".
std::string ProcessTitle(const Process& process);

// Seconds since the trace began.
double SecondsAt(const HeapTrace& trace, sim::Ticks time);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_HOLDERS_H_
