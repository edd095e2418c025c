// One event of a trace, decoded: what every form of delivery is built from.
#ifndef ETALON_SIM_CONSUMER_DELIVERED_EVENT_H_
#define ETALON_SIM_CONSUMER_DELIVERED_EVENT_H_

#include <cstdint>
#include <span>
#include <vector>

#include "sim/host/clock.h"
#include "sim/include/guiddef.h"

namespace etalon::sim {

// Which header an event has in its buffer (docs/log_file_format.md, "Events").
enum class EventKind : uint8_t {
  kNone,
  kSystem,    // the kernel's events, the log file header among them
  kCompact,   // kSystem without processor times
  kPerfInfo,  // kSystem without thread, process and processor times
  kClassic,   // TraceEvent
  kInstance,  // TraceEventInstance
  kMessage,   // TraceMessage
  kModern,    // EventWrite
  kError,
};

// A piece of data beside the payload of a kModern event.
struct ExtendedItem {
  uint16_t type = 0;  // EVENT_HEADER_EXT_TYPE_*
  bool linkage = false;
  std::span<const uint8_t> data;
};

// All of an event but its extended items: plain data, so that it is cleared in no time.
//
// Spans point into the event's buffer and are good until the next event is asked for. Members that
// the kind does not have are zero.
struct EventFields {
  EventKind kind = EventKind::kNone;
  uint8_t pointer_size = 0;   // of the writer: 4, 8, or 0 where the header does not tell
  uint8_t header_type = 0;    // third byte of the header: which form
  uint8_t marker = 0;         // fourth byte of the header
  bool stamped = false;       // false for messages without TRACE_MESSAGE_TIMESTAMP
  bool has_thread = false;    // thread_id and process_id were recorded
  bool cpu_is_index = false;  // cpu came as a 16-bit index, not as an 8-bit number
  uint16_t cpu = 0;
  uint16_t logger_id = 0;
  uint64_t offset = 0;         // of the event in the file; in real time, in its buffer
  uint64_t buffer_offset = 0;  // of its buffer in the file; in real time 0
  uint32_t size = 0;           // bytes in the buffer, padding left out

  int64_t stamp = 0;        // as recorded, in units of the session's clock
  int64_t order_stamp = 0;  // `stamp`, or for an event without one that of its neighbour
  Ticks time = 0;           // of `stamp`, 100 ns since 1601
  Ticks order_time = 0;     // of `order_stamp`

  uint32_t thread_id = 0;
  uint32_t process_id = 0;
  uint32_t kernel_time = 0;  // processor time; with user_time the halves of ProcessorTime
  uint32_t user_time = 0;

  GUID guid = {};    // class, provider, or message GUID
  uint8_t type = 0;  // opcode
  uint8_t level = 0;
  uint16_t version = 0;

  // kInstance.
  uint32_t instance_id = 0;
  uint32_t parent_instance_id = 0;
  GUID parent_guid = {};

  // kMessage. The parts are also at the start of the payload.
  uint16_t message_number = 0;
  uint16_t message_flags = 0;  // TRACE_MESSAGE_*
  uint32_t message_sequence = 0;
  uint32_t message_component = 0;
  std::span<const uint8_t> message_arguments;

  // kModern.
  uint16_t header_flags = 0;  // EVENT_HEADER_FLAG_*
  uint16_t header_property = 0;
  uint16_t id = 0;
  uint8_t channel = 0;
  uint16_t task = 0;
  uint64_t keyword = 0;
  GUID activity_id = {};

  std::span<const uint8_t> payload;
  std::span<const uint8_t> bytes;  // the whole event as it stands in its buffer
};

struct DeliveredEvent : EventFields {
  std::vector<ExtendedItem> extended;  // kModern

  // Back to an event without anything; keeps the room of the items.
  void Clear() {
    static_cast<EventFields&>(*this) = EventFields();
    extended.clear();
  }
};

// "SYSTEM32", "FULL64", "MESSAGE", ...: the name of the header's form, never null.
const char* HeaderName(const DeliveredEvent& event);

// Whether this is the log file header, with which every file begins.
inline bool IsLogFileHeader(const DeliveredEvent& event, bool first) {
  return first && event.kind == EventKind::kSystem && event.type == 0;
}

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_DELIVERED_EVENT_H_
