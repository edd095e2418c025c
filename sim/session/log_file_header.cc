#include "sim/session/log_file_header.h"

#include <algorithm>
#include <cstring>

#include "sim/include/evntrace.h"
#include "sim/session/buffer.h"
#include "sim/session/event_layout.h"
#include "sim/session/little_endian.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {

namespace {

namespace field = log_header_field;

constexpr uint32_t kPayload = kBufferHeaderBytes + kSystemHeaderBytes;  // in a header buffer

// The form of the file, behind the version of Windows.
constexpr uint8_t kForm[2] = {1, 5};
constexpr uint8_t kFormOfLargeBuffers[2] = {2, 0};
constexpr uint32_t kLargestPlainBuffer = 1 << 20;
constexpr uint32_t kTimerResolution = 156'250;

// Of the kernel's events: what recorded files have, of Windows 10 1903 and of one before it.
uint32_t KernelEventVersion(WindowsVersion windows) {
  return windows >= kWindows10_1903 ? 0x46 : 0x19;
}

// Of the last build of each Windows.
uint32_t BuildOf(WindowsVersion windows) {
  if (windows.build() != 0) return windows.build();
  if (windows == kWindows2000) return 2195;
  if (windows == kWindowsXp) return 2600;
  return windows == kServer2003 ? 3790 : 7601;
}

// Appends the name and a null character if both fit into `room` bytes; cuts the name otherwise.
void AppendName(const std::u16string& name, size_t room, std::vector<uint8_t>* bytes) {
  const size_t length = std::min<size_t>(name.size(), room / 2 - 1);
  const size_t at = bytes->size();
  bytes->resize(at + 2 * (length + 1));
  for (size_t i = 0; i < length; ++i) {
    Store<uint16_t>(bytes->data() + at + 2 * i, static_cast<uint16_t>(name[i]));
  }
}

void StoreFixedPart(const LogFileHeader& header, uint8_t* out) {
  const bool large = header.buffer_bytes > kLargestPlainBuffer;
  Store<uint32_t>(out + field::kBufferSize, header.buffer_bytes);
  out[field::kVersion] = static_cast<uint8_t>(header.windows.first());
  out[field::kVersion + 1] = static_cast<uint8_t>(header.windows.second());
  std::memcpy(out + field::kVersion + 2, large ? kFormOfLargeBuffers : kForm, 2);
  Store<uint32_t>(out + field::kProviderVersion, BuildOf(header.windows));
  Store<uint32_t>(out + field::kNumberOfProcessors, header.processors);
  Store<uint32_t>(out + field::kTimerResolution, kTimerResolution);
  Store<uint32_t>(out + field::kMaximumFileSize, header.maximum_file_size);
  Store<uint32_t>(out + field::kLogFileMode,
                  header.log_file_mode & ~uint32_t{EVENT_TRACE_REAL_TIME_MODE});
  Store<uint32_t>(out + field::kStartBuffers, 1);
  Store<uint32_t>(out + field::kPointerSize, header.bits / 8);
  Store<uint32_t>(out + field::kCpuSpeed, Clock::kCpuMegahertz);
  const auto at = [&](uint32_t offset32) { return out + LogHeaderOffset(offset32, header.bits); };
  Store<uint64_t>(at(field::kBootTime32), static_cast<uint64_t>(header.boot_time));
  Store<uint64_t>(at(field::kPerformanceFrequency32), Clock::kPerformanceFrequency);
  Store<uint64_t>(at(field::kStartTime32), static_cast<uint64_t>(header.start_time));
  Store<uint32_t>(at(field::kClockType32), static_cast<uint32_t>(header.clock));
}

// One event of group 00 and its padding; the payload is zero yet. Returns where the next one goes.
uint8_t* StoreEvent(const LogFileHeader& header, uint8_t type, uint32_t payload, uint8_t* out) {
  const uint32_t size = kSystemHeaderBytes + payload;
  std::memset(out, 0, AlignEvent(size));
  EncodeSystemHeader({.size = static_cast<uint16_t>(size),
                      .type = type,
                      .thread_id = header.owner_tid,
                      .process_id = header.owner_pid,
                      .stamp = header.start_stamp},
                     header.bits, out);
  return out + AlignEvent(size);
}

bool HasPartitionInfo(const LogFileHeader& header) {
  return !header.is_alone && header.windows >= kWindows10_1903;
}

bool HasGroupMasks(const LogFileHeader& header) {
  return header.system_logger && !header.is_alone && header.windows >= kWindows7;
}

// Of the events that add to the header event.
uint32_t FurtherBytes(const LogFileHeader& header) {
  uint32_t bytes = 0;
  if (HasGroupMasks(header)) bytes += AlignEvent(kSystemHeaderBytes + kGroupMasksBytes);
  if (HasPartitionInfo(header)) bytes += kSystemHeaderBytes + kPartitionInfoBytes;
  return bytes;
}

// Takes `room` bytes at most. Returns where the next event goes.
uint8_t* StoreHeaderEvent(const LogFileHeader& header, uint32_t room, uint8_t* out) {
  const uint32_t fixed = LogHeaderBytes(header.bits);
  room -= kSystemHeaderBytes + fixed;
  std::vector<uint8_t> names;
  AppendName(header.session_name, room - 2, &names);
  AppendName(header.file_name, room - names.size(), &names);
  const uint32_t payload = fixed + static_cast<uint32_t>(names.size());
  uint8_t* const next = StoreEvent(header, kTypeHeader, payload, out);
  StoreFixedPart(header, out + kSystemHeaderBytes);
  std::copy(names.begin(), names.end(), out + kSystemHeaderBytes + fixed);
  return next;
}

uint8_t* StoreGroupMasks(const LogFileHeader& header, uint8_t* out) {
  uint8_t* const next = StoreEvent(header, kTypeGroupMasks, kGroupMasksBytes, out);
  uint8_t* const masks = out + kSystemHeaderBytes;
  Store<uint32_t>(masks, header.enable_flags);
  Store<uint32_t>(masks + kGroupMasksBytes - 4, KernelEventVersion(header.windows));
  return next;
}

// The form of the header event; 0: it is none.
uint32_t BitsOf(std::span<const uint8_t> start) {
  if (start.size() < kHeaderBufferTotalsBytes) return 0;
  const uint8_t* const event = start.data() + kBufferHeaderBytes;
  if (Load<uint16_t>(start.data() + buffer_field::kBufferType) != kBufferTypeHeader) return 0;
  if (event[3] != kMarkerStandard || event[6] != 0 || event[7] != 0) return 0;
  if (event[2] == kHeaderSystem32) return 32;
  return event[2] == kHeaderSystem64 ? 64 : 0;
}

}  // namespace

std::vector<uint8_t> MakeHeaderBuffer(const LogFileHeader& header, const LogFileTotals& totals) {
  std::vector<uint8_t> buffer(header.buffer_bytes, kFillerByte);
  uint8_t* next = buffer.data() + kBufferHeaderBytes;
  next = StoreHeaderEvent(header, header.buffer_bytes - kBufferHeaderBytes - FurtherBytes(header),
                          next);
  if (HasGroupMasks(header)) next = StoreGroupMasks(header, next);
  if (HasPartitionInfo(header)) {
    next = StoreEvent(header, kTypePartitionInfo, kPartitionInfoBytes, next);
  }
  const BufferSeal seal = {.flags = kBufferFlagFlushMarker, .type = kBufferTypeHeader};
  StoreBufferHeader({.seal = seal,
                     .size = header.buffer_bytes,
                     .offset = static_cast<uint32_t>(next - buffer.data()),
                     .logger_id = header.logger_id,
                     .form = BufferFormOf(header.windows)},
                    buffer.data());
  StoreTotals(totals, false, buffer);
  return buffer;
}

bool StoreTotals(const LogFileTotals& totals, bool keep_lost, std::span<uint8_t> header_buffer) {
  const uint32_t bits = BitsOf(header_buffer);
  if (bits == 0) return false;
  uint8_t* const payload = header_buffer.data() + kPayload;
  uint8_t* const events_lost = payload + field::kEventsLost;
  uint8_t* const buffers_lost = payload + LogHeaderOffset(field::kBuffersLost32, bits);
  const uint32_t events_before = keep_lost ? Load<uint32_t>(events_lost) : 0;
  const uint32_t buffers_before = keep_lost ? Load<uint32_t>(buffers_lost) : 0;
  Store<uint64_t>(payload + field::kEndTime, static_cast<uint64_t>(totals.end_time));
  Store<uint32_t>(payload + field::kBuffersWritten, totals.buffers_written);
  Store<uint32_t>(events_lost, events_before + totals.events_lost);
  Store<uint32_t>(buffers_lost, buffers_before + totals.buffers_lost);
  return true;
}

bool ParseHeaderBuffer(std::span<const uint8_t> start, ExistingLogFile* existing) {
  const uint32_t bits = BitsOf(start);
  if (bits == 0) return false;
  const uint8_t* const payload = start.data() + kPayload;
  existing->buffer_bytes = Load<uint32_t>(payload + field::kBufferSize);
  existing->processors = Load<uint32_t>(payload + field::kNumberOfProcessors);
  existing->clock =
      static_cast<ClockType>(Load<uint32_t>(payload + LogHeaderOffset(field::kClockType32, bits)));
  existing->buffers_written = Load<uint32_t>(payload + field::kBuffersWritten);
  return existing->buffer_bytes >= kHeaderBufferTotalsBytes;
}

}  // namespace etalon::sim
