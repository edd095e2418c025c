#include "sim/session/log_file_writer.h"

#include <algorithm>
#include <utility>

#include "sim/include/evntrace.h"

namespace etalon::sim {

namespace {

// Buffers that a file may hold, at least the header buffer and one more where it goes in circles.
uint32_t MaximumBuffers(const LogFileHeader& header) {
  if (header.maximum_file_size == 0) return 0;
  const bool kilobytes = (header.log_file_mode & EVENT_TRACE_USE_KBYTES_FOR_SIZE) != 0;
  const uint64_t bytes = uint64_t{header.maximum_file_size} << (kilobytes ? 10 : 20);
  const bool circular = (header.log_file_mode & EVENT_TRACE_FILE_MODE_CIRCULAR) != 0;
  const uint64_t buffers = std::max<uint64_t>(bytes / header.buffer_bytes, circular ? 2 : 1);
  return static_cast<uint32_t>(std::min<uint64_t>(buffers, UINT32_MAX));
}

LogFileWriter::Status StatusOf(FileError error) {
  if (error == FileError::kNone) return LogFileWriter::Status::kWritten;
  return error == FileError::kDiskFull ? LogFileWriter::Status::kDiskFull
                                       : LogFileWriter::Status::kFailed;
}

}  // namespace

std::u16string NumberedFileName(std::u16string_view pattern, uint32_t number) {
  std::u16string name(pattern);
  const size_t at = name.find(u"%d");
  if (at == std::u16string::npos) return name;
  std::u16string digits;
  for (const char digit : std::to_string(number)) digits += static_cast<char16_t>(digit);
  return name.replace(at, 2, digits);
}

LogFileWriter::LogFileWriter(Disk& disk, Faults& faults) : disk_(disk), faults_(faults) {}

FileError LogFileWriter::WriteAt(uint64_t at, std::span<const uint8_t> bytes, Ticks* duration) {
  if (faults_.ShouldFail(Fault::kDiskWrite)) return FileError::kFailed;
  return file_->Write(at, bytes, duration);
}

FileError LogFileWriter::Open(LogFileHeader header, std::u16string name,
                              std::unique_ptr<File> file) {
  header_ = std::move(header);
  name_ = std::move(name);
  file_number_ = 1;
  maximum_buffers_ = MaximumBuffers(header_);
  const FileError error = Begin(std::move(file));
  if (error != FileError::kNone) file_ = nullptr;
  return error;
}

FileError LogFileWriter::Begin(std::unique_ptr<File> file) {
  file_ = std::move(file);
  header_.file_name = disk_.FullName(
      Has(EVENT_TRACE_FILE_MODE_NEWFILE) ? NumberedFileName(name_, file_number_) : name_);
  continued_ = Has(EVENT_TRACE_FILE_MODE_APPEND) && file_->size() > 0;
  if (continued_) return Continue();
  Ticks duration = 0;
  const FileError error = WriteAt(0, MakeHeaderBuffer(header_, {}), &duration);
  if (error != FileError::kNone) return error;
  buffers_in_file_ = 1;
  position_ = 1;
  if (!Has(EVENT_TRACE_FILE_MODE_PREALLOCATE) || maximum_buffers_ == 0) return FileError::kNone;
  return file_->Resize(uint64_t{maximum_buffers_} * header_.buffer_bytes);
}

FileError LogFileWriter::Continue() {
  ExistingLogFile existing;
  const auto start = file_->Read(0, kHeaderBufferTotalsBytes);
  if (!start.has_value() || !ParseHeaderBuffer(*start, &existing)) return FileError::kFailed;
  if (existing.buffer_bytes != header_.buffer_bytes) return FileError::kFailed;
  buffers_in_file_ = position_ = static_cast<uint32_t>(file_->size() / header_.buffer_bytes);
  return FileError::kNone;
}

bool LogFileWriter::full() const {
  return maximum_buffers_ != 0 && position_ >= maximum_buffers_ &&
         !Has(EVENT_TRACE_FILE_MODE_CIRCULAR) && !Has(EVENT_TRACE_FILE_MODE_NEWFILE);
}

LogFileWriter::Status LogFileWriter::Write(std::span<const uint8_t> buffer,
                                           const LogFileTotals& totals, Ticks* duration) {
  if (full()) return Status::kFull;
  if (maximum_buffers_ != 0 && position_ >= maximum_buffers_) {
    if (Has(EVENT_TRACE_FILE_MODE_CIRCULAR)) {
      position_ = 1;
    } else if (const FileError error = NextFile(totals); error != FileError::kNone) {
      return StatusOf(error);
    }
  }
  const FileError error = WriteAt(uint64_t{position_} * header_.buffer_bytes, buffer, duration);
  if (error != FileError::kNone) return StatusOf(error);
  ++position_;
  buffers_in_file_ = std::max(buffers_in_file_, position_);
  return Status::kWritten;
}

FileError LogFileWriter::NextFile(const LogFileTotals& totals) {
  const std::u16string name = NumberedFileName(name_, file_number_ + 1);
  std::unique_ptr<File> file;
  if (faults_.ShouldFail(Fault::kFileOpen)) return FileError::kFailed;
  const FileError error = disk_.OpenFile(name, Disk::Open::kCreate, &file);
  if (error != FileError::kNone) return error;
  CompleteFile(totals);
  ++file_number_;
  return Begin(std::move(file));
}

FileError LogFileWriter::CompleteFile(LogFileTotals totals) {
  if (Has(EVENT_TRACE_FILE_MODE_PREALLOCATE)) {
    file_->Resize(uint64_t{buffers_in_file_} * header_.buffer_bytes);
  }
  totals.buffers_written = buffers_in_file_;
  auto start = file_->Read(0, kHeaderBufferTotalsBytes);
  if (!start.has_value() || !StoreTotals(totals, continued_, *start)) return FileError::kFailed;
  Ticks duration = 0;
  return WriteAt(0, *start, &duration);
}

FileError LogFileWriter::Close(const LogFileTotals& totals) {
  const FileError error = CompleteFile(totals);
  file_ = nullptr;
  return error;
}

}  // namespace etalon::sim
