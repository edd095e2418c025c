#include "sim/consumer/stream_processing.h"

#include <mutex>
#include <utility>

namespace etalon::sim {

ProcessingResult StreamProcessing::Run() {
  Answer answer = Answer::kGoOn;
  bool closing = false;
  while (answer == Answer::kGoOn && !closing) {
    std::vector<HeldBytes> buffers = WaitForBuffers(&closing);
    answer = DeliverHeader(&buffers);
    std::vector<LiveBuffer> live;
    for (HeldBytes& buffer : buffers) live.push_back({std::move(buffer), false, false});
    if (answer == Answer::kGoOn) answer = delivery_.Deliver(std::move(live));
  }
  trace_.stream->CompleteTaken(host_.lock, trace_.references);
  if (answer != Answer::kGoOn) return ResultOf(answer);
  const bool is_damaged = delivery_.defects().count() != 0;
  return is_damaged ? ProcessingResult::kFileDamaged : ProcessingResult::kClosed;
}

std::vector<HeldBytes> StreamProcessing::WaitForBuffers(bool* closing) {
  BufferStream& stream = *trace_.stream;
  std::unique_lock<Lock> hold(host_.lock);
  const auto ready = [&] { return stream.HasMore() || trace_.close_pending; };
  host_.host.scheduler->BlockUntil(host_.lock, ready, kForever,
                                   "ProcessTrace: buffers of its stream");
  *closing = trace_.close_pending;
  header_is_next_ = stream.HasMore() && stream.header_is_next();
  std::vector<HeldBytes> buffers;
  while (stream.HasMore()) buffers.push_back({stream.Take(), nullptr});
  return buffers;
}

// The header buffer comes before all others, whatever its stamps.
Answer StreamProcessing::DeliverHeader(std::vector<HeldBytes>* buffers) {
  if (!has_begun_ && trace_.stream->has_header()) {
    delivery_.Begin(trace_.stream->header());
    has_begun_ = true;
  }
  if (!header_is_next_) return Answer::kGoOn;
  HeldBytes header = std::move(buffers->front());
  buffers->erase(buffers->begin());
  return delivery_.DeliverHeader(std::move(header));
}

}  // namespace etalon::sim
