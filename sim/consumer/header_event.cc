#include "sim/consumer/header_event.h"

#include <bit>
#include <cstddef>
#include <cstring>

#include "sim/session/little_endian.h"

namespace etalon::sim {
namespace {

static_assert(std::endian::native == std::endian::little);
static_assert(sizeof(TRACE_LOGFILE_HEADER32) == 272);
static_assert(sizeof(TRACE_LOGFILE_HEADER64) == 280);
constexpr size_t kZoneAt32 = offsetof(TRACE_LOGFILE_HEADER32, TimeZone);
constexpr size_t kZoneAt64 = offsetof(TRACE_LOGFILE_HEADER64, TimeZone);
constexpr size_t kPointerSizeAt = offsetof(TRACE_LOGFILE_HEADER64, PointerSize);
constexpr size_t kNamesAt = offsetof(TRACE_LOGFILE_HEADER64, LoggerName);

// Both forms agree before the two names and, four bytes a name apart, behind them.
TRACE_LOGFILE_HEADER64 Widened(const uint8_t* payload) {
  TRACE_LOGFILE_HEADER64 wide;
  std::memset(&wide, 0, sizeof(wide));
  std::memcpy(&wide, payload, kNamesAt);
  wide.LoggerName = Load<uint32_t>(payload + kNamesAt);
  wide.LogFileName = Load<uint32_t>(payload + kNamesAt + 4);
  std::memcpy(reinterpret_cast<uint8_t*>(&wide) + kZoneAt64, payload + kZoneAt32,
              sizeof(TRACE_LOGFILE_HEADER32) - kZoneAt32);
  return wide;
}

// Takes one zero-terminated string off the front.
std::u16string TakeString(std::span<const uint8_t>* bytes) {
  std::u16string text;
  while (bytes->size() >= 2) {
    const char16_t unit = Load<char16_t>(bytes->data());
    *bytes = bytes->subspan(2);
    if (unit == 0) break;
    text.push_back(unit);
  }
  return text;
}

}  // namespace

bool ParseHeaderEvent(std::span<const uint8_t> payload, HeaderEvent* header, std::string* reason) {
  if (payload.size() < sizeof(TRACE_LOGFILE_HEADER32)) {
    *reason = "log file header of " + std::to_string(payload.size()) + " bytes is too short";
    return false;
  }
  const uint32_t pointer_size = Load<uint32_t>(&payload[kPointerSizeAt]);
  if (pointer_size != 4 && pointer_size != 8) {
    *reason = "log file header with pointers of " + std::to_string(pointer_size) + " bytes";
    return false;
  }
  if (pointer_size == 8 && payload.size() < sizeof(TRACE_LOGFILE_HEADER64)) {
    *reason = "64-bit log file header of " + std::to_string(payload.size()) + " bytes is too short";
    return false;
  }
  if (pointer_size == 8) {
    std::memcpy(&header->fields, payload.data(), sizeof(header->fields));
  } else {
    header->fields = Widened(payload.data());
  }
  std::span<const uint8_t> names = payload.subspan(
      pointer_size == 8 ? sizeof(TRACE_LOGFILE_HEADER64) : sizeof(TRACE_LOGFILE_HEADER32));
  header->logger_name = TakeString(&names);
  header->log_file_name = TakeString(&names);
  return true;
}

TRACE_LOGFILE_HEADER ToTraceLogfileHeader(const HeaderEvent& header) {
  TRACE_LOGFILE_HEADER native;
  std::memset(&native, 0, sizeof(native));
  std::memcpy(&native, &header.fields, kNamesAt);
  std::memcpy(reinterpret_cast<uint8_t*>(&native) + offsetof(TRACE_LOGFILE_HEADER, TimeZone),
              reinterpret_cast<const uint8_t*>(&header.fields) + kZoneAt64,
              sizeof(TRACE_LOGFILE_HEADER64) - kZoneAt64);
  return native;
}

Ticks TimeBase::TimeOf(int64_t stamp) const {
  if (stamps_are_times) return stamp;
  // Unsigned: a stamp out of a damaged file may be anywhere.
  const uint64_t passed = static_cast<uint64_t>(stamp) - static_cast<uint64_t>(reference_stamp);
  const uint64_t from = static_cast<uint64_t>(reference_time);
  if (frequency == kTicksPerSecond) return static_cast<Ticks>(from + passed);
  const int64_t signed_passed = static_cast<int64_t>(passed);
  const int64_t seconds = signed_passed / frequency;
  const int64_t rest = signed_passed % frequency;
  constexpr int64_t kExactBelow = INT64_MAX / kTicksPerSecond;
  const int64_t fraction = frequency < kExactBelow ? rest * kTicksPerSecond / frequency
                                                   : rest / (frequency / kTicksPerSecond);
  const uint64_t whole = static_cast<uint64_t>(seconds) * uint64_t{kTicksPerSecond};
  return static_cast<Ticks>(from + whole + static_cast<uint64_t>(fraction));
}

TimeBase TimeBaseOf(const HeaderEvent& header) {
  const TRACE_LOGFILE_HEADER64& fields = header.fields;
  TimeBase base;
  base.reference_stamp = header.stamp;
  base.reference_time = fields.StartTime.QuadPart;
  base.stamps_are_times = fields.ReservedFlags == static_cast<uint32_t>(ClockType::kSystemTime);
  base.frequency = fields.ReservedFlags == static_cast<uint32_t>(ClockType::kCpuCycles)
                       ? int64_t{fields.CpuSpeedInMHz} * 1'000'000
                       : fields.PerfFreq.QuadPart;
  if (base.frequency <= 0) base.frequency = kTicksPerSecond;
  return base;
}

}  // namespace etalon::sim
