// Field numbers of Perfetto's trace format; testdata/perfetto_subset.proto names messages and
// fields.
#ifndef ETALON_CONFORMANCE_HEAP_PERFETTO_FIELDS_H_
#define ETALON_CONFORMANCE_HEAP_PERFETTO_FIELDS_H_

#include <cstdint>

namespace etalon::heap::field {

inline constexpr uint32_t kTracePacket = 1;

inline constexpr uint32_t kPacketClockSnapshot = 6;
inline constexpr uint32_t kPacketTimestamp = 8;
inline constexpr uint32_t kPacketSequence = 10;
inline constexpr uint32_t kPacketTrackEvent = 11;
inline constexpr uint32_t kPacketSequenceFlags = 13;
inline constexpr uint32_t kPacketProfile = 37;
inline constexpr uint32_t kPacketTrackDescriptor = 60;
inline constexpr uint32_t kPacketFirstOnSequence = 87;

inline constexpr uint32_t kSnapshotClock = 1;
inline constexpr uint32_t kClockId = 1;
inline constexpr uint32_t kClockTimestamp = 2;

inline constexpr uint32_t kTrackUuid = 1;
inline constexpr uint32_t kTrackName = 2;
inline constexpr uint32_t kTrackProcess = 3;
inline constexpr uint32_t kTrackParent = 5;
inline constexpr uint32_t kTrackCounter = 8;
inline constexpr uint32_t kProcessId = 1;
inline constexpr uint32_t kProcessName = 6;
inline constexpr uint32_t kCounterUnit = 3;

inline constexpr uint32_t kEventType = 9;
inline constexpr uint32_t kEventTrack = 11;
inline constexpr uint32_t kEventCounterValue = 30;

inline constexpr uint32_t kProfileStrings = 1;
inline constexpr uint32_t kProfileFrames = 2;
inline constexpr uint32_t kProfileCallstacks = 3;
inline constexpr uint32_t kProfileMappings = 4;
inline constexpr uint32_t kProfileProcessDumps = 5;
inline constexpr uint32_t kProfileIndex = 7;

inline constexpr uint32_t kInterningId = 1;  // of strings, frames, call stacks and mappings
inline constexpr uint32_t kStringText = 2;
inline constexpr uint32_t kFrameFunction = 2;
inline constexpr uint32_t kFrameMapping = 3;
inline constexpr uint32_t kFrameOffset = 4;
inline constexpr uint32_t kCallstackFrames = 2;
inline constexpr uint32_t kMappingPath = 7;

inline constexpr uint32_t kDumpProcess = 1;
inline constexpr uint32_t kDumpSamples = 2;
inline constexpr uint32_t kDumpTimestamp = 9;
inline constexpr uint32_t kDumpHeapName = 11;
inline constexpr uint32_t kSampleCallstack = 1;
inline constexpr uint32_t kSampleAllocated = 2;
inline constexpr uint32_t kSampleFreed = 3;
inline constexpr uint32_t kSampleAllocations = 5;
inline constexpr uint32_t kSampleFrees = 6;

}  // namespace etalon::heap::field

#endif  // ETALON_CONFORMANCE_HEAP_PERFETTO_FIELDS_H_
