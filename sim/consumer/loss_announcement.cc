#include "sim/consumer/loss_announcement.h"

#include <algorithm>

#include "sim/include/kernel_guids.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {
namespace {

DeliveredEvent Announcement(uint8_t type, const DeliveredEvent& next) {
  DeliveredEvent event;
  event.kind = EventKind::kSystem;
  event.pointer_size = next.pointer_size;
  event.header_type = next.pointer_size == 4 ? kHeaderSystem32 : kHeaderSystem64;
  event.marker = kMarkerStandard;
  event.stamped = true;
  event.cpu_is_index = next.cpu_is_index;
  event.cpu = next.cpu;
  event.logger_id = next.logger_id;
  event.stamp = event.order_stamp = next.order_stamp;
  event.time = event.order_time = next.order_time;
  event.guid = LostEventGuid;
  event.type = type;
  return event;
}

}  // namespace

void LossAnnouncements::Note(const LiveBuffer& buffer) {
  if (!buffer.after_lost_events && !buffer.after_lost_buffers) return;
  noted_.push_back({buffer.held.bytes.data() + kBufferHeaderBytes, buffer.after_lost_events,
                    buffer.after_lost_buffers});
}

std::vector<DeliveredEvent> LossAnnouncements::Before(const DeliveredEvent& next) {
  std::vector<DeliveredEvent> events;
  const auto noted = std::find_if(noted_.begin(), noted_.end(), [&](const Noted& entry) {
    return entry.first_event == next.bytes.data();
  });
  if (noted == noted_.end()) return events;
  if (noted->events) events.push_back(Announcement(kLostEventType, next));
  if (noted->buffers) events.push_back(Announcement(kLostBufferType, next));
  noted_.erase(noted);
  return events;
}

}  // namespace etalon::sim
