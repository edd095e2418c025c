// Books allocations and frees, to heaps at once and to stacks as soon as these are known.
#ifndef ETALON_CONFORMANCE_HEAP_LEDGER_H_
#define ETALON_CONFORMANCE_HEAP_LEDGER_H_

#include <cstdint>
#include <span>
#include <vector>

#include "conformance/heap/heap_event.h"
#include "conformance/heap/heap_trace.h"
#include "conformance/heap/id_table.h"

namespace etalon::heap {

// When an event happened, in the three ways in which that is needed.
struct Moment {
  sim::Ticks time = 0;
  uint32_t slice = 0;
  uint32_t ms = 0;  // since the trace began
};

// A stack comes as an event of its own, after the event that it belongs to and with that one's
// stamp and thread. Until it comes, or the thread's next event instead, an allocation is pending:
// it counts for its heap, but for no stack yet.
class Ledger {
 public:
  // The trace outlives it.
  explicit Ledger(HeapTrace* trace) : trace_(*trace) {}

  // `heap` is an index. `thread` is any number that tells the threads of a machine apart; `stamp`
  // that of the event, as recorded.
  void Book(uint32_t heap, const HeapEvent& event, const Moment& moment, uint64_t thread,
            int64_t stamp);

  // Whether the thread's event with this stamp is pending.
  bool Awaits(uint64_t thread, int64_t stamp) const;

  // What the thread has pending happened at `stack`. Only where it has.
  void BookStack(uint64_t thread, uint32_t stack);

  // Stacks that have not come will not come.
  void Settle();

  // What stacks did since the last call, by ascending use.
  bool has_changes() const { return !changed_.empty(); }
  std::vector<Snapshot::Change> TakeChanges();

  // Empties the heaps' tables; notes on each use how old its blocks are.
  void Close();

 private:
  struct Pending {
    bool open = false;
    int64_t stamp = 0;
    uint32_t heap = 0;
    uint32_t instead = 0;  // the use, if no stack comes; kUnsettled: that of no stack
    uint64_t address = 0;
    uint64_t size = 0;
  };

  void Allocate(uint32_t heap, uint64_t address, uint64_t size, const Moment& moment,
                uint32_t instead);
  static bool HasMoved(Heap& heap, const HeapEvent& event);
  void Reallocate(uint32_t heap, const HeapEvent& event, const Moment& moment);
  void Free(uint32_t heap, uint64_t address);
  void Destroy(uint32_t heap);
  void CountFree(uint32_t heap, Block* block);
  void SettleBlock(uint32_t heap, const Block& block);
  void Settle(Pending& pending, uint32_t stack);
  uint32_t UseOf(uint32_t heap, uint32_t stack);
  void Change(uint32_t use);
  Pending& PendingOf(uint64_t thread);

  HeapTrace& trace_;
  IdTable threads_;
  std::vector<Pending> pending_;  // by thread
  uint64_t last_thread_ = 0;
  uint32_t last_pending_ = IdTable::kNone;
  Pending* current_ = nullptr;  // of the event that is being booked
  int64_t current_stamp_ = 0;
  IdTable uses_;
  std::vector<uint32_t> changed_;
};

}  // namespace etalon::heap

#endif  // ETALON_CONFORMANCE_HEAP_LEDGER_H_
