// Events of several buffers, and of several files, in the order of time.
#ifndef ETALON_SIM_CONSUMER_EVENT_MERGE_H_
#define ETALON_SIM_CONSUMER_EVENT_MERGE_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/consumer/buffer_reader.h"
#include "sim/consumer/log_file_reader.h"
#include "sim/consumer/stamp_tournament.h"

namespace etalon::sim {

// Turns the event's stamps into times.
inline void SetTimes(const TimeBase& base, DeliveredEvent* event) {
  event->order_time = base.TimeOf(event->order_stamp);
  event->time = !event->stamped                      ? 0
                : event->stamp == event->order_stamp ? event->order_time
                                                     : base.TimeOf(event->stamp);
}

// What came next.
enum class Step {
  kEvent,
  kBufferEnd,  // the last event of a buffer has been delivered
  kNone,       // nothing is left
};

// Merges buffers whose events are in order. Ties go by processor, then by place in the file.
class BufferMerge {
 public:
  explicit BufferMerge(DefectLog* defects) : defects_(defects) {}

  // At any time; an event earlier than those already delivered comes next. `buffer` is kept until
  // its end has been reported. At least kBufferHeaderBytes.
  void Add(HeldBytes buffer, const BufferInfo& info);

  bool empty() const { return vacant_.size() == open_.size(); }
  int64_t next_stamp() const { return stamps_.smallest(); }  // not while empty()

  // kEvent fills *event except its times; kBufferEnd fills *finished. `due` is when a buffer begins
  // that is still to be added: where what is next turns out malformed, and what comes then is later
  // than that, the answer is kNone.
  Step Next(DeliveredEvent* event, BufferInfo* finished, int64_t due = INT64_MAX);

  // The buffer whose end was reported; until the next call of Next.
  const HeldBytes& ended() const { return ended_->bytes; }
  void LetGoOfEnded() { ended_ = nullptr; }  // sooner than that

 private:
  struct Open {
    Open(HeldBytes held, const BufferInfo& info, DefectLog* defects)
        : bytes(std::move(held)), reader(bytes.bytes, info, defects) {}
    HeldBytes bytes;
    BufferReader reader;
  };

  static bool TieGoesTo(const Open& a, const Open& b);
  bool TieGoesTo(size_t a, size_t b) const;  // of places; a vacant one loses
  void SetStamp(size_t place, int64_t stamp);
  void Grow();

  DefectLog* const defects_;
  std::vector<std::unique_ptr<Open>> open_;  // by place; null: vacant
  std::vector<size_t> vacant_;               // places
  StampTournament stamps_;                   // by place: of the next event there
  std::unique_ptr<Open> ended_;              // kept while its last event may still be looked at
};

// The events of one log file: its header event first, the others by their stamps. Holds as many
// buffers as overlap in time: usually one a processor.
class FileEvents {
 public:
  // `reader` outlives it.
  explicit FileEvents(LogFileReader& reader);

  // Fills *event with its times, or *finished.
  Step Next(DeliveredEvent* event, BufferInfo* finished);

  const HeldBytes& ended() const { return merge_.ended(); }  // as of a BufferMerge

  // The time of the next step, for merging with other files; only after Next() was called once and
  // while it has not answered kNone.
  Ticks next_time();

 private:
  void LoadDue();  // opens buffers that begin before the next event

  LogFileReader& reader_;
  BufferMerge merge_;
  size_t next_buffer_ = 0;
  int64_t due_ = INT64_MIN;  // when that begins; the end of time where there is none
};

// The events of several log files by time; ties go by file.
class FilesEvents {
 public:
  // The readers outlive it.
  explicit FilesEvents(const std::vector<LogFileReader*>& readers);

  // *file is the number of the file that the event or the buffer belongs to.
  Step Next(DeliveredEvent* event, BufferInfo* finished, size_t* file);

  // The buffer of this file whose end was reported.
  const HeldBytes& ended(size_t file) const { return streams_[file]->events.ended(); }

 private:
  struct Stream {
    explicit Stream(LogFileReader& reader) : events(reader) {}
    FileEvents events;
    bool started = false;
    Ticks start = 0;  // when its header event happened
    bool done = false;
  };

  size_t First() const;  // the file whose turn it is; their number when all are done
  Ticks NextTime(Stream& stream) const;

  std::vector<std::unique_ptr<Stream>> streams_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_EVENT_MERGE_H_
