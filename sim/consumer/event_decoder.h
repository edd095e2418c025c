// From the bytes of one event to a DeliveredEvent.
#ifndef ETALON_SIM_CONSUMER_EVENT_DECODER_H_
#define ETALON_SIM_CONSUMER_EVENT_DECODER_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "sim/consumer/delivered_event.h"

namespace etalon::sim {

// As much of an event as merging needs.
struct EventExtent {
  EventKind kind = EventKind::kNone;
  uint8_t pointer_size = 0;
  uint8_t header_bytes = 0;  // of the fixed part
  bool stamped = false;
  uint32_t size = 0;  // of the whole event, without the padding that aligns the next one
  int64_t stamp = 0;
};

// The first four bytes that stand where no event follows: filler.
inline constexpr uint32_t kEndOfEvents = 0xFFFFFFFF;

// Measures the event that starts at bytes[0]; it may reach to the end of `bytes` at most. False:
// there is no event, and *reason says why not.
bool MeasureEvent(std::span<const uint8_t> bytes, EventExtent* extent, std::string* reason);

// The stamp of the event whose header `head` begins with, without a look at the rest of it; none if
// it has none, or if `head` is too short to tell.
std::optional<int64_t> StampOfHead(std::span<const uint8_t> head);

// Decodes a measured event. `bytes` are its `extent.size` bytes. Leaves offsets, cpu, logger id and
// times alone: they belong to its buffer. False: what follows the fixed part is malformed.
bool DecodeEvent(std::span<const uint8_t> bytes, const EventExtent& extent, DeliveredEvent* event,
                 std::string* reason);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_EVENT_DECODER_H_
