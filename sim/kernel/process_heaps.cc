#include "sim/kernel/process_heaps.h"

#include <algorithm>
#include <utility>

#include "sim/kernel/heap_events.h"

namespace etalon::sim {
namespace {

constexpr uint32_t kHeapGrowable = 0x2;  // the flags of the process heap

}  // namespace

ProcessHeaps::ProcessHeaps(const Process& process, const SessionTable& sessions, bool has_lookaside,
                           uint64_t seed, bool concurrent, const RegionSource& source)
    : process_(process),
      sessions_(sessions),
      has_lookaside_(has_lookaside),
      lock_(concurrent),
      space_(process.bits, seed, source) {}

template <typename Payload>
void ProcessHeaps::Write(const HeapTarget& target, const KernelCaller& caller,
                         const Payload& payload) {
  Session* const session = sessions_.ForWriting(target.logger_id, process_.pid);
  if (session == nullptr) return;
  int64_t stamp = 0;
  const WriteResult result =
      WriteKernelEvent(*session, caller, process_.pid, process_.bits, kHeapGroup, payload, &stamp);
  const bool has_stack = (target.stack_types >> (Payload::kType - kHeapCreated) & 1) != 0;
  if (has_stack && result == WriteResult::kWritten) {
    WriteStackWalk(*session, caller, process_.pid, stamp);
  }
}

Heap* ProcessHeaps::Find(uint64_t heap) const {
  for (const auto& each : heaps_) {
    if (each->handle() == heap) return each.get();
  }
  return nullptr;
}

uint64_t ProcessHeaps::ProcessHeap(const KernelCaller& caller) {
  const Guard hold(lock_);
  if (heaps_.empty()) Make(caller, kHeapGrowable, 0, 0);
  return heaps_.empty() ? 0 : heaps_.front()->handle();
}

uint64_t ProcessHeaps::Create(const KernelCaller& caller, uint32_t flags, uint64_t initial,
                              uint64_t maximum) {
  ProcessHeap(caller);
  const Guard hold(lock_);
  return Make(caller, flags, initial, maximum);
}

uint64_t ProcessHeaps::Make(const KernelCaller& caller, uint32_t flags, uint64_t initial,
                            uint64_t maximum) {
  auto heap = std::make_unique<Heap>(HeapSettings{.bits = process_.bits,
                                                  .flags = flags,
                                                  .initial = initial,
                                                  .maximum = maximum,
                                                  .has_lookaside = has_lookaside_},
                                     space_);
  if (!heap->is_valid()) return 0;
  const uint64_t handle = heap->handle();
  const HeapTotals totals = heap->totals();
  heaps_.push_back(std::move(heap));
  Tell(caller, HeapCreated{handle, flags, totals.reserved, totals.committed, totals.allocated});
  return handle;
}

bool ProcessHeaps::Destroy(const KernelCaller& caller, uint64_t heap) {
  const Guard hold(lock_);
  const auto is_it = [&](const auto& each) { return each->handle() == heap; };
  const auto found = std::find_if(heaps_.begin(), heaps_.end(), is_it);
  if (found == heaps_.begin() || found == heaps_.end()) return false;
  heaps_.erase(found);
  Tell(caller, HeapTouched<kHeapDestroyed>{heap});
  return true;
}

void ProcessHeaps::TellGrowth(const KernelCaller& caller, const Heap& heap,
                              const Allocation& allocation) {
  Tell(caller, HeapResized<kHeapExtended>{heap.handle(), allocation.committed,
                                          allocation.committed_at, heap.totals()});
}

uint64_t ProcessHeaps::AllocateIn(const KernelCaller& caller, Heap& heap, uint64_t size) {
  const Allocation allocation = heap.Allocate(size);
  if (allocation.committed != 0) [[unlikely]]
    TellGrowth(caller, heap, allocation);
  if (allocation.address != 0) {
    Tell(caller, HeapAllocated{heap.handle(), size, allocation.address, allocation.source});
  }
  return allocation.address;
}

uint64_t ProcessHeaps::Allocate(const KernelCaller& caller, uint64_t heap, uint64_t size) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  return found == nullptr ? 0 : AllocateIn(caller, *found, size);
}

uint64_t ProcessHeaps::Reallocate(const KernelCaller& caller, uint64_t heap, uint32_t flags,
                                  uint64_t address, uint64_t size) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  if (found == nullptr) return 0;
  const bool in_place_only = (flags & kHeapReallocInPlaceOnly) != 0;
  const Allocation moved = found->Reallocate(address, size, in_place_only);
  if (moved.committed != 0) TellGrowth(caller, *found, moved);
  if (moved.address != 0 && moved.address != address) {
    Tell(caller, HeapAllocated{heap, size, moved.address, moved.source});
    Tell(caller, HeapFreed{heap, address, moved.source_before});
  }
  if (moved.address != 0 || moved.source == AllocationSource::kInvalid) {
    Tell(caller,
         HeapReallocated{heap, moved.address, address, size, moved.size_before, moved.source});
  }
  return moved.address;
}

bool ProcessHeaps::Free(const KernelCaller& caller, uint64_t heap, uint64_t address) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  if (found == nullptr) return false;
  const AllocationSource source = found->Free(address);
  Tell(caller, HeapFreed{heap, address, source});
  return source != AllocationSource::kInvalid;
}

template <uint8_t kType>
bool ProcessHeaps::Touch(const KernelCaller& caller, Heap* heap) {
  if (heap == nullptr) return false;
  Tell(caller, HeapTouched<kType>{heap->handle()});
  return true;
}

bool ProcessHeaps::Lock(const KernelCaller& caller, uint64_t heap) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  if (found != nullptr) found->Lock();
  return Touch<kHeapLocked>(caller, found);
}

bool ProcessHeaps::Unlock(const KernelCaller& caller, uint64_t heap) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  if (found == nullptr || !found->Unlock()) return false;
  return Touch<kHeapUnlocked>(caller, found);
}

bool ProcessHeaps::Validate(const KernelCaller& caller, uint64_t heap, uint64_t address) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  if (!Touch<kHeapValidated>(caller, found)) return false;
  return address == 0 || found->Contains(address);
}

std::vector<LiveBlock> ProcessHeaps::Walk(const KernelCaller& caller, uint64_t heap) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  if (!Touch<kHeapWalked>(caller, found)) return {};
  return found->Blocks();
}

uint64_t ProcessHeaps::SizeOf(uint64_t heap, uint64_t address) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  const LiveBlock* const block = found == nullptr ? nullptr : found->Find(address);
  return block == nullptr ? kNoSize : block->size;
}

uint64_t ProcessHeaps::Compact(const KernelCaller& caller, uint64_t heap) {
  const Guard hold(lock_);
  Heap* const found = Find(heap);
  uint64_t address = 0;
  const uint64_t bytes = found == nullptr ? 0 : found->Compact(&address);
  if (bytes != 0) {
    Tell(caller, HeapResized<kHeapContracted>{heap, bytes, address, found->totals()});
  }
  return bytes;
}

bool ProcessHeaps::Snapshot(const KernelCaller& caller, uint64_t heap) {
  const Guard hold(lock_);
  const Heap* const found = Find(heap);
  if (found == nullptr) return false;
  Tell(caller, HeapSnapshotTaken{heap, found->settings().flags, process_.pid, found->totals()});
  return true;
}

void ProcessHeaps::Forget() {
  const Guard hold(lock_);
  Trace({});
  heaps_.clear();
}

std::vector<uint64_t> ProcessHeaps::handles() const {
  const Guard hold(lock_);
  std::vector<uint64_t> handles;
  for (const auto& heap : heaps_) handles.push_back(heap->handle());
  return handles;
}

}  // namespace etalon::sim
