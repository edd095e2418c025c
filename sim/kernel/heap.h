// One heap of a simulated process: which addresses are whose, without memory behind them.
#ifndef ETALON_SIM_KERNEL_HEAP_H_
#define ETALON_SIM_KERNEL_HEAP_H_

#include <cstdint>
#include <map>
#include <vector>

#include "sim/kernel/address_space.h"
#include "sim/kernel/block_table.h"

namespace etalon::sim {

// Who serves an allocation, as heap events number it.
enum class AllocationSource : uint32_t {
  kLookaside = 1,         // the list of freed small blocks in front of a heap, before Vista
  kLowFragmentation = 2,  // small blocks of a size that has been asked for often
  kMain = 3,              // everything else
  kSlow = 4,              // blocks too large for a segment, which get a region of their own
  kInvalid = 5,           // there is no such block
  kSegmentHeap = 6,       // any block of a heap that was created as a segment heap
};

// Flags of HeapCreate and HeapReAlloc that the model knows.
inline constexpr uint32_t kHeapNoSerialize = 0x1;
inline constexpr uint32_t kHeapReallocInPlaceOnly = 0x10;
inline constexpr uint32_t kHeapCreateSegmentHeap = 0x100;

struct HeapSettings {
  uint32_t bits = 64;          // of the process
  uint32_t flags = 0;          // as HeapCreate got them
  uint64_t initial = 0;        // bytes committed at once; 0: one page
  uint64_t maximum = 0;        // bytes that it may have in all; 0: it grows
  bool has_lookaside = false;  // Windows before Vista
};

// The sums that heap events report, in bytes unless they count.
struct HeapTotals {
  uint64_t committed = 0;
  uint64_t reserved = 0;
  uint64_t allocated = 0;            // in blocks in use, their headers included
  uint64_t largest_uncommitted = 0;  // the largest range that is reserved only
  uint32_t uncommitted_ranges = 0;   // how many of these
  uint32_t free_blocks = 0;          // blocks that were freed and not reused
  uint64_t free() const { return committed - allocated; }
};

// What an allocation brought. Memory that had to be committed first is told besides.
struct Allocation {
  uint64_t address = 0;  // 0: no memory
  AllocationSource source = AllocationSource::kMain;
  uint64_t size_before = 0;  // Reallocate: of the old block
  AllocationSource source_before = AllocationSource::kMain;  // likewise, when it was freed
  uint64_t committed = 0;    // bytes; 0: none
  uint64_t committed_at = 0;
};

// The model. Blocks are whole granules (16 bytes; 8 in 32-bit processes), one of them a header. A
// block comes from those of its size that were freed, the latest first, or else from the end of the
// newest segment; freed blocks are neither merged nor divided. Segments are committed in steps of
// 64 KB; when one is full the next is twice as large, up to 16 MB. Blocks above 508 KB get a region
// of their own. The low-fragmentation heap serves blocks of at most 16 KB from the 18th request for
// their size on; not in heaps without serialization or of a fixed size.
//
// Each step takes constant time, but for blocks above 16 KB and for new segments. Not thread-safe.
class Heap {
 public:
  // Takes its first segment from `space`, which outlives it. Whether there was room: is_valid.
  Heap(const HeapSettings& settings, AddressSpace& space);
  ~Heap();  // gives its regions back
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  bool is_valid() const { return !regions_.empty(); }
  uint64_t handle() const { return handle_; }  // the address of its first segment
  const HeapSettings& settings() const { return settings_; }

  Allocation Allocate(uint64_t size);
  // In place while the block has room. `in_place_only`: or else not at all. The address 0 and
  // kInvalid: there is no such block.
  Allocation Reallocate(uint64_t address, uint64_t size, bool in_place_only);
  // kInvalid: there is no such block.
  AllocationSource Free(uint64_t address);

  // Gives back whole pages behind the last block: how many bytes, and from which address.
  uint64_t Compact(uint64_t* decommitted_at);

  // Null: there is no such block. Good until the next change.
  const LiveBlock* Find(uint64_t address) { return blocks_.Find(address); }
  bool Contains(uint64_t address) { return blocks_.Find(address) != nullptr; }
  std::vector<LiveBlock> Blocks() const { return blocks_.Sorted(); }
  HeapTotals totals() const;

  // HeapLock and HeapUnlock. False: it was not locked.
  void Lock() { ++locks_; }
  bool Unlock();

 private:
  struct Region {
    uint64_t address = 0;
    uint64_t reserved = 0;
    uint64_t committed = 0;
  };
  // Of blocks of a number of granules.
  struct SizeClass {
    std::vector<uint64_t> freed;
    uint32_t requests = 0;
  };

  uint64_t Granules(uint64_t size) const { return (size + 2 * granule_ - 1) / granule_; }
  bool IsSmall(uint64_t granules) const { return granules <= most_granules_; }
  SizeClass& ClassOf(uint64_t granules) {
    if (granules >= classes_.size()) [[unlikely]]
      classes_.resize(granules + 1);
    return classes_[granules];
  }
  std::vector<uint64_t>& FreedOf(uint64_t granules) {
    return IsSmall(granules) ? ClassOf(granules).freed : large_freed_[granules];
  }
  uint64_t TakeFreed(uint64_t granules, AllocationSource* source);
  AllocationSource SourceOf(uint64_t granules);
  uint64_t TakeFromSegment(uint64_t granules, Allocation* allocation);
  bool Commit(uint64_t bytes, Allocation* allocation);
  bool AddSegment(uint64_t least);
  uint64_t TakeRegion(uint64_t size);

  const HeapSettings settings_;
  AddressSpace& space_;
  const uint64_t granule_;
  const uint64_t most_granules_;  // that a block of the low-fragmentation heap has
  uint64_t handle_ = 0;
  uint64_t next_ = 0;                       // where the next block of the newest segment starts
  std::vector<Region> regions_;             // segments, the newest last
  std::map<uint64_t, Region> own_regions_;  // of blocks above 508 KB, by the block's address
  std::vector<SizeClass> classes_;          // by granules, as far as there were any
  std::map<uint64_t, std::vector<uint64_t>> large_freed_;
  BlockTable blocks_;
  uint64_t allocated_ = 0;
  uint64_t committed_ = 0;
  uint64_t reserved_ = 0;
  uint32_t free_blocks_ = 0;
  uint32_t locks_ = 0;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_KERNEL_HEAP_H_
