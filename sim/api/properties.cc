#include "sim/api/properties.h"

#include <cstdint>
#include <cstring>

namespace etalon::sim {

bool PropertiesBlock::HoldsStructure() const {
  return block_->Wnode.BufferSize >= sizeof(EVENT_TRACE_PROPERTIES);
}

bool PropertiesBlock::OffsetIsValid(ULONG offset) const {
  return offset == 0 ||
         (offset >= sizeof(EVENT_TRACE_PROPERTIES) && offset < block_->Wnode.BufferSize);
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
  size_t needed = sizeof(EVENT_TRACE_PROPERTIES) + NameBytes(session_name);
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
