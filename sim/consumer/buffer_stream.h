// Buffers that a program feeds to a trace itself: OpenTraceFromBufferStream.
#ifndef ETALON_SIM_CONSUMER_BUFFER_STREAM_H_
#define ETALON_SIM_CONSUMER_BUFFER_STREAM_H_

#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <vector>

#include "sim/consumer/buffer_references.h"
#include "sim/consumer/header_event.h"
#include "sim/host/lock.h"
#include "sim/include/evntrace.h"

namespace etalon::sim {

// The queue between ProcessTraceAddBufferToBufferStream and ProcessTrace. A buffer is the caller's
// memory: it is used where it lies until Complete gives it back. Under the machine's lock, but what
// takes it.
class BufferStream {
 public:
  BufferStream(PETW_BUFFER_COMPLETION_CALLBACK completion, void* context)
      : completion_(completion), context_(context) {}

  enum class Answer {
    kTaken,
    kMalformed,  // no whole buffer
    kNoHeader,   // the first one has no log file header
    kTooEarly,   // flushed before a buffer of the same processor that is already in
  };
  Answer Add(std::span<const uint8_t> buffer);

  bool HasMore() const { return !queue_.empty(); }
  std::span<const uint8_t> Take();  // not unless HasMore()

  // Of the first buffer; good once that was added.
  bool has_header() const { return has_header_; }
  const HeaderEvent& header() const { return header_; }
  bool header_is_next() const { return taken_count_ == 0; }

  // Gives a buffer that was taken back to its owner.
  void Complete(Lock& lock, const void* buffer);

  // The same with all that were taken, but those that somebody holds on to.
  void CompleteTaken(Lock& lock, const BufferReferences& references);

  // The same with all that are still queued.
  void CompleteQueued(Lock& lock);

 private:
  void GiveBack(std::span<const uint8_t> buffer) const;

  const PETW_BUFFER_COMPLETION_CALLBACK completion_;
  void* const context_;
  bool has_header_ = false;
  HeaderEvent header_;
  std::map<uint16_t, int64_t> last_flush_;  // stamps by processor
  std::deque<std::span<const uint8_t>> queue_;
  std::vector<std::span<const uint8_t>> taken_;  // and not given back yet
  uint64_t taken_count_ = 0;                     // ever
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_BUFFER_STREAM_H_
