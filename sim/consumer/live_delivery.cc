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

Answer LiveDelivery::Deliver(std::vector<HeldBytes> buffers) {
  BufferMerge merge(&defects_);
  for (HeldBytes& buffer : buffers) {
    if (buffer.bytes.size() < kBufferHeaderBytes) continue;
    const BufferInfo info = ParseBufferHead(buffer.bytes, 0);
    merge.Add(std::move(buffer), info);
  }
  return DeliverAll(merge, false);
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
        if (IsWanted(event, is_header)) answer = dispatcher_.Deliver(event);
        break;
      case Step::kBufferEnd:
        if (ends_buffers) answer = dispatcher_.FinishBuffer(buffer, merge.ended());
        break;
      case Step::kNone:
        return Answer::kGoOn;
    }
    if (answer != Answer::kGoOn) return answer;
  }
}

}  // namespace etalon::sim
