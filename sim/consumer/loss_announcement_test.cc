#include "sim/consumer/loss_announcement.h"

#include "gtest/gtest.h"
#include "sim/include/kernel_guids.h"
#include "sim/session/log_file_format.h"

namespace etalon::sim {
namespace {

TEST(LossAnnouncementsTest, TheFirstEventOfTheBufferCallsForThem) {
  const std::vector<uint8_t> events(1, 0), buffers(1, 0), both(kBufferHeaderBytes + 8, 0);
  LossAnnouncements losses;
  LiveBuffer quiet, loud;
  quiet.held.bytes = both;
  losses.Note(quiet);
  DeliveredEvent next;
  next.bytes = std::span(both).subspan(kBufferHeaderBytes);
  EXPECT_TRUE(losses.Before(next).empty());
  loud.held.bytes = both;
  loud.after_lost_events = loud.after_lost_buffers = true;
  losses.Note(loud);
  next.pointer_size = 4;
  next.cpu = 3;
  next.cpu_is_index = true;
  next.logger_id = 7;
  next.stamp = 9;
  next.order_stamp = 10;
  next.order_time = 11;
  DeliveredEvent other = next;
  other.bytes = events;
  EXPECT_TRUE(losses.Before(other).empty());
  const std::vector<DeliveredEvent> told = losses.Before(next);
  ASSERT_EQ(told.size(), 2u);
  EXPECT_EQ(told[0].type, kLostEventType);
  EXPECT_EQ(told[1].type, kLostBufferType);
  for (const DeliveredEvent& one : told) {
    EXPECT_EQ(one.kind, EventKind::kSystem);
    EXPECT_EQ(one.header_type, kHeaderSystem32);
    EXPECT_EQ(one.marker, kMarkerStandard);
    EXPECT_EQ(one.pointer_size, 4);
    EXPECT_EQ(one.cpu, 3);
    EXPECT_TRUE(one.cpu_is_index);
    EXPECT_TRUE(one.stamped);
    EXPECT_FALSE(one.has_thread);
    EXPECT_EQ(one.logger_id, 7);
    EXPECT_EQ(one.stamp, 10);
    EXPECT_EQ(one.order_stamp, 10);
    EXPECT_EQ(one.time, 11);
    EXPECT_EQ(one.order_time, 11);
    EXPECT_TRUE(one.guid == LostEventGuid);
    EXPECT_TRUE(one.payload.empty());
  }
  EXPECT_TRUE(losses.Before(next).empty()) << "once";
  loud.after_lost_events = false;
  losses.Note(loud);
  next.pointer_size = 8;
  const std::vector<DeliveredEvent> last = losses.Before(next);
  ASSERT_EQ(last.size(), 1u);
  EXPECT_EQ(last[0].type, kLostBufferType);
  EXPECT_EQ(last[0].header_type, kHeaderSystem64);
}

TEST(DeliveredEventTest, HasNothingUntilItIsSaid) {
  DeliveredEvent event;
  event.stamped = event.has_thread = event.cpu_is_index = true;
  event.extended.push_back({});
  event.Clear();
  EXPECT_TRUE(event.extended.empty());
  EXPECT_EQ(event.kind, EventKind::kNone);
  for (const bool flag : {event.stamped, event.has_thread, event.cpu_is_index}) EXPECT_FALSE(flag);
  for (const uint64_t number : {uint64_t{event.pointer_size},
                                uint64_t{event.header_type},
                                uint64_t{event.marker},
                                uint64_t{event.cpu},
                                uint64_t{event.logger_id},
                                event.offset,
                                event.buffer_offset,
                                uint64_t{event.size},
                                uint64_t(event.stamp),
                                uint64_t(event.order_stamp),
                                uint64_t(event.time),
                                uint64_t(event.order_time),
                                uint64_t{event.thread_id},
                                uint64_t{event.process_id},
                                uint64_t{event.kernel_time},
                                uint64_t{event.user_time},
                                uint64_t{event.type},
                                uint64_t{event.level},
                                uint64_t{event.version},
                                uint64_t{event.instance_id},
                                uint64_t{event.parent_instance_id},
                                uint64_t{event.message_number},
                                uint64_t{event.message_flags},
                                uint64_t{event.message_sequence},
                                uint64_t{event.message_component},
                                uint64_t{event.header_flags},
                                uint64_t{event.header_property},
                                uint64_t{event.id},
                                uint64_t{event.channel},
                                uint64_t{event.task},
                                event.keyword}) {
    EXPECT_EQ(number, 0u);
  }
}

TEST(DeliveredEventTest, TheHeaderIsTheFirstOfTheSystemAndOfTypeZero) {
  DeliveredEvent event;
  event.kind = EventKind::kSystem;
  EXPECT_TRUE(IsLogFileHeader(event, true));
  EXPECT_FALSE(IsLogFileHeader(event, false));
  event.type = 1;
  EXPECT_FALSE(IsLogFileHeader(event, true));
  event.type = 0;
  event.kind = EventKind::kClassic;
  EXPECT_FALSE(IsLogFileHeader(event, true));
}

}  // namespace
}  // namespace etalon::sim
