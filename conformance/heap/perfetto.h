// Perfetto's trace format (https://ui.perfetto.dev).
#ifndef ETALON_CONFORMANCE_HEAP_PERFETTO_H_
#define ETALON_CONFORMANCE_HEAP_PERFETTO_H_

#include <ostream>

#include "conformance/heap/heap_trace.h"

namespace etalon::heap {

// Counters of the allocated bytes, one a process and one for each of its larger heaps, and a heap
// profile a snapshot, from which the Perfetto UI draws flame graphs of what is unreleased. Each
// heap is the root of its stacks. Processes after the first with an id get another one.
void WritePerfetto(const HeapTrace& trace, std::ostream& out);

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_PERFETTO_H_
