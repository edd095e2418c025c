// A log file: its header and its buffers, in the order in which they are needed.
#ifndef ETALON_SIM_CONSUMER_LOG_FILE_READER_H_
#define ETALON_SIM_CONSUMER_LOG_FILE_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/consumer/buffer_reader.h"
#include "sim/consumer/defect.h"
#include "sim/consumer/header_event.h"
#include "sim/consumer/log_file_bytes.h"
#include "sim/host/host.h"

namespace etalon::sim {

// Reads the heads of all buffers when it is opened and the buffers themselves one by one on demand,
// so that a file of any size costs a few dozen bytes a buffer. Total: for any bytes it finds
// buffers or names the defect. Buffers that cannot be read are left out; reading goes on behind
// them. Compressed buffers are expanded if they are of the one kind that is known.
//
// Memory, whatever the file says of itself: at most three times the file for what is known of its
// buffers, usually a thousandth; who then holds all buffers at once, because they overlap in time,
// has the file once more and what kMostExpansion allows.
class LogFileReader {
 public:
  struct Buffer {
    BufferInfo info;
    uint32_t stored_bytes = 0;  // in the file: info.size, or less of a compressed one
    int64_t first_stamp = 0;    // of its first event; of its flush if it has none
  };

  // All compressed buffers of a file may expand to this many times its size and kLeastExpansion
  // bytes. Real ones do so ten times; what goes beyond is not believed.
  static constexpr uint64_t kMostExpansion = 64;
  static constexpr uint64_t kLeastExpansion = 16 << 20;

  // Null: this is no log file, and *defect says where that was noticed.
  static std::unique_ptr<LogFileReader> Open(std::unique_ptr<LogFileBytes> bytes, Defect* defect);

  const HeaderEvent& header() const { return header_; }
  const TimeBase& time_base() const { return time_base_; }

  // The header's buffer first, the others by their first event; never empty.
  const std::vector<Buffer>& buffers() const { return buffers_; }

  // Bytes of the largest of these, expanded: no event is larger.
  uint32_t largest_buffer() const { return largest_buffer_; }

  // The buffer's bytes, expanded; fewer than its size where the file ends early, none if they
  // cannot be had.
  HeldBytes Load(const Buffer& buffer) const;

  // One that could not be had, or understood: counts it, and adds the defect.
  void LeaveOut(uint64_t at, std::string why);
  uint64_t buffers_found() const { return buffers_found_; }  // those that were left out included
  uint64_t buffers_left_out() const { return buffers_left_out_; }

  // Defects so far: those of the file now, those of events when they are read.
  DefectLog& defects() { return defects_; }

 private:
  explicit LogFileReader(std::unique_ptr<LogFileBytes> bytes) : bytes_(std::move(bytes)) {}

  bool ReadHeader(Defect* defect);
  void FindBuffers();
  bool PlausibleSize(const BufferInfo& info) const;
  uint64_t PassBuffer(uint64_t at);  // takes the buffer at `at` in; where the next one starts
  bool CanExpand(const BufferInfo& info, std::string* why);
  int64_t FirstStamp(const Buffer& buffer) const;
  HeldBytes Expand(const Buffer& buffer, size_t most) const;  // `most` bytes of it at most

  const std::unique_ptr<LogFileBytes> bytes_;
  HeaderEvent header_;
  TimeBase time_base_;
  uint32_t buffer_bytes_ = 0;  // of those that are not compressed, at most
  uint16_t compression_ = 0;   // of those that are
  uint64_t expanded_bytes_ = 0;
  uint32_t largest_buffer_ = 0;
  std::vector<Buffer> buffers_;
  uint64_t buffers_found_ = 0;
  uint64_t buffers_left_out_ = 0;
  DefectLog defects_;
};

// Opens and reads a log file of the simulated computer.
struct OpenedLogFile {
  FileError error = FileError::kNone;     // the file could not be had
  Defect defect;                          // it could, but `reader` is null: no log file
  std::unique_ptr<LogFileReader> reader;  // not null where all is well
};
OpenedLogFile OpenLogFile(Host& host, const std::u16string& name);

// Fills what OpenTrace gives back of a log file: LogfileHeader, BufferSize, IsKernelTrace and
// CurrentTime. Leaves the other members alone.
void FillLogfile(const HeaderEvent& header, EVENT_TRACE_LOGFILEW* logfile);

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_LOG_FILE_READER_H_
