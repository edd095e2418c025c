// From the bytes of one buffer to its events.
#ifndef ETALON_SIM_CONSUMER_BUFFER_READER_H_
#define ETALON_SIM_CONSUMER_BUFFER_READER_H_

#include <cstdint>
#include <span>
#include <string>

#include "sim/consumer/defect.h"
#include "sim/consumer/delivered_event.h"
#include "sim/consumer/event_decoder.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {

// What a buffer's header says.
struct BufferInfo {
  uint64_t offset = 0;      // of the buffer in the file; in real time 0
  uint32_t size = 0;        // bytes up to the next buffer; expanded, if it was compressed
  uint32_t valid = 0;       // bytes of header and events, as the header tells it
  int64_t flush_stamp = 0;  // session clock
  uint64_t sequence = 0;
  uint16_t cpu = 0;
  bool cpu_is_index = false;
  uint16_t logger_id = 0;
  uint16_t flags = 0;
  uint16_t type = 0;

  bool compressed() const { return (flags & kBufferFlagCompressed) != 0; }
};

// `bytes` are at least kBufferHeaderBytes.
BufferInfo ParseBufferHead(std::span<const uint8_t> bytes, uint64_t offset);

// Stands on one event after the other. Total: whatever the bytes are, it ends, at the latest where
// they do; what was wrong goes to `defects`.
class BufferReader {
 public:
  // `bytes` are the whole buffer, or what a file that ends early has of it: at least its head. Both
  // outlive the reader.
  BufferReader(std::span<const uint8_t> bytes, const BufferInfo& info, DefectLog* defects);

  const BufferInfo& info() const { return info_; }

  // False: no event is left.
  bool at_event() const { return at_ < end_; }

  // By which the event is merged: its own stamp, never below that of the event before it; for an
  // event without one, its neighbour's. Without events the time of the buffer's flush.
  int64_t order_stamp() const { return order_stamp_; }

  // Decodes the event on which the reader stands; leaves times to the caller. False: malformed.
  bool Read(DeliveredEvent* event);

  // Moves to the next event. Only where at_event().
  void Next();

 private:
  void Measure();               // the event at at_, or the end
  void OrderLeadingMessages();  // gives events before the first stamp that stamp

  std::span<const uint8_t> bytes_;
  BufferInfo info_;
  DefectLog* defects_;
  uint32_t at_ = kBufferHeaderBytes;
  uint32_t end_ = kBufferHeaderBytes;
  bool cut_short_ = false;  // the file ends inside this buffer
  EventExtent extent_;
  std::string reason_;  // scratch
  int64_t order_stamp_ = INT64_MIN;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_BUFFER_READER_H_
