// Events by which a real-time consumer learns that it did not get everything.
#ifndef ETALON_SIM_CONSUMER_LOSS_ANNOUNCEMENT_H_
#define ETALON_SIM_CONSUMER_LOSS_ANNOUNCEMENT_H_

#include <cstdint>
#include <vector>

#include "sim/consumer/delivered_event.h"
#include "sim/consumer/log_file_bytes.h"

namespace etalon::sim {

// Event types of the class RT_LostEvent (LostEventGuid). A third, 34, tells that the backing file
// of an AutoLogger was lost, which does not happen to the simulated one.
inline constexpr uint8_t kLostEventType = 32;
inline constexpr uint8_t kLostBufferType = 33;

// A buffer on its way to a consumer, and what was lost before it: `events` that its session had no
// room for, or whole `buffers` that should have reached this consumer.
struct LiveBuffer {
  HeldBytes held;
  bool after_lost_events = false;
  bool after_lost_buffers = false;
};

// What is to be told about the buffers of one batch.
class LossAnnouncements {
 public:
  // `buffer` is one of the batch; its bytes stay where they are.
  void Note(const LiveBuffer& buffer);

  // The announcements that `next` calls for, each once: it is the first event of such a buffer.
  // They have its time and its processor, no thread, and no data.
  std::vector<DeliveredEvent> Before(const DeliveredEvent& next);

 private:
  struct Noted {
    const uint8_t* first_event;
    bool events;
    bool buffers;
  };
  std::vector<Noted> noted_;
};

}  // namespace etalon::sim

#endif  // ETALON_SIM_CONSUMER_LOSS_ANNOUNCEMENT_H_
