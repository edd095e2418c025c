// The real-time sink: full buffers on their way to the consumers of a session.
#ifndef ETALON_SIM_SESSION_REAL_TIME_FEED_H_
#define ETALON_SIM_SESSION_REAL_TIME_FEED_H_

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "sim/host/lock.h"
#include "sim/host/state_writer.h"
#include "sim/session/ledger.h"

namespace etalon::sim {

// A buffer as it would stand in a log file: header, events, filler.
using SealedBuffer = std::shared_ptr<const std::vector<uint8_t>>;

// Without a consumer buffers wait in the playback store, up to its capacity; the first consumer
// gets them all, later consumers only what comes after they attached. What waits for one slow
// consumer is bounded by the same capacity. Thread-safe; takes its own lock.
//
// A consumer that works on a buffer keeps it, and all that wait for it meanwhile, from the session
// (lent); one that waits for buffers has what is on its way to it as soon as it comes.
class RealTimeFeed {
 public:
  using ConsumerId = uint64_t;

  explicit RealTimeFeed(bool concurrent) : lock_(concurrent) {}

  // A session starts, or turns real-time on. `reserve_bytes` of the store are kept for buffers that
  // are being filled when it becomes full. Without `stores` nothing waits for the first consumer.
  void Open(uint64_t store_capacity_bytes, uint64_t reserve_bytes = 0, bool stores = true);
  void Close();  // no more buffers will come; consumers keep what they have; the store is emptied

  // The store has room for `bytes` more, or while consumers are attached the queue of one of them.
  // Otherwise the session keeps its buffers and refuses events.
  bool HasRoom(uint64_t bytes) const;

  // Called, with no lock of the feed held, when room may have come: somebody attached or took a
  // buffer.
  void SetRoomHandler(std::function<void()> handler) { room_handler_ = std::move(handler); }

  // False: no room for the buffer in the store, or in the queue of one of the consumers; it is lost
  // there (RealTimeBuffersLost).
  bool Deliver(SealedBuffer buffer, uint32_t events);  // so many in it

  // Where the events of all buffers since ResetLedger are; `passed_by` is not the feed's to say.
  Ledger::RealTime ledger() const;
  void ResetLedger();  // a run begins

  // Nobody is attached, and there is no room for more than the reserve. Lock-free.
  bool store_is_full() const { return store_is_full_.load(std::memory_order_relaxed); }

  // Buffers of the session's pool that the slowest consumer keeps from it; not those that it has
  // from the store. Lock-free.
  uint32_t lent() const { return lent_.load(std::memory_order_relaxed); }

  ConsumerId Attach();
  void Detach(ConsumerId consumer);

  // The next buffer, which the consumer works on from now on; null: nothing there now. *after_loss:
  // buffers that should have come before it were lost.
  SealedBuffer Take(ConsumerId consumer, bool* after_loss = nullptr);

  // The consumer is done with a buffer that it took.
  void Finish(ConsumerId consumer);

  bool HasMore(ConsumerId consumer) const;

  // Nothing is there and nothing will come: the feed was closed since `consumer` attached. It stays
  // so when the session is started again; who wants the new one's buffers attaches anew.
  bool Ended(ConsumerId consumer) const;

  bool open() const;

  void Describe(const StateWriter& out) const;

 private:
  struct Waiting {
    SealedBuffer buffer;
    bool after_loss = false;
  };
  struct Queue {
    bool closed = false;
    bool loss = false;        // of what should have come next
    uint32_t in_hand = 0;     // taken, and not finished
    uint32_t from_store = 0;  // of those that wait or are in hand: the first ones
    uint64_t bytes = 0;
    uint64_t events = 0;  // of the store alone
    std::deque<Waiting> buffers;
  };
  bool Fits(uint64_t bytes, const Queue& queue) const;
  bool Append(const SealedBuffer& buffer, Queue* queue);
  bool Pass(const SealedBuffer& buffer, uint32_t events);  // see Deliver
  Waiting TakeFrom(ConsumerId consumer);
  void CountLent();

  std::function<void()> room_handler_;
  mutable Lock lock_;
  bool open_ = false;
  bool stores_ = true;
  uint64_t capacity_bytes_ = 0;
  uint64_t reserve_bytes_ = 0;
  std::atomic<bool> store_is_full_{false};
  std::atomic<uint32_t> lent_{0};
  Queue store_;  // while nobody is attached
  Ledger::RealTime ledger_;  // but for what waits
  std::map<ConsumerId, Queue> queues_;
  ConsumerId next_consumer_ = 1;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_REAL_TIME_FEED_H_
