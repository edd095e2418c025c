#include "sim/session/event_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "sim/include/evntrace.h"

namespace etalon::sim {
namespace {

constexpr GUID kGuid = {0x03020100, 0x0504, 0x0706, {8, 9, 10, 11, 12, 13, 14, 15}};

using Bytes = std::vector<uint8_t>;

TEST(EventLayoutTest, FullHeader) {
  Bytes out(kFullHeaderBytes);
  EncodeFullHeader({.size = 0x74,
                    .type = 1,
                    .level = 4,
                    .version = 1,
                    .thread_id = 0x1934,
                    .process_id = 0x1DDC,
                    .stamp = 0xB945597D76,
                    .guid = kGuid,
                    .kernel_time = 4,
                    .user_time = 1},
                   32, out.data());
  EXPECT_EQ(out,
            (Bytes{0x74, 0,    0x0A, 0xC0, 1,    4,  1,  0,  0x34, 0x19, 0, 0, 0xDC, 0x1D, 0, 0,
                   0x76, 0x7D, 0x59, 0x45, 0xB9, 0,  0,  0,  0,    1,    2, 3, 4,    5,    6, 7,
                   8,    9,    10,   11,   12,   13, 14, 15, 4,    0,    0, 0, 1,    0,    0, 0}));
  EncodeFullHeader({}, 64, out.data());
  EXPECT_EQ(out[2], 0x14);
}

TEST(EventLayoutTest, InstanceHeader) {
  Bytes out(kInstanceHeaderBytes);
  InstanceHeader header;
  header.full.guid = kGuid;
  header.instance_id = 7;
  header.parent_instance_id = 9;
  header.parent_guid = kGuid;
  EncodeInstanceHeader(header, 64, out.data());
  EXPECT_EQ(out[2], 0x15);
  EXPECT_EQ(LoadGuid(&out[0x18]), kGuid);
  EXPECT_EQ(Load<uint32_t>(&out[0x30]), 7u);
  EXPECT_EQ(Load<uint32_t>(&out[0x34]), 9u);
  EXPECT_EQ(LoadGuid(&out[0x38]), kGuid);
  EncodeInstanceHeader(header, 32, out.data());
  EXPECT_EQ(out[2], 0x0B);
}

TEST(EventLayoutTest, MessagePartsStandInOrder) {
  const uint16_t all = TRACE_MESSAGE_SEQUENCE | TRACE_MESSAGE_GUID | TRACE_MESSAGE_TIMESTAMP |
                       TRACE_MESSAGE_SYSTEMINFO;
  Bytes out(MessageHeaderBytes(all));
  ASSERT_EQ(out.size(), 44u);
  const MessageHeader header = {.size = 50,
                                .number = 10,
                                .options = all,
                                .sequence = 3,
                                .guid = kGuid,
                                .stamp = 0x1122334455667788,
                                .thread_id = 8,
                                .process_id = 4};
  EXPECT_EQ(EncodeMessageHeader(header, 64, out.data()), 44u);
  EXPECT_EQ(Load<uint32_t>(&out[0]), 0x90000032u);
  EXPECT_EQ(Load<uint16_t>(&out[4]), 10);
  EXPECT_EQ(Load<uint16_t>(&out[6]), all | 0x80);
  EXPECT_EQ(Load<uint32_t>(&out[8]), 3u);
  EXPECT_EQ(LoadGuid(&out[12]), kGuid);
  EXPECT_EQ(Load<uint64_t>(&out[28]), 0x1122334455667788u);
  EXPECT_EQ(Load<uint32_t>(&out[36]), 8u);
  EXPECT_EQ(Load<uint32_t>(&out[40]), 4u);
}

TEST(EventLayoutTest, AComponentIdGoesBeforeAGuid) {
  const uint16_t both = TRACE_MESSAGE_GUID | TRACE_MESSAGE_COMPONENTID;
  Bytes out(MessageHeaderBytes(both));
  ASSERT_EQ(out.size(), 12u);
  EncodeMessageHeader({.options = both, .component_id = 77}, 32, out.data());
  EXPECT_EQ(Load<uint16_t>(&out[6]), both | 0x40);
  EXPECT_EQ(Load<uint32_t>(&out[8]), 77u);
  EncodeMessageHeader({.options = both, .component_id = 77}, 0, out.data());
  EXPECT_EQ(Load<uint16_t>(&out[6]), both);
  EXPECT_EQ(MessageHeaderBytes(0), 8u);
  EXPECT_EQ(MessageHeaderBytes(TRACE_MESSAGE_PERFORMANCE_TIMESTAMP), 8u);
}

TEST(EventLayoutTest, ModernHeader) {
  Bytes out(kModernHeaderBytes);
  const ModernHeader header = {.size = 0x7B8,
                               .flags = 0x0001,
                               .property = 2,
                               .thread_id = 0x1934,
                               .process_id = 0x1DDC,
                               .stamp = 0xB945597D76,
                               .provider = kGuid,
                               .descriptor = {0x0102, 3, 11, 5, 6, 0x0708, 0x8000000000000010},
                               .processor_time = 0x0000000900000007,
                               .activity_id = kGuid};
  EncodeModernHeader(header, 64, out.data());
  EXPECT_EQ(out, (Bytes{0xB8, 0x07, 0x13, 0xC0, 0x01, 0x00, 0x02, 0x00, 0x34, 0x19, 0x00, 0x00,
                        0xDC, 0x1D, 0x00, 0x00, 0x76, 0x7D, 0x59, 0x45, 0xB9, 0x00, 0x00, 0x00,
                        0,    1,    2,    3,    4,    5,    6,    7,    8,    9,    10,   11,
                        12,   13,   14,   15,   0x02, 0x01, 3,    11,   5,    6,    0x08, 0x07,
                        0x10, 0,    0,    0,    0,    0,    0,    0x80, 7,    0,    0,    0,
                        9,    0,    0,    0,    0,    1,    2,    3,    4,    5,    6,    7,
                        8,    9,    10,   11,   12,   13,   14,   15}));
  EncodeModernHeader({}, 32, out.data());
  EXPECT_EQ(out[2], 0x12);
}

// The provider's traits as a recorded file of Windows 10 has them, before the event's schema.
TEST(EventLayoutTest, ExtendedItems) {
  const Bytes traits = {0x0C, 0x00, 0x41, 0x6D, 0x73, 0x69, 0x54, 0x72, 0x61, 0x63, 0x65, 0x00};
  ASSERT_EQ(ExtendedItemBytes(12), 24u);
  Bytes out(24, 0xAA);
  uint8_t* const data = EncodeItemHeader(12, 12, false, out.data());
  ASSERT_EQ(data, &out[8]);
  std::copy(traits.begin(), traits.end(), data);
  EXPECT_EQ(out, (Bytes{0x18, 0x00, 0x0C, 0x00, 0x01, 0x00, 0x0C, 0x00, 0x0C, 0x00, 0x41, 0x6D,
                        0x73, 0x69, 0x54, 0x72, 0x61, 0x63, 0x65, 0x00, 0,    0,    0,    0}));
  Bytes empty(8, 0xAA);
  EncodeItemHeader(11, 0, true, empty.data());
  EXPECT_EQ(empty, (Bytes{8, 0, 11, 0, 0, 0, 0, 0}));
}

// All that nobody said is zero.
TEST(EventLayoutTest, AHeaderSaysNothingUnlessItIsTold) {
  uint8_t out[128];
  const auto count_of_others_than_zero = [&](size_t bytes, auto&& encode) {
    std::memset(out, 0xEE, sizeof(out));
    encode();
    return bytes - static_cast<size_t>(std::count(out, out + bytes, 0));
  };
  // The form and the marker.
  EXPECT_EQ(
      count_of_others_than_zero(kFullHeaderBytes, [&] { EncodeFullHeader(FullHeader(), 64, out); }),
      2u);
  EXPECT_EQ(count_of_others_than_zero(kInstanceHeaderBytes,
                                      [&] { EncodeInstanceHeader(InstanceHeader(), 64, out); }),
            2u);
  EXPECT_EQ(count_of_others_than_zero(kModernHeaderBytes,
                                      [&] { EncodeModernHeader(ModernHeader(), 64, out); }),
            2u);
  // The marker and the bits, and the parts that are asked for.
  MessageHeader message;
  EXPECT_EQ(count_of_others_than_zero(8, [&] { EncodeMessageHeader(message, 64, out); }), 2u);
  EXPECT_EQ(message.sequence, 0u);
  EXPECT_EQ(message.component_id, 0u);
  EXPECT_EQ(message.stamp, 0);
  EXPECT_EQ(message.thread_id, 0u);
  EXPECT_EQ(message.process_id, 0u);
  // The version as well.
  EXPECT_EQ(count_of_others_than_zero(kSystemHeaderBytes,
                                      [&] { EncodeSystemHeader(SystemHeader(), 64, out); }),
            3u);
}

}  // namespace
}  // namespace etalon::sim
