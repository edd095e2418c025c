// The heaps of one simulated process, and the events of what is done with them.
#ifndef ETALON_SIM_KERNEL_PROCESS_HEAPS_H_
#define ETALON_SIM_KERNEL_PROCESS_HEAPS_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/host/lock.h"
#include "sim/kernel/heap.h"
#include "sim/kernel/kernel_event.h"
#include "sim/session/session_table.h"
#include "sim/system/process_table.h"

namespace etalon::sim {

// Which session takes the heap events of a process, and which of them with stacks. One word, so
// that it changes at once while events are written. No two heap sessions run at a time: they would
// have the same GUID.
struct HeapTarget {
  uint16_t logger_id = 0;    // 0: none
  uint32_t stack_types = 0;  // bit n: events of type 0x20 + n

  uint64_t word() const { return uint64_t{stack_types} << 32 | logger_id; }
  static HeapTarget OfWord(uint64_t word) {
    return {static_cast<uint16_t>(word), static_cast<uint32_t>(word >> 32)};
  }
};

// The functions are those of Windows, less what a program would do with the memory: Handles and
// addresses are numbers. Each that changes a heap, or is said to be traced, writes its event to the
// session that asked for it, on the caller's processor, with the stack if that was asked for: then
// the order of events is that of the calls. Without a session a call costs one comparison more than
// the heap itself. What fails writes nothing, except Free and Reallocate of what is no block:
// kInvalid.
//
// Thread safety: any thread; calls for one process wait for each other.
class ProcessHeaps {
 public:
  // `process` and `sessions` outlive it. Addresses follow from `seed`.
  ProcessHeaps(const Process& process, const SessionTable& sessions, bool has_lookaside,
               uint64_t seed, bool concurrent, const RegionSource& source = {});

  // The heap that every process has; it comes into being with the process's first thread, at the
  // latest here.
  uint64_t ProcessHeap(const KernelCaller& caller);

  // 0: no memory. `initial` and `maximum` as in HeapSettings.
  uint64_t Create(const KernelCaller& caller, uint32_t flags, uint64_t initial, uint64_t maximum);

  // False for the process heap and for what is no heap.
  bool Destroy(const KernelCaller& caller, uint64_t heap);

  // The address; 0: no memory, or no such heap.
  uint64_t Allocate(const KernelCaller& caller, uint64_t heap, uint64_t size);

  // The address; 0: no memory, no such block, or kHeapReallocInPlaceOnly in `flags` and no room. A
  // block that moves is allocated, freed and then reallocated, with an event of each.
  uint64_t Reallocate(const KernelCaller& caller, uint64_t heap, uint32_t flags, uint64_t address,
                      uint64_t size);

  bool Free(const KernelCaller& caller, uint64_t heap, uint64_t address);

  bool Lock(const KernelCaller& caller, uint64_t heap);
  bool Unlock(const KernelCaller& caller, uint64_t heap);  // false: it was not locked

  // `address` 0: the whole heap. False: it is no block of the heap.
  bool Validate(const KernelCaller& caller, uint64_t heap, uint64_t address);

  // The blocks in use, by address; empty without such a heap.
  std::vector<LiveBlock> Walk(const KernelCaller& caller, uint64_t heap);

  // What was asked for; kNoSize: it is no block of the heap. No event.
  static constexpr uint64_t kNoSize = UINT64_MAX;
  uint64_t SizeOf(uint64_t heap, uint64_t address);

  // Gives committed memory back; how many bytes.
  uint64_t Compact(const KernelCaller& caller, uint64_t heap);

  // Writes down the heap's sums. False: no such heap.
  bool Snapshot(const KernelCaller& caller, uint64_t heap);

  // The process is gone, and its memory: no events.
  void Forget();

  std::vector<uint64_t> handles() const;  // in the order in which they were created

  void Trace(const HeapTarget& target) { target_.store(target.word(), std::memory_order_relaxed); }
  HeapTarget target() const { return HeapTarget::OfWord(target_.load(std::memory_order_relaxed)); }

 private:
  using Guard = std::lock_guard<etalon::sim::Lock>;

  Heap* Find(uint64_t heap) const;
  uint64_t Make(const KernelCaller& caller, uint32_t flags, uint64_t initial, uint64_t maximum);
  uint64_t AllocateIn(const KernelCaller& caller, Heap& heap, uint64_t size);
  void TellGrowth(const KernelCaller& caller, const Heap& heap, const Allocation& allocation);
  template <uint8_t kType>
  bool Touch(const KernelCaller& caller, Heap* heap);

  // To the session that wants it, if there is one.
  template <typename Payload>
  void Tell(const KernelCaller& caller, const Payload& payload) {
    const uint64_t word = target_.load(std::memory_order_relaxed);
    if (word != 0) [[unlikely]]
      Write(HeapTarget::OfWord(word), caller, payload);
  }
  template <typename Payload>
  void Write(const HeapTarget& target, const KernelCaller& caller, const Payload& payload);

  const Process& process_;
  const SessionTable& sessions_;
  const bool has_lookaside_;
  std::atomic<uint64_t> target_{0};
  mutable etalon::sim::Lock lock_;  // what follows
  AddressSpace space_;
  std::vector<std::unique_ptr<Heap>> heaps_;  // the first is the process heap
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_PROCESS_HEAPS_H_
