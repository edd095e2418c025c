#include "sim/consumer/event_decoder.h"

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"
#include "sim/include/evntrace.h"
#include "sim/include/kernel_guids.h"

namespace etalon::sim {
namespace {

using hand_made::Bytes;
using hand_made::Put;
using hand_made::PutBytes;

// The event, or "" in kind kNone with the reason.
DeliveredEvent Decode(const Bytes& bytes, std::string* reason) {
  EventExtent extent;
  DeliveredEvent event;
  if (!MeasureEvent(bytes, &extent, reason)) return DeliveredEvent();
  if (!DecodeEvent(std::span(bytes).first(extent.size), extent, &event, reason)) {
    return DeliveredEvent();
  }
  return event;
}

Bytes ToBytes(std::span<const uint8_t> bytes) { return Bytes(bytes.begin(), bytes.end()); }

TEST(EventDecoderTest, Classic) {
  std::string reason;
  const Bytes bytes = hand_made::Classic(123456, 10, {1, 2, 3});
  const DeliveredEvent event = Decode(bytes, &reason);
  EXPECT_EQ(event.kind, EventKind::kClassic);
  EXPECT_STREQ(HeaderName(event), "FULL64");
  EXPECT_EQ(event.pointer_size, 8);
  EXPECT_EQ(event.size, 0x33u);
  EXPECT_EQ(event.stamp, 123456);
  EXPECT_EQ(event.type, 10);
  EXPECT_EQ(event.level, 4);
  EXPECT_EQ(event.version, 2);
  EXPECT_EQ(event.thread_id, 0x1934u);
  EXPECT_EQ(event.process_id, 0x1DDCu);
  EXPECT_EQ(event.kernel_time, 7u);
  EXPECT_EQ(event.user_time, 9u);
  EXPECT_TRUE(event.guid == hand_made::kClass);
  EXPECT_EQ(ToBytes(event.payload), (Bytes{1, 2, 3}));
}

TEST(EventDecoderTest, Instance) {
  std::string reason;
  const Bytes bytes = hand_made::Instance(5, 3, 1, {9});
  const DeliveredEvent event = Decode(bytes, &reason);
  EXPECT_STREQ(HeaderName(event), "INSTANCE32");
  EXPECT_EQ(event.pointer_size, 4);
  EXPECT_EQ(event.instance_id, 3u);
  EXPECT_EQ(event.parent_instance_id, 1u);
  EXPECT_TRUE(event.guid == hand_made::kClass);
  EXPECT_TRUE(event.parent_guid == hand_made::kParentClass);
  EXPECT_EQ(ToBytes(event.payload), (Bytes{9}));
}

TEST(EventDecoderTest, MessageWithAllItsParts) {
  Bytes rest;
  Put<uint32_t>(rest, 41);
  Put(rest, hand_made::kClass);
  Put<int64_t>(rest, 777);
  Put<uint32_t>(rest, 5);
  Put<uint32_t>(rest, 6);
  PutBytes(rest, {0xDE, 0xAD});
  std::string reason;
  const Bytes bytes = hand_made::Message(19, 0x01 | 0x02 | 0x08 | 0x20 | 0x80, rest);
  const DeliveredEvent event = Decode(bytes, &reason);
  EXPECT_STREQ(HeaderName(event), "MESSAGE");
  EXPECT_EQ(event.pointer_size, 8);
  EXPECT_EQ(event.message_number, 19);
  EXPECT_EQ(event.message_sequence, 41u);
  EXPECT_TRUE(event.guid == hand_made::kClass);
  EXPECT_TRUE(event.stamped);
  EXPECT_EQ(event.stamp, 777);
  EXPECT_EQ(event.thread_id, 5u);
  EXPECT_EQ(event.process_id, 6u);
  EXPECT_EQ(ToBytes(event.message_arguments), (Bytes{0xDE, 0xAD}));
  EXPECT_EQ(ToBytes(event.payload), rest);
}

TEST(EventDecoderTest, AComponentIdTakesTheGuidsPlace) {
  Bytes rest;
  Put<uint32_t>(rest, 0xC0FFEE);
  PutBytes(rest, {1});
  std::string reason;
  const Bytes bytes = hand_made::Message(1, 0x02 | 0x04, rest);
  const DeliveredEvent event = Decode(bytes, &reason);
  EXPECT_EQ(event.message_component, 0xC0FFEEu);
  EXPECT_TRUE(event.guid == GUID{});
  EXPECT_FALSE(event.stamped);
  EXPECT_FALSE(event.has_thread);
  EXPECT_EQ(ToBytes(event.message_arguments), (Bytes{1}));
}

TEST(EventDecoderTest, ModernWithExtendedItems) {
  Bytes rest;
  Put<uint16_t>(rest, 16);  // to the next item
  Put<uint16_t>(rest, 3);   // type
  Put<uint16_t>(rest, 1);   // another follows
  Put<uint16_t>(rest, 4);   // data
  PutBytes(rest, {1, 2, 3, 4, 0xAB, 0xAB, 0xAB, 0xAB});
  Put<uint16_t>(rest, 16);
  Put<uint16_t>(rest, 13);
  Put<uint16_t>(rest, 0);
  Put<uint16_t>(rest, 8);
  PutBytes(rest, {8, 7, 6, 5, 4, 3, 2, 1});
  PutBytes(rest, {0x55});
  std::string reason;
  const Bytes bytes = hand_made::Modern(99, 1, rest);
  const DeliveredEvent event = Decode(bytes, &reason);
  EXPECT_STREQ(HeaderName(event), "EVENT64") << reason;
  EXPECT_EQ(event.id, 501);
  EXPECT_EQ(event.version, 3);
  EXPECT_EQ(event.channel, 11);
  EXPECT_EQ(event.level, 5);
  EXPECT_EQ(event.type, 1);
  EXPECT_EQ(event.task, 77);
  EXPECT_EQ(event.keyword, 0x8000000000000010u);
  ASSERT_EQ(event.extended.size(), 2u);
  EXPECT_EQ(event.extended[0].type, 3);
  EXPECT_EQ(ToBytes(event.extended[0].data), (Bytes{1, 2, 3, 4}));
  EXPECT_EQ(event.extended[1].type, 13);
  EXPECT_EQ(ToBytes(event.payload), (Bytes{0x55}));
}

TEST(EventDecoderTest, KernelEventsHaveTheClassOfTheirGroup) {
  std::string reason;
  EXPECT_TRUE(Decode(hand_made::System(1, 0x10, 0x21, {}), &reason).guid == HeapGuid);
  EXPECT_TRUE(Decode(hand_made::System(1, 0x03, 1, {}), &reason).guid == ProcessGuid);
  EXPECT_TRUE(Decode(hand_made::System(1, 0x03, 10, {}), &reason).guid == ImageLoadGuid);
  EXPECT_TRUE(Decode(hand_made::System(1, 0x00, 0, {}), &reason).guid == EventTraceGuid);
  EXPECT_TRUE(Decode(hand_made::System(1, 0x7F, 0, {}), &reason).guid == GUID{});
}

TEST(EventDecoderTest, CompactAndPerfInfoLackWhatTheyLack) {
  std::string reason;
  Bytes compact = hand_made::System(321, 5, 36, {});
  compact[2] = 0x04;
  compact[4] = 0x18 + 8;  // the processor times' place is payload now
  const DeliveredEvent short_event = Decode(compact, &reason);
  EXPECT_STREQ(HeaderName(short_event), "COMPACT64");
  EXPECT_EQ(short_event.stamp, 321);
  EXPECT_TRUE(short_event.has_thread);
  EXPECT_EQ(short_event.kernel_time, 0u);
  EXPECT_EQ(short_event.payload.size(), 8u);

  Bytes perf_info;
  Put<uint16_t>(perf_info, 2);
  PutBytes(perf_info, {0x11, 0xC0, 0x12, 0x00, 46, 0x0F});
  Put<int64_t>(perf_info, 654);
  PutBytes(perf_info, {1, 2});
  const DeliveredEvent event = Decode(perf_info, &reason);
  EXPECT_STREQ(HeaderName(event), "PERFINFO64");
  EXPECT_EQ(event.stamp, 654);
  EXPECT_FALSE(event.has_thread);
  EXPECT_TRUE(event.guid == PerfInfoGuid);
  EXPECT_EQ(ToBytes(event.payload), (Bytes{1, 2}));
}

TEST(EventDecoderTest, WhatIsNoEventIsNamed) {
  const auto reason_of = [](Bytes bytes) {
    std::string reason;
    EXPECT_EQ(Decode(bytes, &reason).kind, EventKind::kNone);
    return reason;
  };
  Bytes event = hand_made::Classic(1, 1, {1, 2, 3, 4});
  EXPECT_EQ(reason_of(Bytes(event.begin(), event.begin() + 7)), "no room for an event header");
  EXPECT_EQ(reason_of(Bytes(event.begin(), event.begin() + 0x30)),
            "FULL64 event of 52 bytes runs over the end of its buffer");
  event[0] = 0x2F;
  EXPECT_EQ(reason_of(event), "FULL64 event of 47 bytes is smaller than its header");
  event[2] = 0x16;
  EXPECT_EQ(reason_of(event), "event header of unknown type 0x16");
  event[3] = 0x40;
  EXPECT_EQ(reason_of(event), "no event header: marker byte 0x40");
  EXPECT_EQ(reason_of(hand_made::Message(1, 0x0A, Bytes(23, 0))),
            "message of 31 bytes is smaller than its parts");
  Bytes message = hand_made::Message(1, 0, Bytes(20, 0));
  message[0] = 29;
  EXPECT_EQ(reason_of(message), "message of 29 bytes runs over the end of its buffer");
  EXPECT_EQ(reason_of(hand_made::Message(1, TRACE_MESSAGE_SYSTEMINFO, Bytes(7, 0))),
            "message of 15 bytes is smaller than its parts");
  EXPECT_EQ(reason_of(hand_made::Modern(1, 1, {0, 0, 1, 0})),
            "extended item at byte 80 of the event has no room");
  EXPECT_EQ(reason_of(hand_made::Modern(1, 1, {16, 0, 1, 0, 0, 0, 9, 0, 1, 2})),
            "extended item of 9 bytes runs over its event");
}

// One event of every form, and where its stamp is.
std::vector<std::pair<Bytes, size_t>> StampedEvents() {
  Bytes compact = hand_made::System(77, 0, 0, {});
  compact[2] = 3;
  Bytes perf = hand_made::System(77, 0, 0, {});
  perf[2] = 0x11;
  const int64_t stamp = 77;
  std::memcpy(&perf[8], &stamp, sizeof(stamp));
  Bytes parts(40, 0);
  std::memcpy(&parts[0], &stamp, sizeof(stamp));
  const Bytes message = hand_made::Message(1, TRACE_MESSAGE_TIMESTAMP, parts);
  std::memcpy(&parts[20], &stamp, sizeof(stamp));
  const Bytes longer = hand_made::Message(
      1, TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID | TRACE_MESSAGE_TIMESTAMP, parts);
  std::memcpy(&parts[4], &stamp, sizeof(stamp));
  const Bytes component =
      hand_made::Message(1, TRACE_MESSAGE_COMPONENTID | TRACE_MESSAGE_TIMESTAMP, parts);
  return {{component, 12},
          {hand_made::Classic(77, 1), 16},
          {hand_made::Instance(77, 1, 1, {}), 16},
          {hand_made::Modern(77, 0, {}), 16},
          {hand_made::System(77, 0, 0, {}), 16},
          {compact, 16},
          {perf, 8},
          {message, 8},
          {longer, 28}};
}

TEST(EventDecoderTest, TheStampOfAHeadIsThatOfItsEvent) {
  for (const auto& [event, at] : StampedEvents()) {
    const std::span<const uint8_t> bytes(event);
    EXPECT_EQ(StampOfHead(bytes), 77) << at;
    EXPECT_EQ(StampOfHead(bytes.first(at + 8)), 77) << at;
    EXPECT_EQ(StampOfHead(bytes.first(at + 7)), std::nullopt) << at;
    EventExtent extent;
    std::string reason;
    ASSERT_TRUE(MeasureEvent(event, &extent, &reason));
    EXPECT_TRUE(extent.stamped);
    EXPECT_EQ(extent.stamp, 77);
  }
}

TEST(EventDecoderTest, WhatHasNoStampTellsNone) {
  const Bytes message = hand_made::Message(1, 0, Bytes(40, 1));
  EXPECT_EQ(StampOfHead(message), std::nullopt);
  EventExtent extent;
  std::string reason;
  ASSERT_TRUE(MeasureEvent(message, &extent, &reason));
  EXPECT_FALSE(extent.stamped);
  EXPECT_EQ(extent.stamp, 0);
  EXPECT_EQ(extent.pointer_size, 0);
  Bytes event = hand_made::Classic(1, 1);
  EXPECT_EQ(StampOfHead(std::span(event).first(7)), std::nullopt);
  for (const uint8_t type : {0x00, 0x05, 0x16, 0xFF}) {  // the forms end at 0x15
    event[2] = type;
    EXPECT_EQ(StampOfHead(event), std::nullopt) << int{type};
  }
  event = hand_made::Classic(1, 1);
  event[3] = 0x40;
  EXPECT_EQ(StampOfHead(event), std::nullopt);
}

TEST(EventDecoderTest, AHeaderMayBeAllThereIs) {
  std::string reason;
  EventExtent extent;
  const Bytes message = hand_made::Message(1, 0, {});
  ASSERT_TRUE(MeasureEvent(message, &extent, &reason));
  EXPECT_EQ(extent.size, 8u);
  EXPECT_EQ(Decode(hand_made::Message(1, TRACE_MESSAGE_SEQUENCE, Bytes(4, 0)), &reason).size, 12u);
  EXPECT_EQ(Decode(hand_made::Classic(1, 1), &reason).size, 0x30u);
  EXPECT_EQ(Decode(hand_made::Modern(1, 1, {8, 0, 1, 0, 0, 0, 0, 0}), &reason).extended.size(), 1u);
}

TEST(EventDecoderTest, TheHeaderPropertyIsTold) {
  Bytes bytes = hand_made::Modern(1, 0, {});
  bytes[6] = 2;
  std::string reason;
  EXPECT_EQ(Decode(bytes, &reason).header_property, 2);
}

// The first length is that of the item with all that follows it up to the next.
TEST(EventDecoderTest, AnItemsLengthTellsWhereTheNextIs) {
  const auto types = [](uint8_t stride) {
    Bytes items = {stride, 0, 1, 0, 1, 0, 4, 0, 9, 9, 9, 9};
    items.resize(stride < 12 ? 16 : stride);
    PutBytes(items, {8, 0, 2, 0, 0, 0, 0, 0, 7});
    std::string reason;
    const Bytes bytes = hand_made::Modern(1, 1, items);
    const DeliveredEvent event = Decode(bytes, &reason);
    std::vector<uint32_t> found;
    for (const auto& item : event.extended) found.push_back(item.type);
    found.push_back(static_cast<uint32_t>(event.payload.size()));
    return found;
  };
  const std::vector<uint32_t> both = {1, 2, 1};
  EXPECT_EQ(types(16), both);
  EXPECT_EQ(types(24), both);
  EXPECT_EQ(types(12), both);
  EXPECT_EQ(types(11), both);  // too short to be true: it takes what its data take
  EXPECT_EQ(types(6), both);
}

TEST(EventDecoderTest, WhatHasNoFormHasNoName) {
  DeliveredEvent event;
  EXPECT_STREQ(HeaderName(event), "NONE");
  event.header_type = 0x16;
  EXPECT_STREQ(HeaderName(event), "NONE");
  event.header_type = 0x15;
  EXPECT_STREQ(HeaderName(event), "INSTANCE64");
}

}  // namespace
}  // namespace etalon::sim
