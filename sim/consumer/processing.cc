#include "sim/consumer/processing.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "sim/consumer/dispatch.h"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {
namespace {

bool ClosePending(Lock& lock, const Trace& trace) {
  std::lock_guard<Lock> hold(lock);
  return trace.close_pending;
}

// Log files, merged with each other.
class FileProcessing {
 public:
  FileProcessing(Lock& lock, const TimeRange& range) : lock_(lock), range_(range) {}

  // False: one of the files cannot be read.
  bool Open(Host& host, std::span<Trace* const> traces) {
    std::vector<LogFileReader*> readers;
    for (Trace* trace : traces) {
      OpenedLogFile opened = OpenLogFile(host, trace->name);
      if (opened.reader == nullptr) return false;
      trace->logfile.BuffersRead = 0;
      FillLogfile(opened.reader->header(), &trace->logfile);
      readers.push_back(opened.reader.get());
      inputs_.push_back({trace, std::move(opened.reader), Dispatcher(*trace), false});
    }
    events_ = std::make_unique<FilesEvents>(readers);
    return true;
  }

  ProcessingResult Run() {
    DeliveredEvent event;
    BufferInfo buffer;
    size_t file = 0;
    for (;;) {
      switch (events_->Next(&event, &buffer, &file)) {
        case Step::kEvent:
          Deliver(event, inputs_[file]);
          break;
        case Step::kBufferEnd:
          if (!inputs_[file].dispatcher.FinishBuffer(buffer)) return ProcessingResult::kCancelled;
          if (ClosePending(lock_, *inputs_[file].trace)) return ProcessingResult::kClosed;
          break;
        case Step::kNone:
          return Damaged() ? ProcessingResult::kFileDamaged : ProcessingResult::kDone;
      }
    }
  }

 private:
  struct Input {
    Trace* trace;
    std::unique_ptr<LogFileReader> reader;
    Dispatcher dispatcher;
    bool begun;
  };

  void Deliver(const DeliveredEvent& event, Input& input) {
    const bool header = IsLogFileHeader(event, !input.begun);
    input.begun = true;
    if (header || range_.Contains(event.order_time)) input.dispatcher.Deliver(event);
  }

  bool Damaged() {
    for (Input& input : inputs_) {
      if (input.reader->defects().count() != 0) return true;
    }
    return false;
  }

  Lock& lock_;
  const TimeRange& range_;
  std::vector<Input> inputs_;
  std::unique_ptr<FilesEvents> events_;
};

// One real-time session: batches of buffers as they come.
class SessionProcessing {
 public:
  SessionProcessing(Host& host, Lock& lock, Trace& trace, const TimeRange& range)
      : host_(host), lock_(lock), trace_(trace), dispatcher_(trace), range_(range) {}

  ~SessionProcessing() {
    if (feed_ != nullptr) feed_->Detach(consumer_);
  }
  SessionProcessing(const SessionProcessing&) = delete;
  SessionProcessing& operator=(const SessionProcessing&) = delete;

  // False: there is no such session, or it delivers to files only.
  bool Attach(SessionTable& sessions) {
    std::lock_guard<Lock> hold(lock_);
    Session* session = sessions.FindByName(trace_.name);
    if (session == nullptr || !session->real_time_feed().open()) return false;
    header_buffer_ = session->HeaderBuffer();
    feed_ = &session->real_time_feed();
    consumer_ = feed_->Attach();
    return true;
  }

  ProcessingResult Run() {
    DeliverHeader();
    for (;;) {
      const bool closing = WaitForBuffers();
      BufferMerge merge(&defects_);
      while (SealedBuffer buffer = feed_->Take(consumer_)) Add(std::move(buffer), &merge);
      const bool ended = merge.empty() && feed_->Ended(consumer_);
      if (!DeliverAll(merge)) return ProcessingResult::kCancelled;
      if (closing) return ProcessingResult::kClosed;
      if (ended) return ProcessingResult::kSessionStopped;
    }
  }

 private:
  // The event that a log file of the session would begin with.
  void DeliverHeader() {
    Defect defect;
    const std::unique_ptr<LogFileReader> reader =
        LogFileReader::Open(std::make_unique<MemoryBytes>(header_buffer_), &defect);
    if (reader == nullptr) return;
    time_base_ = reader->time_base();
    trace_.logfile.BuffersRead = 0;
    FillLogfile(reader->header(), &trace_.logfile);
    FileEvents events(*reader);
    DeliveredEvent event;
    BufferInfo buffer;
    if (events.Next(&event, &buffer) == Step::kEvent) dispatcher_.Deliver(event);
  }

  // True: the trace is being closed, what is there is all it gets.
  bool WaitForBuffers() {
    std::unique_lock<Lock> hold(lock_);
    const auto ready = [this] {
      return feed_->HasMore(consumer_) || feed_->Ended(consumer_) || trace_.close_pending;
    };
    host_.scheduler->BlockUntil(lock_, ready, kForever, "ProcessTrace: events of its session");
    return trace_.close_pending;
  }

  void Add(SealedBuffer buffer, BufferMerge* merge) {
    if (buffer->size() < kBufferHeaderBytes) return;
    const BufferInfo info = ParseBufferHead(*buffer, 0);
    HeldBytes held;
    held.bytes = *buffer;
    held.keeper = std::move(buffer);
    merge->Add(std::move(held), info);
  }

  bool DeliverAll(BufferMerge& merge) {
    DeliveredEvent event;
    BufferInfo buffer;
    for (;;) {
      switch (merge.Next(&event, &buffer)) {
        case Step::kEvent:
          SetTimes(time_base_, &event);
          if (range_.Contains(event.order_time)) dispatcher_.Deliver(event);
          break;
        case Step::kBufferEnd:
          if (!dispatcher_.FinishBuffer(buffer)) return false;
          break;
        case Step::kNone:
          return true;
      }
    }
  }

  Host& host_;
  Lock& lock_;
  Trace& trace_;
  Dispatcher dispatcher_;
  const TimeRange& range_;
  RealTimeFeed* feed_ = nullptr;
  RealTimeFeed::ConsumerId consumer_ = 0;
  std::vector<uint8_t> header_buffer_;
  TimeBase time_base_;
  DefectLog defects_;
};

}  // namespace

ProcessingResult Process(Host& host, Lock& lock, SessionTable& sessions,
                         std::span<Trace* const> traces, const TimeRange& range) {
  try {
    if (traces.front()->real_time) {
      SessionProcessing processing(host, lock, *traces.front(), range);
      if (!processing.Attach(sessions)) return ProcessingResult::kSessionNotRunning;
      return processing.Run();
    }
    FileProcessing processing(lock, range);
    if (!processing.Open(host, traces)) return ProcessingResult::kFileUnreadable;
    return processing.Run();
  } catch (const ThreadAbandoned&) {
    throw;  // the scheduler's, not a callback's
  } catch (...) {
    return ProcessingResult::kCallbackFault;
  }
}

}  // namespace etalon::sim
