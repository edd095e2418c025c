// The .etl format: sizes, field offsets and codes. See docs/log_file_format.md.
//
// A file is a row of buffers of one size; the first holds the header event and at most what adds to
// it. All integers are little-endian; offsets are bytes from the start of the thing named.
#ifndef ETALON_SIM_SESSION_LOG_FILE_FORMAT_H_
#define ETALON_SIM_SESSION_LOG_FILE_FORMAT_H_

#include <cstdint>

namespace etalon::sim {

// At the start of every buffer; the first event follows.
inline constexpr uint32_t kBufferHeaderBytes = 0x48;

// Events start 8-aligned and keep their unaligned size in their headers.
constexpr uint32_t AlignEvent(uint32_t size) { return (size + 7) & ~7u; }

// What fills a buffer behind its last event.
inline constexpr uint8_t kFillerByte = 0xFF;

namespace buffer_field {
inline constexpr uint32_t kBufferSize = 0x00;     // u32, bytes
inline constexpr uint32_t kSavedOffset = 0x04;    // u32, as kOffset; Windows 7: 0 in the first
inline constexpr uint32_t kCurrentOffset = 0x08;  // u32, past the end unless a header buffer
inline constexpr uint32_t kTimeStamp = 0x10;      // u64, when it was sealed, by the session's clock
inline constexpr uint32_t kSequenceNumber = 0x18;  // u64, data buffers from 1
inline constexpr uint32_t kProcessorIndex = 0x28;  // u16 with kBufferFlagProcessorIndex, else u8
inline constexpr uint32_t kAlignment = 0x29;       // u8, without kBufferFlagProcessorIndex
inline constexpr uint32_t kLoggerId = 0x2A;        // u16
inline constexpr uint32_t kState = 0x2C;           // u32
inline constexpr uint32_t kOffset = 0x30;          // u32, end of the valid bytes
inline constexpr uint32_t kBufferFlag = 0x34;      // u16
inline constexpr uint32_t kBufferType = 0x36;      // u16
}  // namespace buffer_field

inline constexpr uint32_t kBufferStateFlush = 3;
inline constexpr uint8_t kBufferAlignment = 8;

inline constexpr uint16_t kBufferFlagFlushMarker = 0x01;  // header buffer; last of a flush
inline constexpr uint16_t kBufferFlagEventsLost = 0x02;   // on its processor, since the one before
inline constexpr uint16_t kBufferFlagBufferLost = 0x04;   // since the one before
inline constexpr uint16_t kBufferFlagProcessorIndex = 0x20;  // always since Windows 8
inline constexpr uint16_t kBufferFlagCompressed = 0x40;

inline constexpr uint16_t kBufferTypeGeneric = 0;
inline constexpr uint16_t kBufferTypeHeader = 4;

// Bytes of an event's header on disk, before the payload.
inline constexpr uint32_t kSystemHeaderBytes = 0x20;
inline constexpr uint32_t kPerfInfoHeaderBytes = 0x10;
inline constexpr uint32_t kFullHeaderBytes = 0x30;      // TraceEvent
inline constexpr uint32_t kInstanceHeaderBytes = 0x48;  // TraceEventInstance
inline constexpr uint32_t kMessageHeaderBytes = 8;      // TraceMessage, before its optional parts
inline constexpr uint32_t kModernHeaderBytes = 0x50;    // EventWrite, before its extended items
inline constexpr uint32_t kItemHeaderBytes = 8;         // of an extended item, before its data

// Byte 2 of an event, which with byte 3 tells its header.
inline constexpr uint8_t kHeaderSystem32 = 0x01;
inline constexpr uint8_t kHeaderSystem64 = 0x02;
inline constexpr uint8_t kHeaderFull32 = 0x0A;
inline constexpr uint8_t kHeaderInstance32 = 0x0B;
inline constexpr uint8_t kHeaderPerfInfo64 = 0x11;
inline constexpr uint8_t kHeaderModern32 = 0x12;
inline constexpr uint8_t kHeaderModern64 = 0x13;
inline constexpr uint8_t kHeaderFull64 = 0x14;
inline constexpr uint8_t kHeaderInstance64 = 0x15;

inline constexpr uint8_t kMarkerStandard = 0xC0;  // byte 3 of an event with one of these headers
inline constexpr uint8_t kMarkerMessage = 0x90;   // byte 3 of a TraceMessage event

inline constexpr uint16_t kSystemHeaderVersion = 2;

// Types of the SYSTEM events of group 00, which stand in the header buffer.
inline constexpr uint8_t kTypeHeader = 0x00;
inline constexpr uint8_t kTypeGroupMasks = 0x05;     // of sessions with kernel events
inline constexpr uint8_t kTypePartitionInfo = 0x50;  // since Windows 10 1903
inline constexpr uint32_t kGroupMasksBytes = 0x24;   // of payload: 8 masks and a version
inline constexpr uint32_t kPartitionInfoBytes = 0x30;

inline constexpr uint16_t kMessageFrom32Bits = 0x40;  // added to a message's option flags
inline constexpr uint16_t kMessageFrom64Bits = 0x80;

// TRACE_LOGFILE_HEADER as the payload of the header event: up to kCpuSpeed one layout, then two.
namespace log_header_field {
inline constexpr uint32_t kBufferSize = 0x00;              // u32, bytes
inline constexpr uint32_t kVersion = 0x04;                 // u8 major, minor, sub, subminor
inline constexpr uint32_t kProviderVersion = 0x08;         // u32, Windows build
inline constexpr uint32_t kNumberOfProcessors = 0x0C;      // u32
inline constexpr uint32_t kEndTime = 0x10;                 // u64, FILETIME, at the stop
inline constexpr uint32_t kTimerResolution = 0x18;         // u32, 100 ns
inline constexpr uint32_t kMaximumFileSize = 0x1C;         // u32, as asked for
inline constexpr uint32_t kLogFileMode = 0x20;             // u32
inline constexpr uint32_t kBuffersWritten = 0x24;          // u32, in this file, the first included
inline constexpr uint32_t kStartBuffers = 0x28;            // u32, 1
inline constexpr uint32_t kPointerSize = 0x2C;             // u32, 4 or 8
inline constexpr uint32_t kEventsLost = 0x30;              // u32
inline constexpr uint32_t kCpuSpeed = 0x34;                // u32, MHz
inline constexpr uint32_t kBootTime32 = 0xF0;              // from here on: add 8 for 64 bits
inline constexpr uint32_t kPerformanceFrequency32 = 0xF8;  // u64
inline constexpr uint32_t kStartTime32 = 0x100;            // u64, FILETIME
inline constexpr uint32_t kClockType32 = 0x108;            // u32, ClockType
inline constexpr uint32_t kBuffersLost32 = 0x10C;          // u32
}  // namespace log_header_field

// Bytes of TRACE_LOGFILE_HEADER before the two names; `bits` of the process that started the
// session.
constexpr uint32_t LogHeaderBytes(uint32_t bits) { return bits == 64 ? 0x118 : 0x110; }

// Where a field behind kCpuSpeed lies: its offset for 32 bits, moved for 64.
constexpr uint32_t LogHeaderOffset(uint32_t offset32, uint32_t bits) {
  return offset32 + (bits == 64 ? 8 : 0);
}

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_LOG_FILE_FORMAT_H_
