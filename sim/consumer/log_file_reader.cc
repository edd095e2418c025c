#include "sim/consumer/log_file_reader.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "sim/consumer/event_decoder.h"

namespace etalon::sim {
namespace {

// The head of a buffer and the largest fixed event header behind it.
constexpr size_t kPeekBytes = kBufferHeaderBytes + 0x50;

// More than ten times what any Windows allows; a larger one is a damaged number.
constexpr uint32_t kLargestBuffer = 256 << 20;

bool AllZero(std::span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t byte) { return byte == 0; });
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
    *defect = {0, "compressed buffer: cannot be read"};
    return false;
  }
  const HeldBytes first = bytes_->Read(0, info.size);
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
  if (info.compressed()) {
    return info.size > kBufferHeaderBytes && info.size <= kLargestBuffer;
  }
  return info.size == buffer_bytes_;
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
  BufferInfo info = ParseBufferHead(peek.bytes, at);
  const bool never_written =
      (header_.fields.LogFileMode & EVENT_TRACE_FILE_MODE_PREALLOCATE) != 0 && AllZero(peek.bytes);
  if (never_written) return at + buffer_bytes_;
  if (!PlausibleSize(info)) {
    defects_.Add(at, "buffer of " + std::to_string(info.size) +
                         " bytes in a file with buffers of " + std::to_string(buffer_bytes_));
    return at + buffer_bytes_;
  }
  if (info.compressed()) {
    defects_.Add(at, "compressed buffer: cannot be read");
    return at + info.size;
  }
  if (info.size > left) {
    defects_.Add(bytes_->size(), "the file ends inside the buffer at " + Hex(at));
  }
  buffers_.push_back({info, FirstStamp(info)});
  return at + info.size;
}

int64_t LogFileReader::FirstStamp(const BufferInfo& info) const {
  if (info.valid > kBufferHeaderBytes && info.valid <= info.size) {
    const HeldBytes peek = bytes_->Read(info.offset, std::min<size_t>(kPeekBytes, info.valid));
    if (peek.bytes.size() > kBufferHeaderBytes) {
      const std::optional<int64_t> stamp = StampOfHead(peek.bytes.subspan(kBufferHeaderBytes));
      if (stamp.has_value()) return *stamp;
    }
  }
  DefectLog later;  // told when the buffer is read for good
  const HeldBytes whole = bytes_->Read(info.offset, info.size);
  if (whole.bytes.size() < kBufferHeaderBytes) return info.flush_stamp;
  return BufferReader(whole.bytes, info, &later).order_stamp();
}

HeldBytes LogFileReader::Load(const Buffer& buffer) const {
  return bytes_->Read(buffer.info.offset, buffer.info.size);
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
