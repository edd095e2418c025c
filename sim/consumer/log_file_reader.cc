#include "sim/consumer/log_file_reader.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "sim/consumer/event_decoder.h"
#include "sim/consumer/xpress.h"
#include "sim/session/little_endian.h"

namespace etalon::sim {
namespace {

// The head of a buffer and the largest fixed event header behind it.
constexpr size_t kPeekBytes = kBufferHeaderBytes + 0x50;

// The head of the first buffer and the largest event behind it.
constexpr size_t kHeaderEventBytes = kBufferHeaderBytes + 0x10000;

// More than ten times what any Windows allows; a larger one is a damaged number.
constexpr uint32_t kLargestBuffer = 256 << 20;

bool AllZero(std::span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t byte) { return byte == 0; });
}

bool IsCompressed(const HeaderEvent& header) {
  return (header.fields.LogFileMode & EVENT_TRACE_COMPRESSED_MODE) != 0;
}

// The state of the first buffer of a compressed file is its COMPRESSION_FORMAT; files that were
// compressed later do not all say so.
uint16_t CompressionOf(const HeaderEvent& header, std::span<const uint8_t> head) {
  if (!IsCompressed(header)) return kCompressionXpress;
  return sim::Load<uint16_t>(&head[buffer_field::kState]);
}

}  // namespace

std::unique_ptr<LogFileReader> LogFileReader::Open(std::unique_ptr<LogFileBytes> bytes,
                                                   Defect* defect) {
  std::unique_ptr<LogFileReader> reader(new LogFileReader(std::move(bytes)));
  if (!reader->ReadHeader(defect)) return nullptr;
  reader->FindBuffers();
  return reader;
}

bool LogFileReader::ReadHeader(Defect* defect) {
  const HeldBytes head = bytes_->Read(0, kBufferHeaderBytes);
  if (head.bytes.size() < kBufferHeaderBytes) {
    *defect = {head.bytes.size(), "the file ends inside its first buffer's header"};
    return false;
  }
  const BufferInfo info = ParseBufferHead(head.bytes, 0);
  if (info.size <= kBufferHeaderBytes || info.size > kLargestBuffer) {
    *defect = {0, "no log file: first buffer of " + std::to_string(info.size) + " bytes"};
    return false;
  }
  if (info.compressed()) {
    *defect = {0, "the first buffer is compressed: cannot be read"};
    return false;
  }
  const HeldBytes first = bytes_->Read(0, std::min<size_t>(info.size, kHeaderEventBytes));
  if (first.bytes.size() <= kBufferHeaderBytes) {
    *defect = {first.bytes.size(), "the file ends before its log file header"};
    return false;
  }
  const std::span<const uint8_t> events = first.bytes.subspan(kBufferHeaderBytes);
  EventExtent extent;
  *defect = {kBufferHeaderBytes, ""};
  if (!MeasureEvent(events, &extent, &defect->reason)) return false;
  DeliveredEvent event;
  if (!DecodeEvent(events.first(extent.size), extent, &event, &defect->reason)) return false;
  if (event.kind != EventKind::kSystem || event.type != 0) {
    defect->reason = "the first event is no log file header";
    return false;
  }
  if (!ParseHeaderEvent(event.payload, &header_, &defect->reason)) return false;
  header_.stamp = event.stamp;
  time_base_ = TimeBaseOf(header_);
  buffer_bytes_ = info.size;
  compression_ = CompressionOf(header_, head.bytes);
  return true;
}

void LogFileReader::FindBuffers() {
  uint32_t passed = 0;
  for (uint64_t at = 0; at < bytes_->size(); ++passed) at = PassBuffer(at);
  const TRACE_LOGFILE_HEADER64& fields = header_.fields;
  const bool completed =
      fields.EndTime.QuadPart != 0;  // not of a session still running, or crashed
  if (completed && passed < fields.BuffersWritten && defects_.count() == 0) {
    defects_.Add(bytes_->size(), "the file ends after " + std::to_string(passed) + " of " +
                                     std::to_string(fields.BuffersWritten) + " buffers");
  }
  std::sort(buffers_.begin() + 1, buffers_.end(), [](const Buffer& a, const Buffer& b) {
    return std::tie(a.first_stamp, a.info.cpu, a.info.offset) <
           std::tie(b.first_stamp, b.info.cpu, b.info.offset);
  });
}

bool LogFileReader::PlausibleSize(const BufferInfo& info) const {
  if (info.size <= kBufferHeaderBytes) return false;
  if (info.compressed()) return info.size <= kLargestBuffer;
  const bool varies = IsCompressed(header_);
  return info.size == buffer_bytes_ || (varies && info.size <= header_.fields.BufferSize);
}

void LogFileReader::LeaveOut(uint64_t at, std::string why) {
  ++buffers_left_out_;
  defects_.Add(at, std::move(why));
}

bool LogFileReader::CanExpand(const BufferInfo& info, std::string* why) {
  if (compression_ != kCompressionXpress) {
    *why = "compressed buffer of format " + std::to_string(compression_) + ": cannot be read";
    return false;
  }
  const uint32_t most = std::max<uint32_t>(buffer_bytes_, header_.fields.BufferSize);
  expanded_bytes_ += info.valid;
  if (info.valid < kBufferHeaderBytes || info.valid > std::min(most, kLargestBuffer) ||
      expanded_bytes_ > bytes_->size() * kMostExpansion + kLeastExpansion) {
    *why = "compressed buffer claims to expand to " + std::to_string(info.valid) + " bytes";
    return false;
  }
  return true;
}

uint64_t LogFileReader::PassBuffer(uint64_t at) {
  const uint64_t left = bytes_->size() - at;
  const HeldBytes peek = bytes_->Read(at, kBufferHeaderBytes);
  if (peek.bytes.size() < kBufferHeaderBytes) {
    defects_.Add(at + peek.bytes.size(), left < kBufferHeaderBytes
                                             ? "the file ends inside a buffer's header"
                                             : "the file cannot be read further");
    return bytes_->size();
  }
  const BufferInfo info = ParseBufferHead(peek.bytes, at);
  const bool never_written =
      (header_.fields.LogFileMode & EVENT_TRACE_FILE_MODE_PREALLOCATE) != 0 && AllZero(peek.bytes);
  if (never_written) return at + buffer_bytes_;
  ++buffers_found_;
  if (!PlausibleSize(info)) {
    LeaveOut(at, "buffer of " + std::to_string(info.size) + " bytes in a file with buffers of " +
                     std::to_string(buffer_bytes_));
    return at + buffer_bytes_;
  }
  if (info.size > left) {
    defects_.Add(bytes_->size(), "the file ends inside the buffer at " + Hex(at));
  }
  Buffer buffer = {info, info.size, 0};
  std::string why;
  if (info.compressed() && !CanExpand(info, &why)) {
    LeaveOut(at, std::move(why));
    return at + info.size;
  }
  if (info.compressed()) buffer.info.size = info.valid;
  buffer.first_stamp = FirstStamp(buffer);
  buffers_.push_back(buffer);
  largest_buffer_ = std::max(largest_buffer_, buffer.info.size);
  return at + info.size;
}

int64_t LogFileReader::FirstStamp(const Buffer& buffer) const {
  const BufferInfo& info = buffer.info;
  if (info.valid > kBufferHeaderBytes && info.valid <= info.size) {
    const HeldBytes peek = Expand(buffer, std::min<size_t>(kPeekBytes, info.valid));
    if (peek.bytes.size() > kBufferHeaderBytes) {
      const std::optional<int64_t> stamp = StampOfHead(peek.bytes.subspan(kBufferHeaderBytes));
      if (stamp.has_value()) return *stamp;
    }
  }
  DefectLog later;  // told when the buffer is read for good
  const HeldBytes whole = Load(buffer);
  if (whole.bytes.size() < kBufferHeaderBytes) return info.flush_stamp;
  return BufferReader(whole.bytes, info, &later).order_stamp();
}

HeldBytes LogFileReader::Load(const Buffer& buffer) const {
  return Expand(buffer, buffer.info.size);
}

HeldBytes LogFileReader::Expand(const Buffer& buffer, size_t most) const {
  if (!buffer.info.compressed()) return bytes_->Read(buffer.info.offset, most);
  const HeldBytes stored = bytes_->Read(buffer.info.offset, buffer.stored_bytes);
  if (stored.bytes.size() < kBufferHeaderBytes) return {};
  auto whole = std::make_shared<std::vector<uint8_t>>(most);
  std::copy_n(stored.bytes.begin(), kBufferHeaderBytes, whole->begin());
  const std::optional<size_t> events = ExpandXpress(stored.bytes.subspan(kBufferHeaderBytes),
                                                    std::span(*whole).subspan(kBufferHeaderBytes));
  const bool is_cut_short = stored.bytes.size() < buffer.stored_bytes;
  if (!events.has_value()) return {};
  if (kBufferHeaderBytes + *events < most && !is_cut_short) return {};
  whole->resize(kBufferHeaderBytes + *events);
  HeldBytes held;
  held.bytes = *whole;
  held.keeper = std::move(whole);
  return held;
}

OpenedLogFile OpenLogFile(Host& host, const std::u16string& name) {
  OpenedLogFile opened;
  std::unique_ptr<File> file;
  opened.error = host.disk->OpenFile(name, Disk::Open::kRead, &file);
  if (opened.error != FileError::kNone) return opened;
  opened.reader = LogFileReader::Open(std::make_unique<DiskBytes>(std::move(file)), &opened.defect);
  return opened;
}

void FillLogfile(const HeaderEvent& header, EVENT_TRACE_LOGFILEW* logfile) {
  logfile->LogfileHeader = ToTraceLogfileHeader(header);
  logfile->BufferSize = header.fields.BufferSize;
  logfile->IsKernelTrace = header.logger_name == u"NT Kernel Logger" ? TRUE : FALSE;
  logfile->CurrentTime = header.fields.StartTime.QuadPart;
}

}  // namespace etalon::sim
