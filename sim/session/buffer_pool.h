// The buffers of one session: how many there are, which are free, which wait for the sinks.
#ifndef ETALON_SIM_SESSION_BUFFER_POOL_H_
#define ETALON_SIM_SESSION_BUFFER_POOL_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "sim/host/faults.h"
#include "sim/host/lock.h"
#include "sim/host/memory.h"
#include "sim/host/state_writer.h"
#include "sim/session/buffer.h"
#include "sim/session/write_result.h"

namespace etalon::sim {

// A pool starts with the minimum number of buffers and grows one at a time, when none is free, up
// to the maximum. It counts buffers as allocated from the start, as Windows does, but makes them at
// their first use. Buffer objects outlive Stop and serve the next Start. Thread-safe; takes its own
// lock, which is the last in the order.
class BufferPool {
 public:
  BufferPool(Faults& faults, Memory& memory, bool concurrent);

  // False: memory could not be had (a fault, or the machine has no more); nothing has changed.
  bool Start(uint32_t buffer_bytes, uint32_t minimum, uint32_t maximum);
  bool has_memory() const;            // it has started, and has not been stopped
  void Stop();                        // forgets what is queued; every buffer is free; gives back
  void SetMaximum(uint32_t maximum);  // never takes away buffers that are there

  // A free buffer, cleared, growing the pool if need be; null with *why kNoBuffer or kNoMemory.
  // `lent` buffers are not free though they were released: consumers keep them.
  // With `evict` the pool does not grow: the oldest queued buffer is given instead, and its events
  // are overwritten.
  Buffer* Take(bool evict, uint32_t lent, WriteResult* why);
  void Release(Buffer* buffer);

  // Sealed buffers on their way to the sinks, in order. Queue gives the buffer its sequence number.
  void Queue(Buffer* buffer);
  Buffer* Next();  // the oldest, which the caller now holds; null: none
  bool HasQueued() const;
  void FlagLastQueued(uint16_t flags);

  // Calls `visit` for every queued buffer, oldest first; the pool is locked meanwhile.
  void VisitQueued(const std::function<void(Buffer&)>& visit);

  uint32_t number() const;  // NumberOfBuffers
  uint32_t free(uint32_t lent) const;  // FreeBuffers
  uint64_t last_sequence() const;
  uint64_t queued_events() const;
  uint64_t overwritten_events() const;  // since Start: evicted, or queued at Stop
  uint32_t buffer_bytes() const { return buffer_bytes_; }

  void Describe(const StateWriter& out) const;

 private:
  bool HasFree(uint32_t lent) const { return in_use_ + lent < number_; }
  bool Grow(WriteResult* why);

  Faults& faults_;
  Memory& memory_;
  mutable Lock lock_;
  uint32_t buffer_bytes_ = 0;
  uint64_t taken_bytes_ = 0;  // of memory_
  uint32_t maximum_ = 0;
  uint32_t number_ = 0;
  uint32_t in_use_ = 0;
  uint64_t sequence_ = 0;
  uint64_t overwritten_events_ = 0;
  std::vector<std::unique_ptr<Buffer>> buffers_;  // made so far
  std::vector<Buffer*> free_;                     // made and free, last in first out
  std::deque<Buffer*> queue_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_BUFFER_POOL_H_
