// Whose heaps a session traces.
#ifndef ETALON_SIM_API_HEAP_TARGETS_H_
#define ETALON_SIM_API_HEAP_TARGETS_H_

#include <cstdint>
#include <vector>

#include "sim/include/KernelTraceControl.h"
#include "sim/machine.h"

namespace etalon::sim {

struct HeapTargets {
  std::vector<uint32_t> pids;
  std::vector<uint8_t> stack_types;  // heap events that capture a stack
};

// The processes among `pids` that exist and the heap events among `events`; what else is named
// contributes nothing. Takes the machine's lock.
// The arrays can be read; no more of them than the functions take.
bool CanReadTargets(Machine& machine, const ULONG* pids, ULONG pid_count,
                    const STACK_TRACING_EVENT_ID* stack_events, ULONG stack_event_count);

HeapTargets MakeHeapTargets(Machine& machine, const ULONG* pids, ULONG pid_count,
                            const STACK_TRACING_EVENT_ID* events, ULONG event_count);

}  // namespace etalon::sim

#endif  // ETALON_SIM_API_HEAP_TARGETS_H_
