// The file sink: buffers on their way into log files.
#ifndef ETALON_SIM_SESSION_LOG_FILE_WRITER_H_
#define ETALON_SIM_SESSION_LOG_FILE_WRITER_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/host/disk.h"
#include "sim/host/faults.h"
#include "sim/session/log_file_header.h"

namespace etalon::sim {

// The name of the n-th file of a NEWFILE session (the first is 1): %d in `pattern` is the number.
std::u16string NumberedFileName(std::u16string_view pattern, uint32_t number);

// Writes whole buffers one behind the other: sequentially up to the maximum size, around in a
// circle that leaves the header buffer alone, or from file to file. The header is written at Open
// and completed at Close. Used under the lock of the session's sinks.
class LogFileWriter {
 public:
  enum class Status { kWritten, kFull, kFailed, kDiskFull };

  LogFileWriter(Disk& disk, Faults& faults);

  // Takes over `file`, which is open and empty, or with EVENT_TRACE_FILE_MODE_APPEND may hold a log
  // with buffers of the same size (kFailed: it does not).
  // `name` is as the controller gave it (with its %d for NEWFILE, whose first file this is). On
  // failure the writer is closed, and a file that was new is empty.
  FileError Open(LogFileHeader header, std::u16string name, std::unique_ptr<File> file);

  // What a write did beside its outcome.
  struct Effects {
    Ticks busy = 0;                   // how long the disk is
    uint32_t buffers_written = 0;     // header buffers of new files included
    uint32_t events_overwritten = 0;  // in the buffer that was there before, of a circular file
  };

  // Writes `buffer`, a whole one with so many `events` in it. kFull: no room under the maximum
  // size, nothing written. `totals` so far complete the file that a NEWFILE session leaves behind.
  Status Write(std::span<const uint8_t> buffer, uint32_t events, const LogFileTotals& totals,
               Effects* effects);

  // NEWFILE: completes the file with `totals` and goes on in the next, full or not, which has its
  // header by then. On failure the file that was open goes on.
  FileError GoOn(const LogFileTotals& totals);

  // No room for another buffer: the session has to end.
  bool full() const;

  // Completes the header, gives back what was preallocated, and closes the file, even when that
  // fails. `totals` says how the session ended; the writer knows buffers_written itself.
  FileError Close(const LogFileTotals& totals);

  bool open() const { return file_ != nullptr; }
  uint32_t buffers_in_file() const { return buffers_in_file_; }
  const std::u16string& full_name() const { return header_.file_name; }

 private:
  FileError Begin(std::unique_ptr<File> file);
  FileError Continue();  // behind the buffers of an existing log
  // Where the next buffer goes, into another file if need be.
  FileError FindRoom(const LogFileTotals& totals, Effects* effects);
  void NoteEvents(uint32_t events, Effects* effects);  // of the buffer at position_
  FileError CompleteFile(LogFileTotals totals);
  bool Has(uint32_t mode) const { return (header_.log_file_mode & mode) != 0; }

  FileError WriteAt(File& file, uint64_t at, std::span<const uint8_t> bytes, Ticks* busy);
  FileError WriteHeader(File& file);

  Disk* disk_;
  Faults* faults_;
  LogFileHeader header_;
  std::u16string name_;
  std::unique_ptr<File> file_;
  uint32_t maximum_buffers_ = 0;  // a file; 0: no limit
  uint32_t buffers_in_file_ = 0;  // the header buffer included
  uint32_t position_ = 0;         // where the next goes, in buffers
  uint32_t file_number_ = 1;
  std::vector<uint32_t> events_at_;  // of a circular file: in each of its buffers
  bool continued_ = false;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_LOG_FILE_WRITER_H_
