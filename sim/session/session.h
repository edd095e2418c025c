// One session: its settings, its buffers a processor, its sinks.
#ifndef ETALON_SIM_SESSION_SESSION_H_
#define ETALON_SIM_SESSION_SESSION_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "sim/host/host.h"
#include "sim/host/lock.h"
#include "sim/session/buffer.h"
#include "sim/session/buffer_pool.h"
#include "sim/session/log_file_writer.h"
#include "sim/session/real_time_feed.h"
#include "sim/session/session_settings.h"

namespace etalon::sim {

// What came of an attempt to write an event.
enum class WriteResult {
  kWritten,
  kNotRunning,  // the session has stopped
  kTooBig,      // does not fit an empty buffer
  kNoBuffer,    // all MaximumBuffers are in use: counted in EventsLost
  kNoMemory,    // the pool could grow but memory could not be had: counted in EventsLost
};

// A Session object belongs to one logger id of one Machine for good and is started and stopped many
// times, so a writer may hold on to it without counting references.
//
// Threads: Write from any thread at any time. Everything else under the machine's lock.
class Session {
 public:
  enum class State { kStopped, kRunning, kStopping };

  Session(Host& host, uint16_t logger_id, uint32_t processors);

  // Starts with settings that have been adjusted and checked. `file` is the open log file, or null.
  // False: memory for the minimum number of buffers could not be had; nothing has changed then.
  bool Start(SessionSettings settings, std::unique_ptr<File> file);

  // Hands part-full buffers to the sinks now.
  void Flush();

  // No further event gets in; what is in goes to the sinks, the log file is completed and closed.
  // kRunning -> kStopping; Finish then makes it kStopped. Between the two the providers are told.
  void BeginStop();
  void Finish();

  // UPDATE. The caller has checked that they may change.
  void SetMaximumBuffers(uint32_t count);
  void SetFlushTimer(uint32_t value);
  void SetEnableFlags(uint32_t flags);
  void SetRealTime(bool on);
  void SetLogFile(std::u16string name, std::unique_ptr<File> file);

  State state() const { return state_; }
  uint16_t logger_id() const { return logger_id_; }
  TRACEHANDLE handle() const { return logger_id_; }
  const SessionSettings& settings() const { return settings_; }
  SessionSettings& mutable_heap_settings() { return settings_; }
  SessionStatistics statistics() const;
  RealTimeFeed& real_time_feed() { return real_time_feed_; }

  // Bytes of an event that fit an empty buffer.
  uint32_t usable_bytes() const { return settings_.buffer_size_kb * 1024 - kBufferHeaderBytes; }

  // The next number of a session with USE_LOCAL_SEQUENCE; 1 first.
  uint32_t NextSequenceNumber() { return ++sequence_; }

  // The event-writing path: reserves `size` bytes on processor `cpu`, stamps, and has `fill(bytes,
  // stamp)` write the event there. No virtual call, one lock that only this processor's writers take.
  template <typename Fill>
  WriteResult Write(uint32_t cpu, uint32_t size, Fill&& fill) {
    Cell& cell = *cells_[per_processor_ ? cpu : 0];
    std::lock_guard<Lock> hold(cell.lock);
    if (!cell.open) return WriteResult::kNotRunning;
    const uint32_t room = AlignEvent(size);
    if (cell.buffer == nullptr || room > cell.buffer->room()) [[unlikely]] {
      const WriteResult switched = SwitchBuffer(cell, room);
      if (switched != WriteResult::kWritten) return switched;
    }
    const int64_t stamp = host_.clock.Stamp(settings_.clock);
    fill(cell.buffer->end(), stamp);
    cell.buffer->Extend(size);
    return WriteResult::kWritten;
  }

 private:
  // A processor's place in the session. Writers on two processors share nothing.
  struct alignas(128) Cell {
    explicit Cell(bool concurrent) : lock(concurrent) {}
    Lock lock;
    bool open = false;
    Buffer* buffer = nullptr;  // the active one; null before the first event
    uint32_t events_lost = 0;
  };

  // Seals the cell's buffer, queues it, and takes a fresh one. Out of line: once a buffer.
  WriteResult SwitchBuffer(Cell& cell, uint32_t room);
  void Seal(Cell& cell, uint32_t next_event_bytes);  // queues the active buffer
  void ScheduleDrain();
  void Drain();             // writes queued buffers to the sinks, one after the other
  void Complete(Buffer* buffer);
  void ArmFlushTimer();

  Host& host_;
  const uint16_t logger_id_;
  State state_ = State::kStopped;
  SessionSettings settings_;
  bool per_processor_ = true;
  std::vector<std::unique_ptr<Cell>> cells_;
  BufferPool pool_;
  std::unique_ptr<LogFileWriter> log_file_;
  RealTimeFeed real_time_feed_;
  Scheduler::TimerId flush_timer_ = 0;
  std::atomic<uint32_t> sequence_{0};
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_SESSION_H_
