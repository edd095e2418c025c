#include "conformance/heap/process_table.h"

namespace etalon::heap {
namespace {

constexpr uint64_t kSomebody = uint64_t{1} << 32;  // behind all process ids

}  // namespace

uint32_t ProcessTable::Add(uint32_t process_id) {
  const uint32_t added = static_cast<uint32_t>(trace_.processes.size());
  uint32_t& newest = newest_.At(process_id);
  Process process;
  process.id = process_id;
  if (newest != IdTable::kNone) process.incarnation = trace_.processes[newest].incarnation + 1;
  trace_.processes.push_back(std::move(process));
  heaps_.emplace_back();
  newest = added;
  last_heap_ = IdTable::kNone;
  return added;
}

uint32_t ProcessTable::Newest(uint32_t process_id) {
  const uint32_t known = newest_.Find(process_id);
  return known != IdTable::kNone ? known : Add(process_id);
}

uint32_t ProcessTable::Living(uint32_t process_id) {
  const uint32_t newest = Newest(process_id);
  return trace_.processes[newest].ended.has_value() ? Add(process_id) : newest;
}

uint32_t ProcessTable::HeapAt(uint32_t process, uint64_t handle) {
  uint32_t& heap = heaps_[process].At(handle);
  if (heap == IdTable::kNone) {
    heap = static_cast<uint32_t>(trace_.heaps.size());
    Heap added;
    added.process = process;
    added.handle = handle;
    trace_.heaps.push_back(std::move(added));
    trace_.processes[process].heaps.push_back(heap);
  }
  return heap;
}

uint32_t ProcessTable::HeapOf(uint32_t process_id, uint64_t handle) {
  if (last_heap_ != IdTable::kNone && last_id_ == process_id && last_handle_ == handle) {
    return last_heap_;
  }
  last_id_ = process_id;
  last_handle_ = handle;
  const uint32_t process = Living(process_id);  // may forget the last heap
  return last_heap_ = HeapAt(process, handle);
}

uint32_t ProcessTable::HeapOfSomebody(uint64_t handle) {
  for (uint32_t process = 0; process < heaps_.size(); ++process) {
    const uint32_t heap = heaps_[process].Find(handle);
    if (heap != IdTable::kNone && !trace_.processes[process].ended.has_value()) return heap;
  }
  uint32_t& somebody = newest_.At(kSomebody);
  if (somebody == IdTable::kNone) {
    somebody = static_cast<uint32_t>(trace_.processes.size());
    Process process;
    process.id_known = false;
    trace_.processes.push_back(std::move(process));
    heaps_.emplace_back();
  }
  return HeapAt(somebody, handle);
}

void ProcessTable::ForgetHeap(uint32_t heap) {
  const Heap& gone = trace_.heaps[heap];
  heaps_[gone.process].At(gone.handle) = IdTable::kNone;
  last_heap_ = IdTable::kNone;
}

void ProcessTable::Start(const ProcessEvent& event) {
  uint32_t process = Living(event.process_id);
  // A process that has a past cannot start: it is another one, and the end was not recorded.
  const Process& known = trace_.processes[process];
  if (!known.heaps.empty() || !known.name.empty()) process = Add(event.process_id);
  trace_.processes[process].name = event.name;
}

void ProcessTable::End(const ProcessEvent& event, sim::Ticks time) {
  Name(event);
  Process& process = trace_.processes[Newest(event.process_id)];
  process.ended = time;
  process.exit_code = event.exit_code;
  last_heap_ = IdTable::kNone;
}

void ProcessTable::Name(const ProcessEvent& event) {
  Process& process = trace_.processes[Newest(event.process_id)];
  if (process.name.empty()) process.name = event.name;
}

void ProcessTable::LoadImage(const ImageEvent& event) {
  trace_.processes[Newest(event.process_id)].modules.Load(event.base, event.size, event.path);
}

uint32_t ProcessTable::SpaceOf(uint32_t process_id) {
  const uint32_t at = Newest(process_id);
  Process& process = trace_.processes[at];
  const uint32_t epoch = process.modules.epoch();
  while (process.spaces.size() <= epoch) {
    process.spaces.push_back(static_cast<uint32_t>(trace_.spaces.size()));
    trace_.spaces.push_back({at, static_cast<uint32_t>(process.spaces.size() - 1)});
  }
  return process.spaces[epoch];
}

}  // namespace etalon::heap
