#include "sim/kernel/heap.h"

#include <algorithm>

namespace etalon::sim {
namespace {

constexpr uint64_t kPage = 0x1000;
constexpr uint64_t kCommitStep = 0x10000;
constexpr uint64_t kFirstReserve = 0x100000;  // the linker's default for the process heap
constexpr uint64_t kLargestSegment = 0x1000000;
constexpr uint64_t kLargestInSegment = 0x7F000;  // bytes of a block, its header included
constexpr uint64_t kLargestSmall = 0x4000;       // that the low-fragmentation heap serves
constexpr uint64_t kLargestAside = 0x400;        // that a lookaside list takes
constexpr size_t kAsideDepth = 4;
constexpr uint32_t kRequestsForLowFragmentation = 18;
constexpr uint64_t kHeapStructure = 0x700;    // at the start of the first segment
constexpr uint64_t kSegmentStructure = 0x70;  // of each further one
constexpr uint64_t kNoBlock = 0;

constexpr uint64_t Pages(uint64_t bytes) { return (bytes + kPage - 1) & ~(kPage - 1); }

}  // namespace

Heap::Heap(const HeapSettings& settings, AddressSpace& space)
    : settings_(settings),
      space_(space),
      granule_(settings.bits == 32 ? 8 : 16),
      most_granules_(kLargestSmall / granule_) {
  if (std::max(settings.initial, settings.maximum) > INT64_MAX) return;  // rounding must not wrap
  const uint64_t initial = std::max(Pages(settings.initial), kPage);
  const uint64_t wanted = settings.maximum != 0 ? settings.maximum : kFirstReserve;
  const uint64_t reserve = AddressSpace::WholeUnits(std::max(wanted, initial));
  handle_ = space.Reserve(reserve);
  if (handle_ == 0) return;
  regions_.push_back({handle_, reserve, initial});
  reserved_ = reserve;
  committed_ = initial;
  next_ = handle_ + kHeapStructure;
  allocated_ = kHeapStructure;
}

Heap::~Heap() {
  for (const Region& region : regions_) space_.Release(region.address, region.reserved);
  for (const auto& [address, region] : own_regions_) {
    space_.Release(region.address, region.reserved);
  }
}

Allocation Heap::Allocate(uint64_t size) {
  Allocation allocation;
  if (size > INT64_MAX) return allocation;
  const uint64_t granules = Granules(size);
  allocation.source = SourceOf(granules);
  if (granules * granule_ > kLargestInSegment) {
    allocation.address = TakeRegion(size);
  } else {
    allocation.address = TakeFreed(granules, &allocation.source);
    if (allocation.address == kNoBlock) {
      allocation.address = TakeFromSegment(granules, &allocation);
    }
  }
  if (allocation.address == kNoBlock) return allocation;
  allocated_ += granules * granule_;
  blocks_.Insert({allocation.address, size, static_cast<uint64_t>(allocation.source)});
  return allocation;
}

Allocation Heap::Reallocate(uint64_t address, uint64_t size, bool in_place_only) {
  LiveBlock* const block = blocks_.Find(address);
  if (block == nullptr) return {.source = AllocationSource::kInvalid};
  const uint64_t size_before = block->size;
  if (size <= INT64_MAX && Granules(size) == Granules(size_before)) {
    block->size = size;
    return {.address = address,
            .source = static_cast<AllocationSource>(block->source),
            .size_before = size_before};
  }
  Allocation moved;
  if (!in_place_only) moved = Allocate(size);
  moved.size_before = size_before;
  if (moved.address != kNoBlock) moved.source_before = Free(address);
  return moved;
}

AllocationSource Heap::Free(uint64_t address) {
  LiveBlock* const block = blocks_.Find(address);
  if (block == nullptr) return AllocationSource::kInvalid;
  const uint64_t granules = Granules(block->size);
  auto source = static_cast<AllocationSource>(block->source);
  blocks_.Erase(block);
  allocated_ -= granules * granule_;
  if (granules * granule_ > kLargestInSegment) {
    const auto own = own_regions_.find(address);
    reserved_ -= own->second.reserved;
    committed_ -= own->second.committed;
    space_.Release(own->second.address, own->second.reserved);
    own_regions_.erase(own);
    return source;
  }
  std::vector<uint64_t>& freed = FreedOf(granules);
  if (settings_.has_lookaside && granules * granule_ <= kLargestAside) {
    source = freed.size() < kAsideDepth ? AllocationSource::kLookaside : AllocationSource::kMain;
  }
  freed.push_back(address);
  ++free_blocks_;
  return source;
}

// Also counts the request.
AllocationSource Heap::SourceOf(uint64_t granules) {
  if ((settings_.flags & kHeapCreateSegmentHeap) != 0) return AllocationSource::kSegmentHeap;
  if (granules * granule_ > kLargestInSegment) return AllocationSource::kSlow;
  const bool can_front = (settings_.flags & kHeapNoSerialize) == 0 && settings_.maximum == 0;
  if (!IsSmall(granules) || !can_front || settings_.has_lookaside) return AllocationSource::kMain;
  uint32_t& requests = ClassOf(granules).requests;
  if (requests < kRequestsForLowFragmentation) ++requests;
  return requests < kRequestsForLowFragmentation ? AllocationSource::kMain
                                                 : AllocationSource::kLowFragmentation;
}

uint64_t Heap::TakeFreed(uint64_t granules, AllocationSource* source) {
  if (free_blocks_ == 0) return kNoBlock;
  std::vector<uint64_t>& freed = FreedOf(granules);
  if (freed.empty()) return kNoBlock;
  if (settings_.has_lookaside && granules * granule_ <= kLargestAside &&
      freed.size() <= kAsideDepth) {
    *source = AllocationSource::kLookaside;
  }
  const uint64_t address = freed.back();
  freed.pop_back();
  --free_blocks_;
  return address;
}

uint64_t Heap::TakeFromSegment(uint64_t granules, Allocation* allocation) {
  const uint64_t bytes = granules * granule_;
  const Region& newest = regions_.back();
  if (next_ + bytes > newest.address + newest.committed && !Commit(bytes, allocation)) {
    return kNoBlock;
  }
  const uint64_t address = next_ + granule_;  // behind the header
  next_ += bytes;
  return address;
}

bool Heap::Commit(uint64_t bytes, Allocation* allocation) {
  const Region& full = regions_.back();
  const bool fits = next_ + bytes <= full.address + full.reserved;
  if (!fits && !AddSegment(bytes)) return false;
  Region& newest = regions_.back();
  const uint64_t end = newest.address + newest.committed;
  const uint64_t missing = Pages(next_ + bytes - end);
  const uint64_t step =
      std::min(std::max(missing, kCommitStep), newest.reserved - newest.committed);
  allocation->committed = step;
  allocation->committed_at = end;
  newest.committed += step;
  committed_ += step;
  return true;
}

bool Heap::AddSegment(uint64_t least) {
  if (settings_.maximum != 0) return false;
  const uint64_t twice = std::min(2 * regions_.back().reserved, kLargestSegment);
  const uint64_t reserve = AddressSpace::WholeUnits(std::max(twice, least + kSegmentStructure));
  const uint64_t address = space_.Reserve(reserve);
  if (address == 0) return false;
  regions_.push_back({address, reserve, 0});
  reserved_ += reserve;
  next_ = address + kSegmentStructure;
  allocated_ += kSegmentStructure;
  return true;
}

uint64_t Heap::TakeRegion(uint64_t size) {
  const uint64_t bytes = Pages(size + granule_);
  const uint64_t reserve = AddressSpace::WholeUnits(bytes);
  // In a heap of a fixed size such blocks have no place at all.
  if (settings_.maximum != 0) return kNoBlock;
  const uint64_t region = space_.Reserve(reserve);
  if (region == 0) return kNoBlock;
  own_regions_[region + granule_] = {region, reserve, bytes};
  reserved_ += reserve;
  committed_ += bytes;
  return region + granule_;
}

uint64_t Heap::Compact(uint64_t* decommitted_at) {
  Region& newest = regions_.back();
  const uint64_t kept = std::max(Pages(next_ - newest.address), kPage);
  if (kept >= newest.committed) return 0;
  const uint64_t bytes = newest.committed - kept;
  newest.committed = kept;
  committed_ -= bytes;
  *decommitted_at = newest.address + kept;
  return bytes;
}

HeapTotals Heap::totals() const {
  HeapTotals totals = {.committed = committed_,
                       .reserved = reserved_,
                       .allocated = allocated_,
                       .free_blocks = free_blocks_};
  for (const Region& region : regions_) {
    const uint64_t uncommitted = region.reserved - region.committed;
    if (uncommitted == 0) continue;
    ++totals.uncommitted_ranges;
    totals.largest_uncommitted = std::max(totals.largest_uncommitted, uncommitted);
  }
  return totals;
}

bool Heap::Unlock() {
  if (locks_ == 0) return false;
  --locks_;
  return true;
}

}  // namespace etalon::sim
