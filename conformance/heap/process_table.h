// Whose events these are: processes by their ids, heaps by their handles.
#ifndef ETALON_CONFORMANCE_HEAP_PROCESS_TABLE_H_
#define ETALON_CONFORMANCE_HEAP_PROCESS_TABLE_H_

#include <cstdint>
#include <vector>

#include "conformance/heap/heap_trace.h"
#include "conformance/heap/id_table.h"
#include "conformance/heap/kernel_event.h"

namespace etalon::heap {

// Answers with indexes into the trace's vectors, to which it adds what is new.
class ProcessTable {
 public:
  // The trace outlives it.
  explicit ProcessTable(HeapTrace* trace) : trace_(*trace) {}

  // The heap with this handle in the process with this id.
  uint32_t HeapOf(uint32_t process_id, uint64_t handle);

  // The same for an event that does not name its process: whoever has a heap with this handle, or
  // else one process that stands for all that are unknown.
  uint32_t HeapOfSomebody(uint64_t handle);

  // The handle may be given to another heap.
  void ForgetHeap(uint32_t heap);

  void Start(const ProcessEvent& event);
  void End(const ProcessEvent& event, sim::Ticks time);
  void Name(const ProcessEvent& event);
  void LoadImage(const ImageEvent& event);

  // The address space that the process with this id has now.
  uint32_t SpaceOf(uint32_t process_id);

 private:
  uint32_t Newest(uint32_t process_id);  // it may have ended
  uint32_t Living(uint32_t process_id);
  uint32_t Add(uint32_t process_id);
  uint32_t HeapAt(uint32_t process, uint64_t handle);

  HeapTrace& trace_;
  IdTable newest_;              // by process id
  std::vector<IdTable> heaps_;  // of each process, by handle

  // The last answer of HeapOf: most events ask the same again.
  uint32_t last_id_ = 0;
  uint64_t last_handle_ = 0;
  uint32_t last_heap_ = IdTable::kNone;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_PROCESS_TABLE_H_
