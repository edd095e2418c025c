#include "sim/api/heap_targets.h"

#include <mutex>

#include "sim/api/caller_memory.h"
#include "sim/include/kernel_guids.h"

namespace etalon::sim {

bool CanReadTargets(Machine& machine, const ULONG* pids, ULONG pid_count,
                    const STACK_TRACING_EVENT_ID* stack_events, ULONG stack_event_count) {
  return CanRead(machine, pids, pid_count) && CanRead(machine, stack_events, stack_event_count);
}

HeapTargets MakeHeapTargets(Machine& machine, const ULONG* pids, ULONG pid_count,
                            const STACK_TRACING_EVENT_ID* events, ULONG event_count) {
  const std::lock_guard<Lock> hold(machine.lock());
  HeapTargets targets;
  for (ULONG i = 0; i < pid_count; ++i) {
    if (machine.processes().Find(pids[i]) != nullptr) targets.pids.push_back(pids[i]);
  }
  for (ULONG i = 0; i < event_count; ++i) {
    if (events[i].EventGuid == HeapGuid) targets.stack_types.push_back(events[i].Type);
  }
  return targets;
}

}  // namespace etalon::sim
