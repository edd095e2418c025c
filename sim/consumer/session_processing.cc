#include "sim/consumer/session_processing.h"

#include <memory>
#include <mutex>
#include <utility>

#include "conformance/clauses/clauses.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {

SessionProcessing::~SessionProcessing() {
  if (feed_ != nullptr) feed_->Detach(consumer_);
}

bool SessionProcessing::Attach() {
  std::lock_guard<Lock> hold(host_.lock);
  Session* session = host_.sessions.FindByName(trace_.name);
  if (session == nullptr || !session->real_time_feed().open()) return false;
  header_buffer_ = std::make_shared<const std::vector<uint8_t>>(session->HeaderBuffer());
  announces_losses_ = clauses::CBEVENT_S02.HoldsIn(session->settings().windows);
  feed_ = &session->real_time_feed();
  consumer_ = feed_->Attach();
  return true;
}

ProcessingResult SessionProcessing::Run() {
  Answer answer = DeliverHeader();
  while (answer == Answer::kGoOn) {
    const bool closing = WaitForBuffers();
    std::vector<LiveBuffer> buffers = TakeBuffers();
    const bool ended = buffers.empty() && feed_->Ended(consumer_);
    answer = delivery_.Deliver(std::move(buffers));
    if (answer == Answer::kGoOn && closing) return ProcessingResult::kClosed;
    if (answer == Answer::kGoOn && ended) return ProcessingResult::kSessionStopped;
  }
  return ResultOf(answer);
}

// The event that a log file of the session would begin with.
Answer SessionProcessing::DeliverHeader() {
  Defect defect;
  const std::unique_ptr<LogFileReader> reader =
      LogFileReader::Open(std::make_unique<MemoryBytes>(*header_buffer_), &defect);
  if (reader == nullptr) return Answer::kGoOn;
  delivery_.Begin(reader->header());
  return delivery_.DeliverHeader({*header_buffer_, header_buffer_});
}

bool SessionProcessing::WaitForBuffers() {
  std::unique_lock<Lock> hold(host_.lock);
  const auto ready = [this] {
    return feed_->HasMore(consumer_) || feed_->Ended(consumer_) || trace_.close_pending;
  };
  host_.host.scheduler->BlockUntil(host_.lock, ready, kForever,
                                   "ProcessTrace: events of its session");
  return trace_.close_pending;
}

// The session has a buffer back when nobody holds on to it any more.
std::vector<LiveBuffer> SessionProcessing::TakeBuffers() {
  std::vector<LiveBuffer> buffers;
  bool after_loss = false;
  while (SealedBuffer buffer = feed_->Take(consumer_, &after_loss)) {
    const std::span<const uint8_t> bytes = *buffer;
    SealedBuffer keeper(buffer.get(), [feed = feed_, consumer = consumer_, buffer](const auto*) {
      feed->Finish(consumer);
    });
    LiveBuffer live = {{bytes, std::move(keeper)}, false, after_loss && announces_losses_};
    live.after_lost_events =
        announces_losses_ && (ParseBufferHead(bytes, 0).flags & kBufferFlagEventsLost) != 0;
    buffers.push_back(std::move(live));
  }
  return buffers;
}

}  // namespace etalon::sim
