// Delivery from a source that has no end of its own: batches of buffers as they come.
#ifndef ETALON_SIM_CONSUMER_LIVE_DELIVERY_H_
#define ETALON_SIM_CONSUMER_LIVE_DELIVERY_H_

#include <vector>

#include "sim/consumer/dispatch.h"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/header_event.h"
#include "sim/consumer/loss_announcement.h"
#include "sim/consumer/time_range.h"

namespace etalon::sim {

class LiveDelivery {
 public:
  // What they refer to outlives it.
  LiveDelivery(Trace& trace, const DispatchHost& host, const TimeRange& range)
      : trace_(trace), dispatcher_(trace, host), range_(range) {}

  // First of all: what the source says about itself.
  void Begin(const HeaderEvent& header);

  // The buffer with which every log file begins. All its events are delivered whatever their times;
  // a callback of the newer kind gets the buffer too.
  Answer DeliverHeader(HeldBytes buffer);

  // The next batch; it is merged by time. What was lost before a buffer is announced before its
  // events. A buffer is let go of as soon as its end has been told.
  Answer Deliver(std::vector<LiveBuffer> buffers);

  const DefectLog& defects() const { return defects_; }

 private:
  Answer DeliverAll(BufferMerge& merge, bool is_header);
  Answer DeliverEvent(const DeliveredEvent& event, bool is_header);
  bool IsWanted(const DeliveredEvent& event, bool is_header) const {
    return is_header || range_.Contains(event.order_time);
  }

  Trace& trace_;
  Dispatcher dispatcher_;
  const TimeRange& range_;
  TimeBase time_base_;
  DefectLog defects_;
  LossAnnouncements losses_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_LIVE_DELIVERY_H_
