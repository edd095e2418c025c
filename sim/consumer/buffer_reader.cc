#include "sim/consumer/buffer_reader.h"

#include <algorithm>
#include <string>

#include "sim/session/little_endian.h"

namespace etalon::sim {

BufferInfo ParseBufferHead(std::span<const uint8_t> bytes, uint64_t offset) {
  namespace field = buffer_field;
  const uint8_t* at = bytes.data();
  BufferInfo info;
  info.offset = offset;
  info.size = Load<uint32_t>(at + field::kBufferSize);
  info.flush_stamp = static_cast<int64_t>(Load<uint64_t>(at + field::kTimeStamp));
  info.sequence = Load<uint64_t>(at + field::kSequenceNumber);
  info.logger_id = Load<uint16_t>(at + field::kLoggerId);
  info.flags = Load<uint16_t>(at + field::kBufferFlag);
  info.type = Load<uint16_t>(at + field::kBufferType);
  info.cpu_is_index = (info.flags & kBufferFlagProcessorIndex) != 0;
  info.cpu =
      info.cpu_is_index ? Load<uint16_t>(at + field::kProcessorIndex) : at[field::kProcessorIndex];
  // Windows 7 leaves SavedOffset of the first buffer 0; others differ there: Offset is the truth.
  // Of a compressed buffer SavedOffset is known to count the bytes that it expands to.
  if (!info.compressed()) info.valid = Load<uint32_t>(at + field::kOffset);
  if (info.valid == 0) info.valid = Load<uint32_t>(at + field::kSavedOffset);
  if (info.valid == 0) info.valid = Load<uint32_t>(at + field::kCurrentOffset);
  return info;
}

BufferReader::BufferReader(std::span<const uint8_t> bytes, const BufferInfo& info,
                           DefectLog* defects)
    : bytes_(bytes), info_(info), defects_(defects) {
  if (info.valid < kBufferHeaderBytes || info.valid > info.size) {
    defects_->Add(info.offset + buffer_field::kOffset,
                  "buffer of " + std::to_string(info.size) + " bytes claims " +
                      std::to_string(info.valid) + " valid ones");
  }
  const uint32_t held = static_cast<uint32_t>(std::min<size_t>(bytes.size(), info.size));
  const uint32_t valid = std::min(std::max(info.valid, kBufferHeaderBytes), info.size);
  cut_short_ = held < valid;
  end_ = std::min(held, valid);
  Measure();
  OrderLeadingMessages();
}

void BufferReader::Measure() {
  constexpr uint32_t kLeastEvent = 8;
  if (end_ < kLeastEvent || at_ > end_ - kLeastEvent ||
      Load<uint32_t>(&bytes_[at_]) == kEndOfEvents) {
    at_ = end_;
    return;
  }
  if (MeasureEvent(bytes_.subspan(at_, end_ - at_), &extent_, &reason_)) [[likely]] {
    if (extent_.stamped) order_stamp_ = std::max(order_stamp_, extent_.stamp);
    // Buffers take turns, so the processor does not see for itself what is needed next.
    __builtin_prefetch(bytes_.data() + std::min(at_ + AlignEvent(extent_.size), end_ - 1));
    return;
  }
  // Where the file ends is told once, by the reader of the file.
  if (!cut_short_) defects_->Add(info_.offset + at_, reason_);
  at_ = end_;
}

void BufferReader::OrderLeadingMessages() {
  if (!at_event()) {
    order_stamp_ = info_.flush_stamp;
    return;
  }
  if (extent_.stamped) return;
  std::string reason;
  EventExtent ahead = extent_;
  uint32_t at = at_;
  while (!ahead.stamped) {
    at += AlignEvent(ahead.size);
    if (at >= end_ || !MeasureEvent(bytes_.subspan(at, end_ - at), &ahead, &reason)) break;
  }
  order_stamp_ = ahead.stamped ? ahead.stamp : info_.flush_stamp;
}

bool BufferReader::Read(DeliveredEvent* event) {
  if (!DecodeEvent(bytes_.subspan(at_, extent_.size), extent_, event, &reason_)) [[unlikely]] {
    defects_->Add(info_.offset + at_, reason_);
    return false;
  }
  event->bytes = bytes_.subspan(at_, extent_.size);
  event->offset = info_.offset + at_;
  event->buffer_offset = info_.offset;
  event->order_stamp = order_stamp_;
  event->cpu = info_.cpu;
  event->cpu_is_index = info_.cpu_is_index;
  event->logger_id = info_.logger_id;
  return true;
}

void BufferReader::Next() {
  at_ = std::min(at_ + AlignEvent(extent_.size), end_);
  Measure();
}

}  // namespace etalon::sim
