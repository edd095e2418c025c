#include "sim/properties/read_back.h"

#include <cstring>
#include <memory>

#include "sim/consumer/buffer_reader.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {
namespace {

void ReadBuffer(LogFileReader& reader, const LogFileReader::Buffer& buffer, ReadBack* found) {
  const HeldBytes held = reader.Load(buffer);
  DeliveredEvent event;
  for (BufferReader events(held.bytes, buffer.info, &reader.defects()); events.at_event();
       events.Next()) {
    event.Clear();
    if (!events.Read(&event)) continue;
    const bool is_ours = event.kind == EventKind::kClassic || event.kind == EventKind::kModern;
    if (!is_ours || event.payload.size() < sizeof(uint32_t)) continue;
    uint32_t number = 0;
    std::memcpy(&number, event.payload.data(), sizeof(number));
    found->numbers.push_back(number);
  }
}

}  // namespace

ReadBack ReadLogFile(std::span<const uint8_t> bytes) {
  ReadBack found;
  Defect defect;
  const std::unique_ptr<LogFileReader> reader =
      LogFileReader::Open(std::make_unique<MemoryBytes>(bytes), &defect);
  if (reader == nullptr) {
    found.defects.push_back(defect);
    return found;
  }
  found.is_log_file = true;
  found.buffers = static_cast<uint32_t>(reader->buffers().size());
  for (const LogFileReader::Buffer& buffer : reader->buffers()) {
    ReadBuffer(*reader, buffer, &found);
  }
  found.defects = reader->defects().kept();
  return found;
}

}  // namespace etalon::sim
