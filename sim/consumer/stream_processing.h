// ProcessTrace over a stream of buffers.
#ifndef ETALON_SIM_CONSUMER_STREAM_PROCESSING_H_
#define ETALON_SIM_CONSUMER_STREAM_PROCESSING_H_

#include "sim/consumer/live_delivery.h"
#include "sim/consumer/processing.h"

namespace etalon::sim {

class StreamProcessing {
 public:
  StreamProcessing(const ProcessingHost& host, Trace& trace, const TimeRange& range)
      : host_(host), trace_(trace), delivery_(trace, host.dispatch(), range) {}

  // Until CloseTrace. What was taken and not delivered goes back to its owner.
  ProcessingResult Run();

 private:
  // What is there; empty only when the trace is being closed.
  std::vector<HeldBytes> WaitForBuffers(bool* closing);
  Answer DeliverHeader(std::vector<HeldBytes>* buffers);

  const ProcessingHost& host_;
  Trace& trace_;
  LiveDelivery delivery_;
  bool has_begun_ = false;
  bool header_is_next_ = false;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_STREAM_PROCESSING_H_
