// ProcessTrace over one real-time session.
#ifndef ETALON_SIM_CONSUMER_SESSION_PROCESSING_H_
#define ETALON_SIM_CONSUMER_SESSION_PROCESSING_H_

#include "sim/consumer/live_delivery.h"
#include "sim/consumer/processing.h"

namespace etalon::sim {

class SessionProcessing {
 public:
  SessionProcessing(const ProcessingHost& host, Trace& trace, const TimeRange& range)
      : host_(host), trace_(trace), delivery_(trace, host.dispatch(), range) {}
  ~SessionProcessing();
  SessionProcessing(const SessionProcessing&) = delete;
  SessionProcessing& operator=(const SessionProcessing&) = delete;

  // False: there is no such session, or it delivers to files only.
  bool Attach();
  ProcessingResult Run();

 private:
  Answer DeliverHeader();
  bool WaitForBuffers();  // true: the trace is being closed, what is there is all it gets
  std::vector<LiveBuffer> TakeBuffers();

  const ProcessingHost& host_;
  Trace& trace_;
  LiveDelivery delivery_;
  RealTimeFeed* feed_ = nullptr;
  RealTimeFeed::ConsumerId consumer_ = 0;
  SealedBuffer header_buffer_;
  bool announces_losses_ = false;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_SESSION_PROCESSING_H_
