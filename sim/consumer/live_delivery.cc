#include "sim/consumer/live_delivery.h"

#include <utility>

#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {

void LiveDelivery::Begin(const HeaderEvent& header) {
  time_base_ = TimeBaseOf(header);
  trace_.logfile.BuffersRead = 0;
  FillLogfile(header, &trace_.logfile);
}

Answer LiveDelivery::DeliverHeader(HeldBytes buffer) {
  BufferMerge merge(&defects_);
  const BufferInfo info = ParseBufferHead(buffer.bytes, 0);
  merge.Add(std::move(buffer), info);
  return DeliverAll(merge, true);
}

Answer LiveDelivery::Deliver(std::vector<LiveBuffer> buffers) {
  BufferMerge merge(&defects_);
  losses_ = {};
  for (LiveBuffer& buffer : buffers) {
    if (buffer.held.bytes.size() < kBufferHeaderBytes) continue;
    losses_.Note(buffer);
    const BufferInfo info = ParseBufferHead(buffer.held.bytes, 0);
    merge.Add(std::move(buffer.held), info);
  }
  return DeliverAll(merge, false);
}

Answer LiveDelivery::DeliverEvent(const DeliveredEvent& event, bool is_header) {
  if (!IsWanted(event, is_header)) return Answer::kGoOn;
  for (const DeliveredEvent& loss : losses_.Before(event)) {
    const Answer answer = dispatcher_.Deliver(loss);
    if (answer != Answer::kGoOn) return answer;
  }
  return dispatcher_.Deliver(event);
}

Answer LiveDelivery::DeliverAll(BufferMerge& merge, bool is_header) {
  // Callbacks of the older kind get no call for a header that no file holds.
  const bool ends_buffers = !is_header || trace_.buffer_callback == nullptr;
  DeliveredEvent event;
  BufferInfo buffer;
  for (;;) {
    Answer answer = Answer::kGoOn;
    switch (merge.Next(&event, &buffer)) {
      case Step::kEvent:
        SetTimes(time_base_, &event);
        answer = DeliverEvent(event, is_header);
        break;
      case Step::kBufferEnd:
        if (ends_buffers) answer = dispatcher_.FinishBuffer(buffer, merge.ended());
        merge.LetGoOfEnded();
        break;
      case Step::kNone:
        return Answer::kGoOn;
    }
    if (answer != Answer::kGoOn) return answer;
  }
}

}  // namespace etalon::sim
