// The real-time sink: full buffers on their way to the consumers of a session.
#ifndef ETALON_SIM_SESSION_REAL_TIME_FEED_H_
#define ETALON_SIM_SESSION_REAL_TIME_FEED_H_

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace etalon::sim {

// A buffer as it would stand in a log file: header, events, filler.
using SealedBuffer = std::shared_ptr<const std::vector<uint8_t>>;

// Without a consumer buffers wait in the playback store, up to its capacity; the first consumer gets
// them all, later consumers only what comes after they attached. Under the machine's lock.
class RealTimeFeed {
 public:
  using ConsumerId = uint64_t;

  void Open(uint64_t store_capacity_bytes);  // a session starts, or turns real-time on
  void Close();                              // no more buffers will come

  // False: the playback store is full; the buffer is lost (RealTimeBuffersLost).
  bool Deliver(SealedBuffer buffer);

  ConsumerId Attach();
  void Detach(ConsumerId consumer);
  SealedBuffer Take(ConsumerId consumer);          // null: nothing there now
  bool HasMore(ConsumerId consumer) const;
  bool open() const { return open_; }

 private:
  bool open_ = false;
  uint64_t store_capacity_bytes_ = 0;
  uint64_t store_bytes_ = 0;
  std::deque<SealedBuffer> store_;  // while nobody is attached
  std::map<ConsumerId, std::deque<SealedBuffer>> queues_;
  ConsumerId next_consumer_ = 1;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_REAL_TIME_FEED_H_
