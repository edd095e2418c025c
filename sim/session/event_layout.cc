#include "sim/session/event_layout.h"

namespace etalon::sim {

void EncodeInstanceHeader(const InstanceHeader& header, uint32_t bits, uint8_t* out) {
  EncodeFullHeader(header.full, bits, out);
  out[2] = bits == 64 ? kHeaderInstance64 : kHeaderInstance32;
  Store<uint32_t>(out + 0x30, header.instance_id);
  Store<uint32_t>(out + 0x34, header.parent_instance_id);
  StoreGuid(out + 0x38, header.parent_guid);
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
  Store<uint16_t>(out, header.version);
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

void EncodePerfInfoHeader(const SystemHeader& header, uint8_t* out) {
  Store<uint16_t>(out, header.version);
  out[2] = kHeaderPerfInfo64;
  out[3] = kMarkerStandard;
  Store<uint16_t>(out + 4, header.size);
  out[6] = header.type;
  out[7] = header.group;
  Store<uint64_t>(out + 8, static_cast<uint64_t>(header.stamp));
}

}  // namespace etalon::sim
