// Event headers as they stand in buffers and files. See docs/log_file_format.md.
#ifndef ETALON_SIM_SESSION_EVENT_LAYOUT_H_
#define ETALON_SIM_SESSION_EVENT_LAYOUT_H_

#include <cstdint>
#include <cstring>

#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"
#include "sim/include/windows.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {

// A TraceEvent header. `size` is that of the whole event, this header included, unaligned.
struct FullHeader {
  uint16_t size = 0;
  uint8_t type = 0;
  uint8_t level = 0;
  uint16_t version = 0;
  uint32_t thread_id = 0;
  uint32_t process_id = 0;
  int64_t stamp = 0;
  GUID guid = {};  // of the event class
  uint32_t kernel_time = 0;
  uint32_t user_time = 0;
};

// Writes kFullHeaderBytes. `bits` of the process that writes the event: 32 or 64. Inline by force,
// as its like below: its caller has the members in registers, and memory is where they should go.
[[gnu::always_inline]] inline void EncodeFullHeader(const FullHeader& header, uint32_t bits,
                                                    uint8_t* out) {
  Store<uint16_t>(out, header.size);
  out[2] = bits == 64 ? kHeaderFull64 : kHeaderFull32;
  out[3] = kMarkerStandard;
  out[4] = header.type;
  out[5] = header.level;
  Store<uint16_t>(out + 6, header.version);
  Store<uint32_t>(out + 8, header.thread_id);
  Store<uint32_t>(out + 12, header.process_id);
  Store<uint64_t>(out + 16, static_cast<uint64_t>(header.stamp));
  StoreGuid(out + 24, header.guid);
  Store<uint32_t>(out + 40, header.kernel_time);
  Store<uint32_t>(out + 44, header.user_time);
}

// A TraceEventInstance header: `full.guid` is the class of the instance.
struct InstanceHeader {
  FullHeader full;
  uint32_t instance_id = 0;
  uint32_t parent_instance_id = 0;  // 0 with a null parent_guid: no parent
  GUID parent_guid = {};
};

// Writes kInstanceHeaderBytes.
void EncodeInstanceHeader(const InstanceHeader& header, uint32_t bits, uint8_t* out);

// A TraceMessage header: eight bytes, then the parts that `options` asks for. `options` are
// TRACE_MESSAGE_* flags; a component id goes before a GUID if both are asked for.
struct MessageHeader {
  uint16_t size = 0;  // of the whole event
  uint16_t number = 0;
  uint16_t options = 0;
  uint32_t sequence = 0;
  GUID guid = {};
  uint32_t component_id = 0;
  int64_t stamp = 0;
  uint32_t thread_id = 0;
  uint32_t process_id = 0;
};

// Bytes before the arguments: 8 and the optional parts.
inline uint32_t MessageHeaderBytes(uint32_t options) {
  uint32_t bytes = kMessageHeaderBytes;
  if (options & TRACE_MESSAGE_SEQUENCE) bytes += 4;
  if (options & TRACE_MESSAGE_COMPONENTID) {
    bytes += 4;
  } else if (options & TRACE_MESSAGE_GUID) {
    bytes += 16;
  }
  if (options & TRACE_MESSAGE_TIMESTAMP) bytes += 8;
  if (options & TRACE_MESSAGE_SYSTEMINFO) bytes += 8;
  return bytes;
}

// Writes MessageHeaderBytes(header.options) bytes and returns that number. `bits` 0: before Vista,
// which did not record them.
[[gnu::always_inline]] inline uint32_t EncodeMessageHeader(const MessageHeader& header,
                                                           uint32_t bits, uint8_t* out) {
  const uint16_t writer = bits == 64   ? kMessageFrom64Bits
                          : bits == 32 ? kMessageFrom32Bits
                                       : 0;
  Store<uint16_t>(out, header.size);
  out[2] = 0;
  out[3] = kMarkerMessage;
  Store<uint16_t>(out + 4, header.number);
  Store<uint16_t>(out + 6, static_cast<uint16_t>(header.options | writer));
  uint8_t* at = out + kMessageHeaderBytes;
  if (header.options & TRACE_MESSAGE_SEQUENCE) {
    Store<uint32_t>(at, header.sequence);
    at += 4;
  }
  if (header.options & TRACE_MESSAGE_COMPONENTID) {
    Store<uint32_t>(at, header.component_id);
    at += 4;
  } else if (header.options & TRACE_MESSAGE_GUID) {
    StoreGuid(at, header.guid);
    at += 16;
  }
  if (header.options & TRACE_MESSAGE_TIMESTAMP) {
    Store<uint64_t>(at, static_cast<uint64_t>(header.stamp));
    at += 8;
  }
  if (header.options & TRACE_MESSAGE_SYSTEMINFO) {
    Store<uint32_t>(at, header.thread_id);
    Store<uint32_t>(at + 4, header.process_id);
    at += 8;
  }
  return static_cast<uint32_t>(at - out);
}

// An EventWrite header, without what the buffer knows. `size` is that of the whole event: header,
// extended items and payload.
struct ModernHeader {
  uint16_t size = 0;
  uint16_t flags =
      0;  // EVENT_HEADER_FLAG_*; those of the bits and of the processor are not recorded
  uint16_t property = 0;  // EVENT_HEADER_PROPERTY_*
  uint32_t thread_id = 0;
  uint32_t process_id = 0;
  int64_t stamp = 0;
  GUID provider = {};
  EVENT_DESCRIPTOR descriptor = {};
  uint64_t processor_time = 0;
  GUID activity_id = {};
};

// Writes kModernHeaderBytes.
[[gnu::always_inline]] inline void EncodeModernHeader(const ModernHeader& header, uint32_t bits,
                                                      uint8_t* out) {
  Store<uint16_t>(out, header.size);
  out[2] = bits == 64 ? kHeaderModern64 : kHeaderModern32;
  out[3] = kMarkerStandard;
  Store<uint16_t>(out + 4, header.flags);
  Store<uint16_t>(out + 6, header.property);
  Store<uint32_t>(out + 8, header.thread_id);
  Store<uint32_t>(out + 12, header.process_id);
  Store<uint64_t>(out + 16, static_cast<uint64_t>(header.stamp));
  StoreGuid(out + 0x18, header.provider);
  Store<uint16_t>(out + 0x28, header.descriptor.Id);
  out[0x2A] = header.descriptor.Version;
  out[0x2B] = header.descriptor.Channel;
  out[0x2C] = header.descriptor.Level;
  out[0x2D] = header.descriptor.Opcode;
  Store<uint16_t>(out + 0x2E, header.descriptor.Task);
  Store<uint64_t>(out + 0x30, header.descriptor.Keyword);
  Store<uint64_t>(out + 0x38, header.processor_time);
  StoreGuid(out + 0x40, header.activity_id);
}

// Of an extended item with so much data: its own header, the data, and the padding.
constexpr uint32_t ExtendedItemBytes(uint32_t data_bytes) {
  return AlignEvent(kItemHeaderBytes + data_bytes);
}

// Writes the header of an extended item and zeroes its padding; returns where its data goes. `type`
// is EVENT_HEADER_EXT_TYPE_*. The last item of an event is the one that no other follows.
uint8_t* EncodeItemHeader(uint16_t type, uint16_t data_bytes, bool last, uint8_t* out);

// A header of ETW's own events: group and type make the hook id (0, 0: the header event).
struct SystemHeader {
  uint16_t size = 0;
  uint8_t type = 0;
  uint8_t group = 0;
  uint32_t thread_id = 0;
  uint32_t process_id = 0;
  int64_t stamp = 0;
  uint32_t kernel_time = 0;
  uint32_t user_time = 0;
  uint16_t version = kSystemHeaderVersion;  // of the payload
};

// Writes kSystemHeaderBytes. `bits` of the process that started the session (see the header event).
void EncodeSystemHeader(const SystemHeader& header, uint32_t bits, uint8_t* out);

// Writes kPerfInfoHeaderBytes: the kernel's short header, with no room for the thread and times.
void EncodePerfInfoHeader(const SystemHeader& header, uint8_t* out);

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_EVENT_LAYOUT_H_
