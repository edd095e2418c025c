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

LogFileWriter::LogFileWriter(Disk& disk, Faults& faults) : disk_(&disk), faults_(&faults) {}

FileError LogFileWriter::WriteAt(File& file, uint64_t at, std::span<const uint8_t> bytes,
                                 Ticks* busy) {
  if (faults_->ShouldFail(Fault::kDiskWrite)) return FileError::kFailed;
  return file.Write(at, bytes, busy);
}

FileError LogFileWriter::WriteHeader(File& file) {
  Ticks busy = 0;
  return WriteAt(file, 0, MakeHeaderBuffer(header_, {}), &busy);
}

FileError LogFileWriter::Open(LogFileHeader header, std::u16string name,
                              std::unique_ptr<File> file) {
  header_ = std::move(header);
  name_ = std::move(name);
  file_number_ = 1;
  maximum_buffers_ = MaximumBuffers(header_);
  events_at_.clear();
  const FileError error = Begin(std::move(file));
  if (error == FileError::kNone) return error;
  if (!continued_) file_->Resize(0);
  file_ = nullptr;
  return error;
}

FileError LogFileWriter::Begin(std::unique_ptr<File> file) {
  file_ = std::move(file);
  header_.file_name = disk_->FullName(
      Has(EVENT_TRACE_FILE_MODE_NEWFILE) ? NumberedFileName(name_, file_number_) : name_);
  continued_ = Has(EVENT_TRACE_FILE_MODE_APPEND) && file_->size() > 0;
  if (continued_) {
    const FileError error = Continue();
    if (error != FileError::kNone || buffers_in_file_ > 0) return error;
    continued_ = false;  // its header was cut off: there is nothing behind it
  }
  const FileError error = WriteHeader(*file_);
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

LogFileWriter::Status LogFileWriter::Write(std::span<const uint8_t> buffer, uint32_t events,
                                           const LogFileTotals& totals, Effects* effects) {
  if (full()) return Status::kFull;
  FileError error = FindRoom(totals, effects);
  if (error != FileError::kNone) return StatusOf(error);
  error = WriteAt(*file_, uint64_t{position_} * header_.buffer_bytes, buffer, &effects->busy);
  if (error != FileError::kNone) return StatusOf(error);
  NoteEvents(events, effects);
  ++effects->buffers_written;
  ++position_;
  buffers_in_file_ = std::max(buffers_in_file_, position_);
  return Status::kWritten;
}

FileError LogFileWriter::FindRoom(const LogFileTotals& totals, Effects* effects) {
  if (maximum_buffers_ == 0 || position_ < maximum_buffers_) return FileError::kNone;
  if (Has(EVENT_TRACE_FILE_MODE_CIRCULAR)) {
    position_ = 1;
    return FileError::kNone;
  }
  const FileError error = GoOn(totals);
  if (error == FileError::kNone) ++effects->buffers_written;
  return error;
}

void LogFileWriter::NoteEvents(uint32_t events, Effects* effects) {
  if (!Has(EVENT_TRACE_FILE_MODE_CIRCULAR)) return;
  if (events_at_.size() <= position_) events_at_.resize(position_ + 1);
  effects->events_overwritten = std::exchange(events_at_[position_], events);
}

FileError LogFileWriter::GoOn(const LogFileTotals& totals) {
  const std::u16string name = NumberedFileName(name_, file_number_ + 1);
  std::unique_ptr<File> next;
  if (faults_->ShouldFail(Fault::kFileOpen)) return FileError::kFailed;
  FileError error = disk_->OpenFile(name, Disk::Open::kCreate, &next);
  if (error != FileError::kNone) return error;
  // A log file from the first moment, before the last one is completed: a crash costs neither.
  std::u16string full_name = std::exchange(header_.file_name, disk_->FullName(name));
  error = WriteHeader(*next);
  if (error != FileError::kNone) {
    header_.file_name = std::move(full_name);
    return error;
  }
  CompleteFile(totals);
  file_ = std::move(next);
  ++file_number_;
  buffers_in_file_ = position_ = 1;
  return FileError::kNone;
}

FileError LogFileWriter::CompleteFile(LogFileTotals totals) {
  if (Has(EVENT_TRACE_FILE_MODE_PREALLOCATE)) {
    file_->Resize(uint64_t{buffers_in_file_} * header_.buffer_bytes);
  }
  totals.buffers_written = buffers_in_file_;
  auto start = file_->Read(0, kHeaderBufferTotalsBytes);
  if (!start.has_value() || !StoreTotals(totals, continued_, *start)) return FileError::kFailed;
  Ticks busy = 0;
  return WriteAt(*file_, 0, *start, &busy);
}

FileError LogFileWriter::Close(const LogFileTotals& totals) {
  const FileError error = CompleteFile(totals);
  file_ = nullptr;
  return error;
}

}  // namespace etalon::sim
