#include "conformance/heap/ledger.h"

#include <algorithm>

namespace etalon::heap {
namespace {

constexpr uint32_t kUnsettled = 0xFFFFFFFF;  // the use of a block whose stack may still come

}  // namespace

void Ledger::Book(uint32_t heap, const HeapEvent& event, const Moment& moment, uint64_t thread,
                  int64_t stamp) {
  current_ = &PendingOf(thread);
  current_stamp_ = stamp;
  if (current_->open) Settle(*current_, Stacks::kNoStack);
  Heap& here = trace_.heaps[heap];
  switch (event.type) {
    case HeapEventType::kCreate:
      here.created = true;
      break;
    case HeapEventType::kAllocate:
      if (event.address == 0) {
        ++here.failures;
      } else {
        ++here.allocations;
        Allocate(heap, event.address, event.size, moment, kUnsettled);
      }
      break;
    case HeapEventType::kReallocate:
      Reallocate(heap, event, moment);
      break;
    case HeapEventType::kFree:
      if (event.source == kNoBlockThere) {
        ++here.other_events;
      } else {
        Free(heap, event.address);
      }
      break;
    case HeapEventType::kDestroy:
      Destroy(heap);
      break;
    case HeapEventType::kExtend:
    case HeapEventType::kContract:
    case HeapEventType::kSnapshot:
      here.committed = event.committed;
      here.reserved = event.reserved;
      [[fallthrough]];
    default:
      ++here.other_events;
  }
  Process& process = trace_.processes[here.process];
  here.history.Note(moment.slice, here.level.bytes);
  process.history.Note(moment.slice, process.level.bytes);
}

void Ledger::Allocate(uint32_t heap, uint64_t address, uint64_t size, const Moment& moment,
                      uint32_t instead) {
  Heap& here = trace_.heaps[heap];
  Block lost;
  if (here.live.Remove(address, &lost)) {
    ++here.missing_frees;
    CountFree(heap, &lost);
  }
  here.live.Insert({address, size, kUnsettled, moment.ms});
  here.level.Add(size, moment.time);
  trace_.processes[here.process].level.Add(size, moment.time);
  *current_ = {true, current_stamp_, heap, instead, address, size};
}

// A block that moves is told thrice: allocated, freed, reallocated.
bool Ledger::HasMoved(Heap& heap, const HeapEvent& event) {
  const Block* const block = heap.live.Find(event.address);
  return event.address != event.old_address && block != nullptr && block->size == event.size &&
         heap.live.Find(event.old_address) == nullptr;
}

void Ledger::Reallocate(uint32_t heap, const HeapEvent& event, const Moment& moment) {
  Heap& here = trace_.heaps[heap];
  if (event.address == 0) {
    ++here.failures;  // the old block stays
    return;
  }
  ++here.reallocations;
  uint64_t old_address = event.old_address;
  if (HasMoved(here, event)) {
    // The block has the stack of its allocation, if that has one.
    const uint32_t use = here.live.Find(event.address)->use;
    if (use == kUnsettled || trace_.uses[use].stack != Stacks::kNoStack) return;
    old_address = event.address;
  }
  Block old;
  uint32_t instead = kUnsettled;
  if (here.live.Remove(old_address, &old)) {
    CountFree(heap, &old);
    instead = old.use;
  } else {
    ++here.early_blocks;
  }
  Allocate(heap, event.address, event.size, moment, instead);
}

void Ledger::Free(uint32_t heap, uint64_t address) {
  Heap& here = trace_.heaps[heap];
  Block block;
  if (!here.live.Remove(address, &block)) {
    ++here.early_blocks;
    return;
  }
  ++here.frees;
  CountFree(heap, &block);
}

void Ledger::Destroy(uint32_t heap) {
  Settle();
  Heap& here = trace_.heaps[heap];
  here.destroyed = true;
  here.released_bytes = here.level.bytes;
  here.released_blocks = here.level.blocks;
  here.live.ForEach([&](Block block) { CountFree(heap, &block); });
  here.live.Clear();
}

// `block` has left the table. Its use is known afterwards.
void Ledger::CountFree(uint32_t heap, Block* block) {
  Heap& here = trace_.heaps[heap];
  if (block->use == kUnsettled) [[unlikely]]
    SettleBlock(heap, *block);
  here.level.Remove(block->size);
  trace_.processes[here.process].level.Remove(block->size);
  if (block->use == kUnsettled) block->use = UseOf(heap, Stacks::kNoStack);
  UseTotals& totals = trace_.uses[block->use].totals;
  ++totals.frees;
  totals.freed_bytes += block->size;
  Change(block->use);
}

// A thread frees what another one has just allocated: its stack comes too late.
void Ledger::SettleBlock(uint32_t heap, const Block& block) {
  for (Pending& pending : pending_) {
    if (!pending.open || pending.heap != heap || pending.address != block.address) continue;
    pending.instead = kUnsettled;
    Settle(pending, Stacks::kNoStack);
  }
}

bool Ledger::Awaits(uint64_t thread, int64_t stamp) const {
  const uint32_t at = threads_.Find(thread);
  return at != IdTable::kNone && pending_[at].open && pending_[at].stamp == stamp;
}

void Ledger::BookStack(uint64_t thread, uint32_t stack) {
  Settle(pending_[threads_.Find(thread)], stack);
}

void Ledger::Settle() {
  for (Pending& pending : pending_) {
    if (pending.open) Settle(pending, Stacks::kNoStack);
  }
}

void Ledger::Settle(Pending& pending, uint32_t stack) {
  const bool keep = stack == Stacks::kNoStack && pending.instead != kUnsettled;
  const uint32_t use = keep ? pending.instead : UseOf(pending.heap, stack);
  pending.open = false;
  UseTotals& totals = trace_.uses[use].totals;
  ++totals.allocations;
  totals.allocated_bytes += pending.size;
  Change(use);
  Block* block = trace_.heaps[pending.heap].live.Find(pending.address);
  if (block != nullptr && block->use == kUnsettled) block->use = use;
}

uint32_t Ledger::UseOf(uint32_t heap, uint32_t stack) {
  uint32_t& use = uses_.At(uint64_t{heap} << 32 | stack);
  if (use == IdTable::kNone) {
    use = static_cast<uint32_t>(trace_.uses.size());
    Use added;
    added.heap = heap;
    added.stack = stack;
    trace_.uses.push_back(added);
  }
  return use;
}

void Ledger::Change(uint32_t use) {
  if (trace_.uses[use].changed) return;
  trace_.uses[use].changed = true;
  changed_.push_back(use);
}

std::vector<Snapshot::Change> Ledger::TakeChanges() {
  std::sort(changed_.begin(), changed_.end());
  std::vector<Snapshot::Change> changes;
  changes.reserve(changed_.size());
  for (const uint32_t use : changed_) {
    changes.push_back({use, trace_.uses[use].totals});
    trace_.uses[use].changed = false;
  }
  changed_.clear();
  return changes;
}

void Ledger::Close() {
  Settle();
  for (Use& use : trace_.uses) use.oldest_ms = UINT32_MAX;
  for (Heap& heap : trace_.heaps) {
    heap.live.ForEach([this](const Block& block) {
      Use& use = trace_.uses[block.use];
      use.oldest_ms = std::min(use.oldest_ms, block.born_ms);
      use.newest_ms = std::max(use.newest_ms, block.born_ms);
    });
    heap.live.Clear();
  }
}

Ledger::Pending& Ledger::PendingOf(uint64_t thread) {
  if (last_pending_ != IdTable::kNone && thread == last_thread_) return pending_[last_pending_];
  uint32_t& at = threads_.At(thread);
  if (at == IdTable::kNone) {
    at = static_cast<uint32_t>(pending_.size());
    pending_.emplace_back();
  }
  last_thread_ = thread;
  last_pending_ = at;
  return pending_[at];
}

}  // namespace etalon::heap
