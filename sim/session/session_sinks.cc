// Where a session's buffers go: the log file, the consumers, a snapshot of the ring.
#include <utility>

#include "sim/session/session.h"

namespace etalon::sim {

namespace {

// What of LogFileMode speaks of log files alone.
constexpr uint32_t kFileModes = EVENT_TRACE_FILE_MODE_SEQUENTIAL | EVENT_TRACE_FILE_MODE_CIRCULAR |
                                EVENT_TRACE_FILE_MODE_APPEND | EVENT_TRACE_FILE_MODE_NEWFILE |
                                EVENT_TRACE_FILE_MODE_PREALLOCATE | EVENT_TRACE_USE_KBYTES_FOR_SIZE;

}  // namespace

bool Session::OpenSinks(std::unique_ptr<File> file) {
  std::lock_guard<Lock> hold(sink_lock_);
  ++run_;
  end_requested_ = false;
  if (file != nullptr &&
      OpenLogFile(settings_.log_file_name, std::move(file)) != FileError::kNone) {
    return false;
  }
  real_time_ = Has(EVENT_TRACE_REAL_TIME_MODE);
  if (real_time_) OpenFeed();
  ArmFlushTimer(settings_.flush_timer);
  return true;
}

void Session::OpenFeed() {
  const uint64_t filling = PerProcessor(settings_) ? processors_ : 1;
  real_time_feed_.Open(settings_.playback_store_bytes, filling * pool_.buffer_bytes(),
                       settings_.plays_back);
}

void Session::CloseSinks() {
  {
    std::lock_guard<Lock> hold(sink_lock_);
    ++run_;
    ArmFlushTimer(0);
    if (!ring_) DrainAll();
    CloseLogFile();
    real_time_ = false;
    real_time_feed_.Close();
  }
  host_.scheduler->Notify();
}

void Session::ScheduleDrain() {
  host_.scheduler->Post(host_.clock.Now(), [this] { Drain(); });
}

void Session::Drain() {
  bool wrote = false;
  {
    std::lock_guard<Lock> hold(sink_lock_);
    wrote = DrainQueue(true);
  }
  if (wrote) host_.scheduler->Notify();
}

bool Session::DrainQueue(bool patient) {
  bool wrote = false;
  while (in_flight_ == nullptr) {
    store_full_ = patient && real_time_ && settings_.plays_back && pool_.HasQueued() &&
                  !real_time_feed_.HasRoom(pool_.buffer_bytes());
    if (store_full_) break;
    Buffer* const buffer = pool_.Next();
    if (buffer == nullptr) break;
    const Ticks busy = WriteOut(*buffer);
    wrote = true;
    if (busy == 0) {
      pool_.Release(buffer);
      continue;
    }
    in_flight_ = buffer;
    if (busy == kForever) break;  // the drive is stalled
    completion_ =
        host_.scheduler->Post(host_.clock.Now() + busy, [this, run = run_] { Complete(run); });
  }
  return wrote;
}

void Session::Complete(uint64_t run) {
  {
    std::lock_guard<Lock> hold(sink_lock_);
    if (run != run_ || in_flight_ == nullptr) return;
    pool_.Release(std::exchange(in_flight_, nullptr));
  }
  Drain();
}

void Session::DrainAll() {
  for (;;) {
    if (in_flight_ != nullptr) {
      // Its bytes are in the file already; only the drive's time is not waited for.
      host_.scheduler->Cancel(completion_);
      pool_.Release(std::exchange(in_flight_, nullptr));
    }
    if (!DrainQueue(false)) return;
  }
}

Ticks Session::WriteOut(Buffer& buffer) {
  const std::span<const uint8_t> bytes =
      buffer.Complete(logger_id_, BufferFormOf(settings_.windows));
  const uint32_t events = buffer.events();
  handed_out_ += events;
  Ticks busy = 0;
  if (log_file_.open()) {
    busy = WriteToFile(bytes, events);
  } else {
    in_file_.passed_by += events;
  }
  if (real_time_) {
    DeliverToConsumers(bytes, events);
  } else {
    passed_consumers_by_ += events;
  }
  return busy;
}

// A write that fails costs the buffer and nothing else: the next may succeed. A disk or a file that
// is full ends the session.
Ticks Session::WriteToFile(std::span<const uint8_t> bytes, uint32_t events) {
  LogFileWriter::Effects effects;
  const LogFileWriter::Status status = log_file_.Write(bytes, events, Totals(), &effects);
  buffers_written_ += effects.buffers_written;
  in_file_.recorded -= effects.events_overwritten;
  in_file_.overwritten += effects.events_overwritten;
  if (status == LogFileWriter::Status::kWritten) {
    in_file_.recorded += events;
  } else {
    in_file_.in_lost_buffers += events;
    ++log_buffers_lost_;
    buffer_lost_ = true;
  }
  if (status == LogFileWriter::Status::kDiskFull || log_file_.full()) RequestEnd();
  return effects.busy;
}

void Session::DeliverToConsumers(std::span<const uint8_t> bytes, uint32_t events) {
  store_is_all_ = !log_file_.open();
  const bool delivered = real_time_feed_.Deliver(
      std::make_shared<const std::vector<uint8_t>>(bytes.begin(), bytes.end()), events);
  if (!delivered) {
    ++real_time_buffers_lost_;
    buffer_lost_ = true;
  } else if (!log_file_.open()) {
    ++buffers_written_;
  }
}

void Session::RequestEnd() {
  if (std::exchange(end_requested_, true)) return;
  host_.scheduler->Post(host_.clock.Now(), [this, run = run_] { End(run); });
}

void Session::End(uint64_t run) {
  {
    std::lock_guard<Lock> hold(sink_lock_);
    if (run != run_ || !end_requested_) return;
  }
  if (end_handler_) {
    end_handler_(*this);
    return;
  }
  BeginStop();
  Finish();
}

bool Session::must_end() const {
  std::lock_guard<Lock> hold(sink_lock_);
  return end_requested_ && state_ == State::kRunning;
}

FileError Session::OpenLogFile(std::u16string name, std::unique_ptr<File> file) {
  const FileError error = log_file_.Open(MakeHeader(), std::move(name), std::move(file));
  if (error == FileError::kNone) buffers_written_ += log_file_.buffers_in_file();
  return error;
}

// Should completing the header fail, the file stays as a session that was cut off leaves it.
void Session::CloseLogFile() {
  if (log_file_.open()) log_file_.Close(Totals());
  end_requested_ = false;  // that was for this file's sake
}

FileError Session::IncrementFile() {
  SealAll();
  std::lock_guard<Lock> hold(sink_lock_);
  DrainAll();
  const FileError error = log_file_.GoOn(Totals());
  if (error == FileError::kNone) ++buffers_written_;
  return error;
}

void Session::ConvertToRealTime() {
  SealAll();
  {
    std::lock_guard<Lock> hold(sink_lock_);
    DrainAll();
    CloseLogFile();
    settings_.log_file_name.clear();
    settings_.log_file_mode &= ~kFileModes;
    settings_.maximum_file_size = 0;
  }
  SetRealTime(true);
}

FileError Session::SetLogFile(std::u16string name, std::unique_ptr<File> file) {
  if (ring_ && file != nullptr) return WriteSnapshot(std::move(name), std::move(file));
  std::lock_guard<Lock> hold(sink_lock_);
  DrainAll();
  LogFileWriter next(*host_.disk, host_.faults);
  if (file != nullptr) {
    const FileError error = next.Open(MakeHeader(), name, std::move(file));
    if (error != FileError::kNone) return error;
    buffers_written_ += next.buffers_in_file();
  }
  CloseLogFile();
  log_file_ = std::move(next);
  settings_.log_file_name = std::move(name);
  return FileError::kNone;
}

void Session::SetRealTime(bool on) {
  std::lock_guard<Lock> hold(sink_lock_);
  const uint32_t flag = EVENT_TRACE_REAL_TIME_MODE;
  settings_.log_file_mode = on ? settings_.log_file_mode | flag : settings_.log_file_mode & ~flag;
  if (on == real_time_) return;
  real_time_ = on;
  ScheduleDrain();  // of what has waited for room
  if (on) {
    OpenFeed();
    if (settings_.flush_timer == 0) settings_.flush_timer = DefaultFlushTimer(settings_);
    ArmFlushTimer(settings_.flush_timer);
  } else {
    real_time_feed_.Close();
    host_.scheduler->Notify();
  }
}

void Session::SetFlushTimer(uint32_t value) {
  std::lock_guard<Lock> hold(sink_lock_);
  settings_.flush_timer = value;
  ArmFlushTimer(value);
}

void Session::ArmFlushTimer(uint32_t value) {
  const Ticks unit = Has(EVENT_TRACE_USE_MS_FLUSH_TIMER) ? kTicksPerMillisecond : kTicksPerSecond;
  host_.scheduler->Cancel(flush_timer_);
  ++arming_;
  if (value == 0 || ring_) return;
  flush_period_ = value * unit;
  flush_timer_ = host_.scheduler->Post(host_.clock.Now() + flush_period_,
                                       [this, arming = arming_] { OnFlushTimer(arming); });
}

void Session::OnFlushTimer(uint64_t arming) {
  {
    std::lock_guard<Lock> hold(sink_lock_);
    if (arming != arming_) return;
    flush_timer_ = host_.scheduler->Post(host_.clock.Now() + flush_period_,
                                         [this, arming] { OnFlushTimer(arming); });
  }
  Flush();
}

LogFileHeader Session::MakeHeader() const {
  LogFileHeader header;
  header.session_name = settings_.name;
  header.logger_id = logger_id_;
  header.windows = settings_.windows;
  header.bits = settings_.owner_bits;
  header.owner_pid = settings_.owner_pid;
  header.owner_tid = settings_.owner_tid;
  header.buffer_bytes = pool_.buffer_bytes();
  header.processors = PerProcessor(settings_) ? processors_ : 1;
  header.maximum_file_size = settings_.maximum_file_size;
  header.log_file_mode = settings_.log_file_mode;
  header.system_logger = settings_.system_logger;
  header.enable_flags = settings_.enable_flags;
  header.clock = settings_.clock;
  header.boot_time = host_.clock.boot_time();
  header.start_time = start_time_;
  header.start_stamp = start_stamp_;
  return header;
}

LogFileTotals Session::Totals() const {
  LogFileTotals totals;
  totals.end_time = host_.clock.Now();
  totals.events_lost = EventsLost();
  totals.buffers_lost = log_buffers_lost_;
  return totals;
}

std::vector<uint8_t> Session::HeaderBuffer() const {
  std::lock_guard<Lock> hold(sink_lock_);
  LogFileHeader header = MakeHeader();
  if (log_file_.open()) header.file_name = log_file_.full_name();
  header.is_alone = true;
  LogFileTotals totals = Totals();
  totals.buffers_written = buffers_written_;
  return MakeHeaderBuffer(header, totals);
}

std::u16string Session::log_file_full_name() const {
  std::lock_guard<Lock> hold(sink_lock_);
  return log_file_.open() ? log_file_.full_name() : std::u16string();
}

FileError Session::WriteSnapshot(std::u16string name, std::unique_ptr<File> file) {
  std::vector<std::vector<uint8_t>> images;
  const auto add = [&](Buffer& buffer) {
    const std::span<const uint8_t> bytes =
        buffer.Complete(logger_id_, BufferFormOf(settings_.windows));
    images.emplace_back(bytes.begin(), bytes.end());
  };
  {
    // All cells at once, so that no buffer moves into the ring behind our back.
    std::vector<std::unique_lock<SpinLock>> holds;
    for (const auto& cell : cells_) holds.emplace_back(cell->lock);
    pool_.VisitQueued(add);
    uint64_t sequence = pool_.last_sequence();
    for (const auto& cell : cells_) {
      if (cell->buffer == nullptr || cell->buffer->empty()) continue;
      BufferSeal seal;
      seal.stamp = host_.clock.FromTicks(host_.clock.Now(), settings_.clock);
      cell->buffer->Seal(seal);
      cell->buffer->set_sequence(++sequence);
      add(*cell->buffer);
    }
  }
  return WriteImages(std::move(name), std::move(file), images);
}

FileError Session::WriteImages(std::u16string name, std::unique_ptr<File> file,
                               const std::vector<std::vector<uint8_t>>& images) {
  std::lock_guard<Lock> hold(sink_lock_);
  LogFileWriter writer(*host_.disk, host_.faults);
  LogFileHeader header = MakeHeader();
  header.maximum_file_size = 0;
  FileError error = writer.Open(std::move(header), name, std::move(file));
  if (error != FileError::kNone) return error;
  LogFileWriter::Effects ignored;  // a snapshot waits for the disk, and the ring keeps its events
  for (const std::vector<uint8_t>& image : images) {
    if (writer.Write(image, 0, {}, &ignored) != LogFileWriter::Status::kWritten) {
      error = FileError::kFailed;
      ++log_buffers_lost_;
    }
  }
  buffers_written_ += writer.buffers_in_file();
  const FileError closed = writer.Close(Totals());
  if (error == FileError::kNone) error = closed;
  if (error == FileError::kNone) settings_.log_file_name = std::move(name);
  return error;
}

}  // namespace etalon::sim
