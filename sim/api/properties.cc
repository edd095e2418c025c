#include "sim/api/properties.h"

#include <cstdint>
#include <cstring>

#include "sim/api/fail_if.h"

namespace etalon::sim {

bool PropertiesBlock::is_versioned() const {
  return (block_->Wnode.Flags & WNODE_FLAG_VERSIONED_PROPERTIES) != 0 &&
         WindowsOfCaller() >= kWindows10_1703;
}

const EVENT_TRACE_PROPERTIES_V2& PropertiesBlock::v2() const {
  return *reinterpret_cast<const EVENT_TRACE_PROPERTIES_V2*>(block_);
}

uint32_t PropertiesBlock::version() const { return is_versioned() ? v2().VersionNumber : 1; }

size_t PropertiesBlock::StructureBytes() const {
  return is_versioned() ? sizeof(EVENT_TRACE_PROPERTIES_V2) : sizeof(EVENT_TRACE_PROPERTIES);
}

bool PropertiesBlock::HoldsStructure() const {
  return block_->Wnode.BufferSize >= StructureBytes();
}

const EVENT_FILTER_DESCRIPTOR* PropertiesBlock::Filter(ULONG type) const {
  if (!is_versioned() || v2().FilterDesc == nullptr) return nullptr;
  for (ULONG i = 0; i < v2().FilterDescCount; ++i) {
    if (v2().FilterDesc[i].Type == type) return &v2().FilterDesc[i];
  }
  return nullptr;
}

bool PropertiesBlock::FiltersAreValid() const {
  const ULONG count = is_versioned() ? v2().FilterDescCount : 0;
  if (count != 0 && v2().FilterDesc == nullptr) return false;
  for (ULONG i = 0; i < count; ++i) {
    const EVENT_FILTER_DESCRIPTOR& filter = v2().FilterDesc[i];
    const bool is_known =
        filter.Type == EVENT_FILTER_TYPE_PID || filter.Type == EVENT_FILTER_TYPE_EXECUTABLE_NAME;
    if (!is_known || Filter(filter.Type) != &filter) return false;
  }
  return true;
}

std::vector<uint32_t> PropertiesBlock::FilterPids() const {
  const EVENT_FILTER_DESCRIPTOR* const filter = Filter(EVENT_FILTER_TYPE_PID);
  if (filter == nullptr) return {};
  std::vector<uint32_t> pids(filter->Size / sizeof(uint32_t));
  if (!pids.empty()) {
    std::memcpy(pids.data(), reinterpret_cast<const void*>(static_cast<uintptr_t>(filter->Ptr)),
                pids.size() * sizeof(uint32_t));
  }
  return pids;
}

// Names with semicolons between them, with or without an end.
std::vector<std::u16string> PropertiesBlock::FilterImages() const {
  const EVENT_FILTER_DESCRIPTOR* const filter = Filter(EVENT_FILTER_TYPE_EXECUTABLE_NAME);
  if (filter == nullptr) return {};
  std::u16string text(filter->Size / sizeof(char16_t), u'\0');
  if (!text.empty()) {
    std::memcpy(text.data(), reinterpret_cast<const void*>(static_cast<uintptr_t>(filter->Ptr)),
                text.size() * sizeof(char16_t));
  }
  std::vector<std::u16string> images(1);
  for (const char16_t c : text) {
    if (c == u'\0') break;
    if (c == u';')
      images.emplace_back();
    else
      images.back() += c;
  }
  return images;
}

bool PropertiesBlock::OffsetIsValid(ULONG offset) const {
  return offset == 0 || (offset >= StructureBytes() && offset < block_->Wnode.BufferSize);
}

bool PropertiesBlock::LogFileNameOffsetIsValid() const {
  return OffsetIsValid(block_->LogFileNameOffset);
}

bool PropertiesBlock::LoggerNameOffsetIsValid() const {
  return OffsetIsValid(block_->LoggerNameOffset);
}

bool PropertiesBlock::HasRoomAt(ULONG offset, size_t bytes) const {
  return offset == 0 || offset + bytes <= block_->Wnode.BufferSize;
}

bool PropertiesBlock::HasRoomForEmptyNames() const {
  return HasRoomAt(block_->LogFileNameOffset, CharacterBytes(encoding_)) &&
         HasRoomAt(block_->LoggerNameOffset, CharacterBytes(encoding_));
}

bool PropertiesBlock::HasRoomForSessionName(std::u16string_view session_name) const {
  size_t needed = StructureBytes() + NameBytes(session_name);
  if (block_->LogFileNameOffset != 0) needed += NameBytes(LogFileName());
  return needed <= block_->Wnode.BufferSize &&
         HasRoomAt(block_->LoggerNameOffset, NameBytes(session_name));
}

std::u16string PropertiesBlock::LogFileName() const {
  if (block_->LogFileNameOffset == 0) return {};
  std::u16string name = NameAt(block_->LogFileNameOffset);
  return name.size() <= kMaximumNameCharacters ? name : std::u16string();
}

std::u16string PropertiesBlock::SessionName() const {
  if (block_->LoggerNameOffset == 0) return {};
  return NameAt(block_->LoggerNameOffset);
}

void PropertiesBlock::WriteSettings(const Session& session, Ticks now) const {
  const SessionSettings& settings = session.settings();
  const SessionStatistics statistics = session.statistics();
  EVENT_TRACE_PROPERTIES& block = *block_;
  block.Wnode.HistoricalContext = session.handle();
  block.Wnode.TimeStamp.QuadPart = now;
  block.Wnode.Guid = settings.guid;
  block.Wnode.ClientContext = settings.client_context;
  block.Wnode.Flags = settings.wnode_flags;
  block.BufferSize = settings.buffer_size_kb;
  block.MinimumBuffers = settings.minimum_buffers;
  block.MaximumBuffers = settings.maximum_buffers;
  block.MaximumFileSize = settings.maximum_file_size;
  block.LogFileMode = settings.log_file_mode;
  block.FlushTimer = settings.flush_timer;
  block.EnableFlags = settings.enable_flags;
  block.NumberOfBuffers = statistics.number_of_buffers;
  block.FreeBuffers = statistics.free_buffers;
  block.EventsLost = statistics.events_lost;
  block.BuffersWritten = statistics.buffers_written;
  block.LogBuffersLost = statistics.log_buffers_lost;
  block.RealTimeBuffersLost = statistics.real_time_buffers_lost;
  block.LoggerThreadId =
      reinterpret_cast<HANDLE>(static_cast<uintptr_t>(statistics.logger_thread_id));
}

bool PropertiesBlock::WriteSessionName(std::u16string_view name) const {
  return WriteName(block_->LoggerNameOffset, name);
}

bool PropertiesBlock::WriteLogFileName(std::u16string_view name) const {
  return WriteName(block_->LogFileNameOffset, name);
}

bool PropertiesBlock::WriteName(ULONG offset, std::u16string_view name) const {
  if (offset == 0) return true;
  if (!HasRoomAt(offset, NameBytes(name))) return false;
  uint8_t* place = reinterpret_cast<uint8_t*>(block_) + offset;
  if (encoding_ == Encoding::kWide) {
    std::memcpy(place, name.data(), name.size() * sizeof(char16_t));
  } else {
    std::memcpy(place, ToAnsi(name).data(), name.size());
  }
  std::memset(place + NameBytes(name) - CharacterBytes(encoding_), 0, CharacterBytes(encoding_));
  return true;
}

std::u16string PropertiesBlock::NameAt(ULONG offset) const {
  const uint8_t* place = reinterpret_cast<const uint8_t*>(block_) + offset;
  const size_t room = block_->Wnode.BufferSize - offset;
  std::u16string name;
  for (size_t at = 0; at + CharacterBytes(encoding_) <= room; at += CharacterBytes(encoding_)) {
    char16_t character = place[at];
    if (encoding_ == Encoding::kWide) std::memcpy(&character, place + at, sizeof(character));
    if (character == 0) {
      return encoding_ == Encoding::kWide ? name : FromAnsi(std::string(name.begin(), name.end()));
    }
    name += character;
  }
  return {};
}

size_t PropertiesBlock::NameBytes(std::u16string_view name) const {
  return (name.size() + 1) * CharacterBytes(encoding_);
}

}  // namespace etalon::sim
