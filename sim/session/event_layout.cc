#include "sim/session/event_layout.h"

#include "sim/include/evntrace.h"

namespace etalon::sim {

void EncodeInstanceHeader(const InstanceHeader& header, uint32_t bits, uint8_t* out) {
  EncodeFullHeader(header.full, bits, out);
  out[2] = bits == 64 ? kHeaderInstance64 : kHeaderInstance32;
  Store<uint32_t>(out + 0x30, header.instance_id);
  Store<uint32_t>(out + 0x34, header.parent_instance_id);
  StoreGuid(out + 0x38, header.parent_guid);
}

uint32_t MessageHeaderBytes(uint32_t options) {
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

uint32_t EncodeMessageHeader(const MessageHeader& header, uint32_t bits, uint8_t* out) {
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

uint8_t* EncodeItemHeader(uint16_t type, uint16_t data_bytes, bool last, uint8_t* out) {
  const uint32_t bytes = ExtendedItemBytes(data_bytes);
  std::memset(out + bytes - 8, 0, 8);
  Store<uint16_t>(out, static_cast<uint16_t>(bytes));
  Store<uint16_t>(out + 2, type);
  Store<uint16_t>(out + 4, last ? 0 : 1);
  Store<uint16_t>(out + 6, data_bytes);
  return out + kItemHeaderBytes;
}

void EncodeSystemHeader(const SystemHeader& header, uint32_t bits, uint8_t* out) {
  Store<uint16_t>(out, kSystemHeaderVersion);
  out[2] = bits == 64 ? kHeaderSystem64 : kHeaderSystem32;
  out[3] = kMarkerStandard;
  Store<uint16_t>(out + 4, header.size);
  out[6] = header.type;
  out[7] = header.group;
  Store<uint32_t>(out + 8, header.thread_id);
  Store<uint32_t>(out + 12, header.process_id);
  Store<uint64_t>(out + 16, static_cast<uint64_t>(header.stamp));
  Store<uint32_t>(out + 24, header.kernel_time);
  Store<uint32_t>(out + 28, header.user_time);
}

}  // namespace etalon::sim
