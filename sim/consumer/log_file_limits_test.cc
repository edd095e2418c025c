// What a file says of itself, and how far that is believed.

#include <cstring>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"
#include "sim/consumer/log_file_merge.h"
#include "sim/consumer/log_file_reader.h"

namespace etalon::sim {
namespace {

using hand_made::Buffer;
using hand_made::Bytes;
using hand_made::Classic;
using hand_made::LogFile;
using hand_made::PutBytes;
using testing::ElementsAre;

template <typename T>
void StoreAt(Bytes* bytes, size_t at, T value) {
  std::memcpy(&(*bytes)[at], &value, sizeof(value));
}

class LogFileLimitsTest : public testing::Test {
 protected:
  // "" where it could be opened.
  std::string Open(const Bytes& file) {
    bytes_ = file;
    Defect defect;
    reader_ = LogFileReader::Open(std::make_unique<MemoryBytes>(bytes_), &defect);
    return reader_ == nullptr ? Hex(defect.offset) + " " + defect.reason : "";
  }

  std::vector<std::string> Defects() {
    std::vector<std::string> defects;
    for (const Defect& defect : reader_->defects().kept()) {
      defects.push_back(Hex(defect.offset) + " " + defect.reason);
    }
    return defects;
  }

  Bytes bytes_;
  std::unique_ptr<LogFileReader> reader_;
};

TEST_F(LogFileLimitsTest, WhatIsNoLogFileIsNamed) {
  Bytes file = LogFile({});
  EXPECT_EQ(Open(Bytes(file.begin(), file.begin() + 0x47)),
            "0x47 the file ends inside its first buffer's header");
  EXPECT_EQ(Open(Bytes(file.begin(), file.begin() + 0x48)),
            "0x48 the file ends before its log file header");
  EXPECT_EQ(Open(Bytes(file.begin(), file.begin() + 0x49)), "0x48 no room for an event header");
  StoreAt(&file, 0, uint32_t{0x48});
  EXPECT_EQ(Open(file), "0x0 no log file: first buffer of 72 bytes");
  StoreAt(&file, 0, uint32_t{0x49});
  EXPECT_EQ(Open(file), "0x48 no room for an event header");
  StoreAt(&file, 0, (256u << 20) + 1);
  EXPECT_EQ(Open(file), "0x0 no log file: first buffer of 268435457 bytes");
  StoreAt(&file, 0, 256u << 20);
  EXPECT_EQ(Open(file), "");
  file = LogFile({});
  file[0x34] |= 0x40;
  EXPECT_EQ(Open(file), "0x0 the first buffer is compressed: cannot be read");
}

TEST_F(LogFileLimitsTest, TheFirstEventIsOfTheSystemAndOfTypeZero) {
  EXPECT_EQ(Open(Buffer(0, 0, {hand_made::System(1, 0, 5, hand_made::HeaderPayload(1))}, 4)),
            "0x48 the first event is no log file header");
  EXPECT_EQ(Open(Buffer(0, 0, {Classic(1, 0, hand_made::HeaderPayload(1))}, 4)),
            "0x48 the first event is no log file header");
  EXPECT_EQ(Open(Buffer(0, 0, {hand_made::System(1, 0, 0, hand_made::HeaderPayload(1))}, 4)), "");
}

TEST_F(LogFileLimitsTest, BuffersAreCountedAndThoseThatAreLeftOut) {
  Bytes odd = Buffer(0, 5000, {Classic(2000, 1)});
  StoreAt(&odd, 0, uint32_t{0x48});
  EXPECT_EQ(Open(LogFile({Buffer(1, 5000, {Classic(3000, 2)}), odd, odd})), "");
  EXPECT_EQ(reader_->buffers_found(), 4u);
  EXPECT_EQ(reader_->buffers_left_out(), 2u);
  EXPECT_EQ(reader_->buffers().size(), 2u);
  EXPECT_EQ(reader_->largest_buffer(), hand_made::kBufferBytes);
  reader_->LeaveOut(7, "for its own reasons");
  EXPECT_EQ(reader_->buffers_left_out(), 3u);
  EXPECT_EQ(reader_->defects().count(), 3u);
}

TEST_F(LogFileLimitsTest, BuffersComeByTheirFirstEvent) {
  const auto stamps = [&](const std::vector<Bytes>& buffers) {
    EXPECT_EQ(Open(LogFile(buffers)), "");
    std::vector<int64_t> found;
    for (size_t i = 1; i < reader_->buffers().size(); ++i) {
      found.push_back(reader_->buffers()[i].first_stamp);
    }
    return found;
  };
  Bytes nothing = Buffer(0, 4500, {});
  Bytes too_far = Buffer(0, 4600, {Classic(4000, 1)});
  StoreAt(&too_far, 0x30, hand_made::kBufferBytes + 8);
  Bytes too_near = Buffer(0, 4700, {Classic(4100, 1)});
  StoreAt(&too_near, 0x30, uint32_t{0x47});
  StoreAt(&too_near, 0x04, uint32_t{0x47});
  EXPECT_THAT(stamps({Buffer(0, 9000, {Classic(3000, 1)}), nothing, too_far, too_near,
                      Buffer(0, 9000, {hand_made::Message(1, 0, {}), Classic(2000, 1)}),
                      Buffer(0, 9000, {hand_made::Message(1, 0, {})})}),
              ElementsAre(2000, 3000, 4000, 4500, 4700, 9000));
}

TEST_F(LogFileLimitsTest, AFileThatWasCompletedHasAllItsBuffers) {
  Bytes file = LogFile({Buffer(0, 5000, {Classic(2000, 1)})});
  constexpr size_t kPayload = 0x48 + 0x20;
  StoreAt(&file, kPayload + 0x24, uint32_t{3});
  EXPECT_EQ(Open(file), "");
  EXPECT_THAT(Defects(), ElementsAre());  // it has no end yet
  StoreAt(&file, kPayload + 0x10, int64_t{1});
  EXPECT_EQ(Open(file), "");
  EXPECT_THAT(Defects(), ElementsAre("0x2000 the file ends after 2 of 3 buffers"));
  StoreAt(&file, kPayload + 0x24, uint32_t{2});
  EXPECT_EQ(Open(file), "");
  EXPECT_THAT(Defects(), ElementsAre());
}

TEST_F(LogFileLimitsTest, WhereTheFileEndsIsTold) {
  const Bytes whole = LogFile({Buffer(0, 5000, {Classic(2000, 1)})});
  EXPECT_EQ(Open(Bytes(whole.begin(), whole.end() - 1)), "");
  EXPECT_THAT(Defects(), ElementsAre("0x1fff the file ends inside the buffer at 0x1000"));
  EXPECT_EQ(Open(Bytes(whole.begin(), whole.begin() + 0x1047)), "");
  EXPECT_THAT(Defects(), ElementsAre("0x1047 the file ends inside a buffer's header"));
  EXPECT_EQ(Open(Bytes(whole.begin(), whole.begin() + 0x1048)), "");
  EXPECT_THAT(Defects(), ElementsAre("0x1048 the file ends inside the buffer at 0x1000"));
}

TEST_F(LogFileLimitsTest, ACompressedBufferIsExpandedAsFarAsItGoes) {
  const Bytes plain = Buffer(0, 5000, {Classic(2000, 1, Bytes(300, 'x')), Classic(4000, 3)});
  const Bytes stored = hand_made::Compressed(plain);
  const Bytes file = LogFile({stored}, hand_made::kCompressedMode);
  EXPECT_EQ(Open(file), "");
  ASSERT_EQ(reader_->buffers().size(), 2u);
  uint32_t valid = 0;
  std::memcpy(&valid, &plain[0x30], 4);
  HeldBytes held = reader_->Load(reader_->buffers()[1]);
  ASSERT_EQ(held.bytes.size(), valid);
  EXPECT_EQ(Bytes(held.bytes.begin(), held.bytes.begin() + 0x48),
            Bytes(stored.begin(), stored.begin() + 0x48));
  EXPECT_EQ(Bytes(held.bytes.begin() + 0x48, held.bytes.end()),
            Bytes(plain.begin() + 0x48, plain.begin() + valid));
  EXPECT_NE(held.keeper, nullptr);
  EXPECT_EQ(reader_->buffers()[1].stored_bytes, stored.size());
  EXPECT_EQ(reader_->buffers()[1].first_stamp, 2000);

  EXPECT_EQ(Open(Bytes(file.begin(), file.end() - 20)),
            "");  // flags and bytes of its last stretch are missing
  ASSERT_EQ(reader_->buffers().size(), 2u);
  held = reader_->Load(reader_->buffers()[1]);
  EXPECT_EQ(held.bytes.size(), valid - 16);
  EXPECT_EQ(Bytes(held.bytes.begin() + 0x48, held.bytes.end()),
            Bytes(plain.begin() + 0x48, plain.begin() + valid - 16));
}

TEST_F(LogFileLimitsTest, OnlyZerosOfAPreallocatedFileAreNoBuffer) {
  Bytes zeros(hand_made::kBufferBytes, 0);
  const Bytes last = Buffer(0, 5000, {Classic(2000, 1)});
  EXPECT_EQ(Open(LogFile({zeros, last}, 1 | EVENT_TRACE_FILE_MODE_PREALLOCATE)), "");
  EXPECT_EQ(reader_->buffers_found(), 2u);
  EXPECT_EQ(reader_->buffers().size(), 2u);
  EXPECT_EQ(Open(LogFile({zeros, last})), "");
  EXPECT_EQ(reader_->buffers_found(), 3u);
  EXPECT_EQ(reader_->buffers_left_out(), 1u);
}

// Each could be what it says; together they are too many bytes for so small a file.
TEST_F(LogFileLimitsTest, NoFileIsBelievedThatExpandsTooFar) {
  constexpr uint32_t kClaimed = LogFileReader::kLeastExpansion / 2;
  Bytes payload = hand_made::HeaderPayload(1);
  StoreAt(&payload, 0, kClaimed);  // BufferSize
  Bytes file = hand_made::HeaderBuffer(payload);
  Bytes compressed = hand_made::Compressed(Buffer(0, 10, {Classic(1500, 1)}));
  StoreAt(&compressed, 4, kClaimed);  // SavedOffset
  for (int i = 0; i < 3; ++i) PutBytes(file, compressed);
  EXPECT_EQ(Open(file), "");
  EXPECT_EQ(reader_->buffers_found(), 4u);
  EXPECT_EQ(reader_->buffers_left_out(), 1u);
}

TEST(BufferReaderTest, WhatNobodySaidIsZero) {
  const BufferInfo info;
  for (const uint64_t number :
       {info.offset, uint64_t{info.size}, uint64_t{info.valid}, uint64_t(info.flush_stamp),
        info.sequence, uint64_t{info.cpu}, uint64_t{info.logger_id}, uint64_t{info.flags},
        uint64_t{info.type}}) {
    EXPECT_EQ(number, 0u);
  }
  EXPECT_FALSE(info.cpu_is_index);
  const EventExtent extent;
  for (const uint64_t number : {uint64_t{extent.pointer_size}, uint64_t{extent.header_bytes},
                                uint64_t{extent.size}, uint64_t(extent.stamp)}) {
    EXPECT_EQ(number, 0u);
  }
  EXPECT_FALSE(extent.stamped);
  const TimeBase base;
  EXPECT_FALSE(base.stamps_are_times);
  EXPECT_EQ(base.frequency, kTicksPerSecond);
  EXPECT_EQ(base.TimeOf(7), 7);
  EXPECT_EQ(HeaderEvent().stamp, 0);
  EXPECT_EQ(Defect().offset, 0u);
  const MergeResult merged;
  EXPECT_EQ(merged.error, FileError::kNone);
  EXPECT_TRUE(merged.complete);
}

// What one buffer has, whatever its header says.
std::vector<int> TypesOf(const Bytes& buffer, DefectLog* defects) {
  BufferReader reader(buffer, ParseBufferHead(buffer, 0), defects);
  std::vector<int> types;
  for (; reader.at_event(); reader.Next()) {
    DeliveredEvent event;
    if (reader.Read(&event)) types.push_back(event.type);
  }
  return types;
}

TEST(BufferReaderTest, EventsEndWhereTheHeaderSays) {
  const uint32_t second = 0x48 + 0x30;
  for (const auto& [valid, expected, told] :
       std::vector<std::tuple<uint32_t, std::vector<int>, size_t>>{{second + 0x30, {1, 2}, 0},
                                                                   {second + 0x2F, {1}, 1},
                                                                   {second + 8, {1}, 1},
                                                                   {second + 7, {1}, 0},
                                                                   {second, {1}, 0},
                                                                   {0x48, {}, 0},
                                                                   {0x47, {}, 1},
                                                                   {0x1000, {1, 2}, 0},
                                                                   {0x1001, {1, 2}, 1}}) {
    Bytes buffer = Buffer(0, 5000, {Classic(2000, 1), Classic(3000, 2)});
    StoreAt(&buffer, 0x30, valid);
    DefectLog defects;
    EXPECT_EQ(TypesOf(buffer, &defects), expected) << valid;
    EXPECT_EQ(defects.count(), told) << valid;
  }
}

TEST(BufferReaderTest, AnEventMayTakeAllTheRoom) {
  const Bytes payload(0x1000 - 0x48 - 0x30, 5);
  const Bytes buffer = Buffer(0, 5000, {Classic(2000, 1, payload)});
  DefectLog defects;
  EXPECT_EQ(TypesOf(buffer, &defects), std::vector<int>{1});
  const Bytes shorter(buffer.begin(), buffer.end() - 1);  // the file ends there
  EXPECT_EQ(TypesOf(shorter, &defects), std::vector<int>());
  EXPECT_EQ(defects.count(), 0u);
}

TEST(BufferReaderTest, WhatIsWrongAtTheEndOfAWholeBufferIsTold) {
  Bytes buffer = Buffer(0, 5000, {Classic(2000, 1)});
  StoreAt(&buffer, 0x30, uint32_t{0x1000});
  buffer[0x78] = 0;  // neither an event nor filler
  DefectLog defects;
  EXPECT_EQ(TypesOf(buffer, &defects), std::vector<int>{1});
  EXPECT_EQ(defects.count(), 1u);
}

TEST(BufferReaderTest, AHeadTellsWhatItHas) {
  Bytes buffer = Buffer(0, 5000, {}, 4);
  StoreAt(&buffer, 0x18, uint64_t{11});
  const BufferInfo info = ParseBufferHead(buffer, 7);
  EXPECT_EQ(info.offset, 7u);
  EXPECT_EQ(info.size, hand_made::kBufferBytes);
  EXPECT_EQ(info.flush_stamp, 5000);
  EXPECT_EQ(info.sequence, 11u);
  EXPECT_EQ(info.logger_id, 20);
  EXPECT_EQ(info.flags, 0x20);
  EXPECT_EQ(info.type, 4);
}

TEST(BufferReaderTest, AnEventTellsWhereItIs) {
  Bytes buffer = Buffer(3, 5000, {Classic(2000, 1, {1}), Classic(1000, 2)});
  DefectLog defects;
  BufferReader reader(buffer, ParseBufferHead(buffer, 0x7000), &defects);
  DeliveredEvent event;
  EXPECT_EQ(reader.order_stamp(), 2000);
  reader.Next();
  EXPECT_EQ(reader.order_stamp(), 2000);  // never below that of the event before it
  ASSERT_TRUE(reader.Read(&event));
  EXPECT_EQ(event.offset, 0x7000u + 0x48 + 0x38);
  EXPECT_EQ(event.buffer_offset, 0x7000u);
  EXPECT_EQ(event.order_stamp, 2000);
  EXPECT_EQ(event.stamp, 1000);
  EXPECT_EQ(event.cpu, 3);
  EXPECT_TRUE(event.cpu_is_index);
  EXPECT_EQ(event.logger_id, 20);
  EXPECT_EQ(event.bytes.size(), 0x30u);
}

TEST(BufferReaderTest, TheEndOfABufferIsFoundInSeveralPlaces) {
  Bytes buffer = Buffer(0, 5000, {Classic(2000, 1)});
  EXPECT_EQ(ParseBufferHead(buffer, 0).valid, 0x78u);
  StoreAt(&buffer, 0x30, uint32_t{0});
  StoreAt(&buffer, 0x08, uint32_t{0x80});
  EXPECT_EQ(ParseBufferHead(buffer, 0).valid, 0x78u);
  StoreAt(&buffer, 0x04, uint32_t{0});
  EXPECT_EQ(ParseBufferHead(buffer, 0).valid, 0x80u);
  buffer[0x34] = 0;  // the processor is a number of eight bits
  StoreAt(&buffer, 0x28, uint16_t{0x0803});
  EXPECT_EQ(ParseBufferHead(buffer, 0).cpu, 3);
  EXPECT_FALSE(ParseBufferHead(buffer, 0).cpu_is_index);
}

}  // namespace
}  // namespace etalon::sim
