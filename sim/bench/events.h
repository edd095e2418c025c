// The events that rows write, all of the same size.
#ifndef ETALON_SIM_BENCH_EVENTS_H_
#define ETALON_SIM_BENCH_EVENTS_H_

#include <benchmark/benchmark.h>

#include <cstdint>

#include "sim/include/evntcons.h"
#include "sim/include/evntprov.h"
#include "sim/include/evntrace.h"

namespace etalon::bench {

inline constexpr GUID kEventClass = {0xE7A10BE0, 1, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
inline constexpr GUID kProvider = {0xE7A10BE0, 2, 0x4000, {0x80, 0, 0, 0, 0, 0, 0, 1}};
inline constexpr uint8_t kEventType = 10;
inline constexpr uint32_t kPayloadBytes = 64;

// A TraceEvent of 48 bytes of header and 64 of payload.
struct ClassicEvent {
  ClassicEvent() {
    header.Size = sizeof(*this);
    header.Flags = WNODE_FLAG_TRACED_GUID;
    header.Guid = kEventClass;
    header.Class.Type = kEventType;
  }
  void Change(uint64_t number) { payload[0] = static_cast<uint8_t>(number); }

  EVENT_TRACE_HEADER header = {};
  uint8_t payload[kPayloadBytes] = {};
};

// The same payload in four blocks of 16 bytes: for EventWrite, and as the arguments of a message.
struct GatheredEvent {
  static constexpr int kBlocks = 4;
  static constexpr uint32_t kBlockBytes = kPayloadBytes / kBlocks;

  GatheredEvent() {
    for (int i = 0; i < kBlocks; ++i) {
      EventDataDescCreate(&blocks[i], payload + i * kBlockBytes, kBlockBytes);
    }
  }
  void Change(uint64_t number) { payload[0] = static_cast<uint8_t>(number); }

  uint8_t payload[kPayloadBytes] = {};
  EVENT_DATA_DESCRIPTOR blocks[kBlocks] = {};
};

inline constexpr EVENT_DESCRIPTOR kModernDescriptor = {1, 0, 0, 4, 0, 0, 1};

// What WPP asks for, but for the thread: 44 bytes of header with it.
inline constexpr ULONG kMessageFlags = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID |
                                       TRACE_MESSAGE_TIMESTAMP | TRACE_MESSAGE_SYSTEMINFO;


}  // namespace etalon::bench

#endif  // ETALON_SIM_BENCH_EVENTS_H_
