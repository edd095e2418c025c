// One session: its settings, its buffers a processor, its sinks.
#ifndef ETALON_SIM_SESSION_SESSION_H_
#define ETALON_SIM_SESSION_SESSION_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/host/host.h"
#include "sim/host/lock.h"
#include "sim/host/spin_lock.h"
#include "sim/session/buffer.h"
#include "sim/session/buffer_pool.h"
#include "sim/session/ledger.h"
#include "sim/session/log_file_writer.h"
#include "sim/session/real_time_feed.h"
#include "sim/session/session_settings.h"
#include "sim/session/write_result.h"

namespace etalon::sim {

// A Session object belongs to one logger id of one Machine for good and is started and stopped many
// times, so a writer may hold on to it without counting references.
//
// A buffer's way: Write fills the active buffer of a cell; when the next event does not fit, or at
// a flush, the buffer is sealed and queued; Drain writes queued buffers to the log file and hands
// them to the consumers, one after the other, as fast as the disk allows; then they are free again.
//
// Threads: Write from any thread at any time. Everything else under the machine's lock. The drain
// and the flush timer run on the scheduler's clock without it; what they touch is under sink_lock_,
// which is taken before the locks of cells and pool.
class Session {
 public:
  enum class State { kStopped, kRunning, kStopping };
  using EndHandler = std::function<void(Session&)>;

  Session(Host& host, uint16_t logger_id, uint32_t processors);

  // Takes the memory of as many buffers as a start with these settings needs. False: there is not
  // so much. Unless the start comes next, it has to be given back.
  bool TakeMemory(const SessionSettings& settings);
  void GiveMemoryBack() { pool_.Stop(); }

  // Starts with settings that have been adjusted and checked, and with the memory that was taken
  // for them, or takes it. `file` is the open log file, or null (BUFFERING_MODE never has one).
  // False: nothing has changed but perhaps the file's contents; the header buffer could not be
  // written, or there is not so much memory.
  bool Start(SessionSettings settings, std::unique_ptr<File> file);

  // Hands part-full buffers to the sinks now. In BUFFERING_MODE there is nothing to hand them to:
  // see WriteSnapshot.
  void Flush();

  // FLUSH of a BUFFERING_MODE session: writes what is in memory to `file` as a complete log file,
  // oldest buffer first, and keeps it in memory.
  FileError WriteSnapshot(std::u16string name, std::unique_ptr<File> file);

  // No further event gets in; what is in goes to the sinks, however long the disk is busy; the log
  // file is completed and closed. kRunning -> kStopping; Finish then makes it kStopped. Between the
  // two the providers are told. Settings and statistics stay readable until the next Start.
  void BeginStop();
  void Finish();

  // Called once, on the scheduler's clock with no lock held, when the session has to end: its log
  // file is full or so is the disk. It is expected to stop the session as STOP does, if it
  // must_end() still. Without a handler the session stops itself and tells nobody.
  void SetEndHandler(EndHandler handler) { end_handler_ = std::move(handler); }
  bool must_end() const;

  // UPDATE. The caller has checked that they may change.
  void SetMaximumBuffers(uint32_t count);
  void SetFlushTimer(uint32_t value);
  void SetEnableFlags(uint32_t flags);
  void SetRealTime(bool on);

  // INCREMENT_FILE: what has been written goes to the file that is open, what comes to the next of
  // the NEWFILE series.
  FileError IncrementFile();

  // CONVERT_TO_REALTIME: what has been written goes to the log file, which is completed and closed;
  // what comes is delivered in real time.
  void ConvertToRealTime();

  // Completes the log file, and goes on in another; "" and null: without one. On failure the file
  // that was open goes on. In BUFFERING_MODE the file gets a snapshot.
  FileError SetLogFile(std::u16string name, std::unique_ptr<File> file);

  State state() const { return state_; }
  uint16_t logger_id() const { return logger_id_; }
  TRACEHANDLE handle() const { return logger_id_; }
  const SessionSettings& settings() const { return settings_; }
  // For what is traced of the kernel and of heaps, which no buffer depends on.
  SessionSettings& mutable_targets() { return settings_; }
  InformationStore& information() { return settings_.information; }
  SessionStatistics statistics() const;

  // Of this run, or of the last. All at one moment, whoever writes meanwhile.
  Ledger ledger() const;
  RealTimeFeed& real_time_feed() { return real_time_feed_; }

  // When each processor lost its last event, by the session's clock; 0: none so far.
  std::vector<int64_t> LastLostStamps() const;

  // The header buffer as a log file of this session would start with, for consumers of the session.
  std::vector<uint8_t> HeaderBuffer() const;

  // The log file being written, by its full name; "" none.
  std::u16string log_file_full_name() const;

  // Bytes of an empty buffer. Events must be smaller; messages may take them all.
  uint32_t usable_bytes() const { return settings_.buffer_size_kb * 1024 - kBufferHeaderBytes; }

  // EVENT_TRACE_SECURE_MODE: not everybody may write events. Readable at any time.
  bool secure() const { return secure_.load(std::memory_order_relaxed); }
  // A private session records the events of the processes that it runs in: of one itself, of each
  // other by a Session of its own, its instance. In is this session for other kinds; null: it does
  // not run in the process.
  Session* In(uint32_t pid) { return is_private_ ? InstanceIn(pid) : this; }
  void RunIn(uint32_t pid, Session& instance);
  void Leave(uint32_t pid);
  std::vector<Session*> instances() const;  // all, itself included if it runs in a process

  // The next number of a session with USE_LOCAL_SEQUENCE; 1 first.
  uint32_t NextSequenceNumber() { return ++sequence_; }

  // Under the names that EVENT_TRACE_PROPERTIES has for its settings and statistics.
  void Describe(const StateWriter& out) const;

  // The event-writing path: reserves `size` bytes (1..65535) on processor `cpu`, stamps, and has
  // `fill(bytes, stamp)` write the event there. Alone in a buffer it would leave `spare` bytes at
  // least. No virtual call, one lock that only this processor's writers take.
  template <typename Fill>
  WriteResult Write(uint32_t cpu, uint32_t size, Fill&& fill, uint32_t spare = 1) {
    Cell& cell = CellOf(cpu);
    std::lock_guard<SpinLock> hold(cell.lock);
    const uint32_t room = AlignEvent(size);
    const WriteResult result = MakeRoom(cell, room, size + spare);
    if (result == WriteResult::kWritten) Put(cell, room, fill);
    return result;
  }

  // Room for one event, which its holder may use or let go; until then nobody else writes on that
  // processor. For an event that goes to several sessions or to none: hold a place in each, in the
  // order of their logger ids, then Write in all. See Session::Hold.
  class Place;

  // Makes room for `size` bytes (1..65535) as Write does. On success *place holds it; what it held
  // before is let go. Not kWritten: it holds nothing.
  WriteResult Hold(uint32_t cpu, uint32_t size, Place* place);

  // Buffers wait for room in the playback store already, or, in a session without a file, would
  // have to. Lock-free.
  bool refuses_events() const {
    return store_full_.load(std::memory_order_relaxed) ||
           (store_is_all_.load(std::memory_order_relaxed) && real_time_feed_.store_is_full());
  }

  // INDEPENDENT_SESSION_MODE. Lock-free.
  bool is_independent() const { return independent_.load(std::memory_order_relaxed); }

  // Counts an event that was refused: in EventsLost, or where EventsLost does not count it. Not
  // while the caller holds a place on that processor.
  void CountLost(uint32_t cpu);
  void CountRefused(uint32_t cpu);

  // Write, of an event that is larger than any session takes: kTooBig, or kNotRunning.
  WriteResult RefuseTooBig(uint32_t cpu);

 private:
  // A processor's place in the session. Writers on two processors share nothing.
  struct alignas(128) Cell {
    Cell(bool concurrent, uint16_t number) : lock(concurrent), cpu(number) {}
    mutable SpinLock lock;
    const uint16_t cpu;
    bool open = false;
    bool event_lost = false;   // since the last seal
    Buffer* buffer = nullptr;  // the active one; null before the first event and after a flush
    uint32_t events_lost = 0;
    uint32_t events_refused = 0;
    int64_t last_lost_stamp = 0;
  };

  Cell& CellOf(uint32_t cpu) const {
    return *cells_[per_processor_.load(std::memory_order_relaxed) ? cpu : 0];
  }

  // kWritten: the cell has an active buffer with so much room. `least`: see SwitchBuffer.
  WriteResult MakeRoom(Cell& cell, uint32_t room, uint32_t least) {
    if (!cell.open) return WriteResult::kNotRunning;
    if (HasRoom(cell, room)) [[likely]]
      return WriteResult::kWritten;
    return SwitchBuffer(cell, room, least);
  }

  static bool HasRoom(const Cell& cell, uint32_t room) {
    return cell.buffer != nullptr && room <= cell.buffer->room();
  }

  template <typename Fill>
  void Put(Cell& cell, uint32_t room, Fill&& fill) {
    const int64_t stamp = host_.clock.Stamp(settings_.clock);
    fill(cell.buffer->Reserve(room), stamp);
    cell.buffer->Extend(room);
  }

  // The next buffer of a cell, or why there is none. Out of line: once a buffer.
  // `least`: the bytes that an empty one must have at least.
  WriteResult SwitchBuffer(Cell& cell, uint32_t room, uint32_t least);
  WriteResult Lose(Cell& cell, WriteResult why);
  static WriteResult Refuse(Cell& cell, WriteResult why);
  void Seal(Cell& cell, uint32_t overflow);  // queues the active buffer
  void SealAll();                            // part-full buffers of all cells
  void OpenCells();
  void CloseCells();  // what is part full is sealed
  void ResetStatistics();
  uint32_t EventsLost() const;

  // session_sinks.cc. Under sink_lock_ unless said otherwise.
  bool OpenSinks(std::unique_ptr<File> file);  // not under it
  void OpenFeed();
  void CloseSinks();  // nor these four
  void ScheduleDrain();
  void Drain();
  void Complete(uint64_t run);  // the disk is done with the buffer in flight
  // As far as the disk is free and, if `patient`, the consumers have room. True: something went to
  // a sink.
  bool DrainQueue(bool patient);
  void DrainAll();                 // not waiting for the disk
  Ticks WriteOut(Buffer& buffer);  // to the sinks; returns how long the disk is busy
  Ticks WriteToFile(std::span<const uint8_t> bytes, uint32_t events);
  void DeliverToConsumers(std::span<const uint8_t> bytes, uint32_t events);
  FileError OpenLogFile(std::u16string name, std::unique_ptr<File> file);
  void CloseLogFile();
  LogFileHeader MakeHeader() const;
  LogFileTotals Totals() const;
  FileError WriteImages(std::u16string name, std::unique_ptr<File> file,
                        const std::vector<std::vector<uint8_t>>& images);  // not under it
  void RequestEnd();
  void End(uint64_t run);  // not under it
  void ArmFlushTimer(uint32_t value);
  void OnFlushTimer(uint64_t arming);  // not under it

  // session_description.cc.
  void DescribeSettings(const StateWriter& out) const;
  void DescribeStatistics(const StateWriter& out) const;

  Session* InstanceIn(uint32_t pid) const;
  bool Has(uint32_t mode) const { return (settings_.log_file_mode & mode) != 0; }

  Host& host_;
  const uint16_t logger_id_;
  const uint32_t processors_;
  State state_ = State::kStopped;
  EndHandler end_handler_;
  SessionSettings settings_;
  bool ring_ = false;  // BUFFERING_MODE: sealed buffers stay queued, the oldest gives way
  std::atomic<bool> per_processor_{true};
  std::atomic<bool> secure_{false};
  std::atomic<bool> independent_{false};
  std::vector<std::unique_ptr<Cell>> cells_;
  BufferPool pool_;
  RealTimeFeed real_time_feed_;
  std::atomic<uint32_t> sequence_{0};
  std::atomic<bool> is_private_{false};
  mutable Lock instances_lock_;
  std::vector<std::pair<uint32_t, Session*>> instances_;  // by process, in the order of coming
  Ticks start_time_ = 0;
  int64_t start_stamp_ = 0;

  std::atomic<uint32_t> buffers_written_{0};
  std::atomic<uint32_t> log_buffers_lost_{0};
  std::atomic<uint32_t> real_time_buffers_lost_{0};
  std::atomic<bool> buffer_lost_{false};   // since the last seal
  std::atomic<bool> store_is_all_{false};  // buffers go to the real-time feed and to no file
  std::atomic<bool> store_full_{false};   // queued buffers wait for room in the real-time feed

  mutable Lock sink_lock_;  // what follows
  LogFileWriter log_file_;
  bool real_time_ = false;
  uint64_t handed_out_ = 0;      // events, as the next two; see Ledger
  Ledger::File in_file_;
  uint64_t passed_consumers_by_ = 0;
  uint64_t run_ = 0;             // counts starts and stops: timers of another run are stale
  Buffer* in_flight_ = nullptr;  // being written by a disk that takes its time
  Scheduler::TimerId completion_ = 0;
  bool end_requested_ = false;
  uint64_t arming_ = 0;  // counts flush timers: those before are stale
  Ticks flush_period_ = 0;
  Scheduler::TimerId flush_timer_ = 0;
};

class Session::Place {
 public:
  // Still so. Under the simulated host, holding a place in one session may let time pass for the
  // others; whose place is gone holds again.
  bool holds() const { return cell_ != nullptr && cell_->open && Session::HasRoom(*cell_, room_); }

  // Stamps, and has `fill(bytes, stamp)` write the event. Then the place is let go.
  template <typename Fill>
  void Write(Fill&& fill) {
    session_->Put(*cell_, room_, fill);
    LetGo();
  }

  void LetGo() {
    cell_ = nullptr;
    if (hold_.owns_lock()) hold_.unlock();
  }

 private:
  friend class Session;

  Session* session_ = nullptr;
  Cell* cell_ = nullptr;
  uint32_t room_ = 0;
  std::unique_lock<SpinLock> hold_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_SESSION_SESSION_H_
