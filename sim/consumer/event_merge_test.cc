#include "sim/consumer/event_merge.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"

namespace etalon::sim {
namespace {

using hand_made::Buffer;
using hand_made::Bytes;
using hand_made::Classic;
using hand_made::LogFile;
using hand_made::Message;
using testing::ElementsAre;

// A file's steps: an event as its type, the end of a buffer as "/" and its processor.
class EventMergeTest : public testing::Test {
 protected:
  LogFileReader& Open(const Bytes& file) {
    files_.push_back(std::make_unique<Bytes>(file));
    Defect defect;
    readers_.push_back(LogFileReader::Open(std::make_unique<MemoryBytes>(*files_.back()), &defect));
    if (readers_.back() == nullptr) throw std::string(defect.reason);
    return *readers_.back();
  }

  std::vector<std::string> Steps(const Bytes& file) {
    FileEvents events(Open(file));
    std::vector<std::string> steps;
    DeliveredEvent event;
    BufferInfo buffer;
    for (Step step; (step = events.Next(&event, &buffer)) != Step::kNone;) {
      steps.push_back(Name(step, event, buffer));
    }
    return steps;
  }

  static std::string Name(Step step, const DeliveredEvent& event, const BufferInfo& buffer) {
    if (step == Step::kBufferEnd) return "/" + std::to_string(buffer.cpu);
    if (event.kind == EventKind::kMessage) return "m" + std::to_string(event.message_number);
    return std::to_string(event.type);
  }

  std::vector<std::string> Defects() {
    std::vector<std::string> defects;
    for (const Defect& defect : readers_.back()->defects().kept()) {
      defects.push_back(Hex(defect.offset) + " " + defect.reason);
    }
    return defects;
  }

  std::vector<std::unique_ptr<Bytes>> files_;
  std::vector<std::unique_ptr<LogFileReader>> readers_;
};

TEST_F(EventMergeTest, ProcessorsAreMergedByTime) {
  EXPECT_THAT(Steps(LogFile({Buffer(0, 5000, {Classic(2000, 1), Classic(4000, 3)}),
                             Buffer(1, 5000, {Classic(3000, 2), Classic(5000, 4)})})),
              ElementsAre("0", "/0", "1", "2", "3", "/0", "4", "/1"));
}

TEST_F(EventMergeTest, BuffersMayLieInAnyOrder) {
  EXPECT_THAT(
      Steps(LogFile({Buffer(0, 9000, {Classic(8000, 5)}), Buffer(1, 5000, {Classic(3000, 2)}),
                     Buffer(0, 2500, {Classic(2000, 1)})})),
      ElementsAre("0", "/0", "1", "/0", "2", "/1", "5", "/0"));
}

TEST_F(EventMergeTest, TheHeaderEventIsFirstEvenAfterOlderEvents) {
  EXPECT_THAT(Steps(LogFile({Buffer(1, 900, {Classic(10, 1)})})),
              ElementsAre("0", "1", "/1", "/0"));
}

TEST_F(EventMergeTest, TiesGoByProcessorThenByPlace) {
  EXPECT_THAT(
      Steps(LogFile({Buffer(2, 3000, {Classic(2000, 22)}), Buffer(1, 3000, {Classic(2000, 11)}),
                     Buffer(1, 3000, {Classic(2000, 12)})})),
      ElementsAre("0", "/0", "11", "/1", "12", "/1", "22", "/2"));
}

TEST_F(EventMergeTest, EmptyBuffersComeWhenTheyWereSealed) {
  EXPECT_THAT(Steps(LogFile({Buffer(1, 3500, {}), Buffer(0, 5000, {Classic(3000, 1)}),
                             Buffer(0, 6000, {Classic(4000, 2)})})),
              ElementsAre("0", "/0", "1", "/0", "/1", "2", "/0"));
}

TEST_F(EventMergeTest, MessagesWithoutAStampStayWithTheirNeighbours) {
  EXPECT_THAT(Steps(LogFile({Buffer(0, 9000,
                                    {Message(7, 0, {1}), Classic(3000, 1), Message(8, 0, {2}),
                                     Classic(6000, 2)}),
                             Buffer(1, 9000, {Classic(2000, 21), Classic(5000, 22)}),
                             Buffer(2, 5500, {Message(9, 0, {})})})),
              ElementsAre("0", "/0", "21", "m7", "1", "m8", "22", "/1", "m9", "/2", "2", "/0"));
}

TEST_F(EventMergeTest, TimesComeFromTheFilesClock) {
  LogFileReader& reader = Open([] {
    Bytes file = hand_made::HeaderBuffer(hand_made::HeaderPayload(1, 1, 2'337'949));
    return hand_made::PutBytes(file, Buffer(0, 0, {Classic(1000 + 2'337'949, 1)}));
  }());
  EXPECT_EQ(reader.time_base().TimeOf(1000), 130000000000000000);
  EXPECT_EQ(reader.time_base().TimeOf(1000 + 2'337'949), 130000000010000000);
  EXPECT_EQ(reader.time_base().TimeOf(1000 + 1), 130000000000000004);
  EXPECT_EQ(reader.time_base().TimeOf(1000 - 1), 129999999999999996);
  TimeBase cycles = reader.time_base();
  cycles.frequency = 2'000'000'000;
  EXPECT_EQ(cycles.TimeOf(1000 + 2'000'000'000), 130000000010000000);
  TimeBase system = reader.time_base();
  system.stamps_are_times = true;
  EXPECT_EQ(system.TimeOf(42), 42);
}

TEST_F(EventMergeTest, AnEventThatIsLateHasItsOwnTime) {
  LogFileReader& reader = Open(LogFile({Buffer(0, 9000, {Classic(3000, 1), Classic(2000, 2)})}));
  FileEvents events(reader);
  DeliveredEvent event;
  BufferInfo buffer;
  std::vector<Ticks> times, order_times;
  for (Step step; (step = events.Next(&event, &buffer)) != Step::kNone;) {
    if (step != Step::kEvent) continue;
    times.push_back(event.time - 130000000000000000);
    order_times.push_back(event.order_time - 130000000000000000);
  }
  EXPECT_THAT(times, ElementsAre(0, 2000, 1000));
  EXPECT_THAT(order_times, ElementsAre(0, 2000, 2000));
}

TEST_F(EventMergeTest, FilesAreMergedByTimeThoughTheirClocksDiffer) {
  Bytes slow = hand_made::HeaderBuffer(hand_made::HeaderPayload(1, 1, 1'000'000));
  hand_made::PutBytes(slow, Buffer(0, 0, {Classic(1000 + 10, 1), Classic(1000 + 30, 3)}));
  const Bytes fast = LogFile({Buffer(0, 0, {Classic(1000 + 200, 2), Classic(1000 + 400, 4)})});
  FilesEvents events({&Open(slow), &Open(fast)});
  std::vector<std::string> steps;
  DeliveredEvent event;
  BufferInfo buffer;
  size_t file = 0;
  for (Step step; (step = events.Next(&event, &buffer, &file)) != Step::kNone;) {
    if (step == Step::kEvent)
      steps.push_back(std::to_string(file) + ":" + Name(step, event, buffer));
  }
  EXPECT_THAT(steps, ElementsAre("0:0", "1:0", "0:1", "1:2", "0:3", "1:4"));
}

TEST_F(EventMergeTest, ADamagedEventEndsItsBufferOnly) {
  Bytes broken = Classic(2500, 9);
  broken[3] = 0;
  EXPECT_THAT(Steps(LogFile({Buffer(0, 5000, {Classic(2000, 1), broken, Classic(4000, 3)}),
                             Buffer(1, 5000, {Classic(3000, 2)})})),
              ElementsAre("0", "/0", "1", "/0", "2", "/1"));
  EXPECT_THAT(Defects(), ElementsAre("0x1078 no event header: marker byte 0x0"));
}

TEST_F(EventMergeTest, WhatFollowsAMalformedEventWaitsForItsTurn) {
  const Bytes malformed = hand_made::Modern(2500, 1, {0, 0, 1, 0});
  EXPECT_THAT(Steps(LogFile({Buffer(0, 5000, {malformed, Classic(4000, 3)}),
                             Buffer(1, 5000, {Classic(3000, 2)})})),
              ElementsAre("0", "/0", "2", "/1", "3", "/0"));
  EXPECT_THAT(Defects(), ElementsAre("0x1048 extended item at byte 80 of the event has no room"));
}

TEST_F(EventMergeTest, ABufferOfAnotherSizeIsPassedOver) {
  Bytes odd = Buffer(0, 5000, {Classic(2000, 1)});
  odd[1] = 0x20;
  EXPECT_THAT(Steps(LogFile({odd, Buffer(1, 5000, {Classic(3000, 2)})})),
              ElementsAre("0", "/0", "2", "/1"));
  EXPECT_THAT(Defects(), ElementsAre("0x1000 buffer of 8192 bytes in a file with buffers of 4096"));
}

TEST_F(EventMergeTest, CompressedBuffersSayHowFarTheNextIs) {
  Bytes compressed = Buffer(0, 5000, {Classic(2000, 1)});
  compressed[0x00] = 0x80;
  compressed[0x01] = 0x01;
  compressed[0x34] |= 0x40;
  compressed.resize(0x180);
  EXPECT_THAT(Steps(LogFile({compressed, Buffer(1, 5000, {Classic(3000, 2)})})),
              ElementsAre("0", "/0", "2", "/1"));
  EXPECT_THAT(Defects(), ElementsAre("0x1000 compressed buffer: cannot be expanded"));
}

TEST_F(EventMergeTest, CompressedBuffersAreExpanded) {
  const Bytes first = Buffer(0, 5000, {Classic(2000, 1, Bytes(300, 'x')), Classic(4000, 3)});
  const Bytes second = Buffer(1, 5000, {Classic(3000, 2, Bytes(77, 'y'))});
  EXPECT_THAT(Steps(LogFile({hand_made::Compressed(first), second}, hand_made::kCompressedMode)),
              ElementsAre("0", "/0", "1", "2", "/1", "3", "/0"));
  EXPECT_TRUE(Defects().empty());
  EXPECT_THAT(Steps(LogFile({hand_made::Compressed(first), hand_made::Compressed(second)})),
              ElementsAre("0", "/0", "1", "2", "/1", "3", "/0"))
      << "a file that was compressed later";
  EXPECT_TRUE(Defects().empty());
}

TEST_F(EventMergeTest, BuffersThatCannotBeExpandedArePassedOver) {
  const Bytes good = Buffer(1, 5000, {Classic(3000, 2)});
  const Bytes compressed = hand_made::Compressed(Buffer(0, 5000, {Classic(2000, 1)}));
  Bytes other_format = LogFile({compressed, good}, hand_made::kCompressedMode);
  other_format[0x2C] = 2;
  EXPECT_THAT(Steps(other_format), ElementsAre("0", "/0", "2", "/1"));
  EXPECT_THAT(Defects(), ElementsAre("0x1000 compressed buffer of format 2: cannot be read"));

  Bytes malformed = compressed;
  malformed[0x4B] = 0xFF;
  EXPECT_THAT(Steps(LogFile({malformed, good})), ElementsAre("0", "/0", "2", "/1"));
  EXPECT_THAT(Defects(), ElementsAre("0x1000 compressed buffer: cannot be expanded"));

  Bytes boastful = compressed;
  boastful[0x07] = 1;
  EXPECT_THAT(Steps(LogFile({boastful, good})), ElementsAre("0", "/0", "2", "/1"));
  EXPECT_THAT(Defects(),
              ElementsAre("0x1000 compressed buffer claims to expand to 16777336 bytes"));

  Bytes longer = compressed;
  longer[0x04] += 8;
  EXPECT_THAT(Steps(LogFile({longer, good})), ElementsAre("0", "/0", "2", "/1"));
  EXPECT_THAT(Defects(), ElementsAre("0x1000 compressed buffer: cannot be expanded"));
}

TEST_F(EventMergeTest, ACompressedFileHasBuffersOfEverySize) {
  Bytes small = Buffer(0, 5000, {Classic(2000, 1)});
  small.resize(0x200);
  small[0x00] = 0x00;
  small[0x01] = 0x02;
  const std::vector<Bytes> buffers = {small, Buffer(1, 5000, {Classic(3000, 2)})};
  EXPECT_THAT(Steps(LogFile(buffers, hand_made::kCompressedMode)),
              ElementsAre("0", "/0", "1", "/0", "2", "/1"));
  EXPECT_TRUE(Defects().empty());
}

TEST_F(EventMergeTest, PreallocatedSpaceThatWasNeverWrittenIsNoDefect) {
  constexpr uint32_t kPreallocate = 0x20;
  const std::vector<Bytes> buffers = {Buffer(0, 5000, {Classic(2000, 1)}),
                                      Bytes(2 * hand_made::kBufferBytes, 0)};
  EXPECT_THAT(Steps(LogFile(buffers, kPreallocate)), ElementsAre("0", "/0", "1", "/0"));
  EXPECT_TRUE(Defects().empty());
  EXPECT_THAT(Steps(LogFile(buffers)), ElementsAre("0", "/0", "1", "/0"));
  EXPECT_EQ(Defects().size(), 2u);
}

TEST_F(EventMergeTest, SavedOffsetIsUsedWhereOffsetIsMissing) {
  Bytes buffer = Buffer(0, 5000, {Classic(2000, 1)});
  for (int i = 0x30; i < 0x34; ++i) buffer[i] = 0;
  EXPECT_THAT(Steps(LogFile({buffer})), ElementsAre("0", "/0", "1", "/0"));
}

TEST_F(EventMergeTest, AnOffsetPastTheBufferIsNamedAndTheEventsAreRead) {
  Bytes buffer = Buffer(0, 5000, {Classic(2000, 1)});
  buffer[0x32] = 1;
  EXPECT_THAT(Steps(LogFile({buffer})), ElementsAre("0", "/0", "1", "/0"));
  EXPECT_THAT(Defects(), ElementsAre("0x1030 buffer of 4096 bytes claims 65656 valid ones"));
}

}  // namespace
}  // namespace etalon::sim
