#include "sim/consumer/log_file_merge.h"

#include <cstring>
#include <map>
#include <memory>

#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"
#include "sim/session/little_endian.h"

namespace etalon::sim {
namespace {

using hand_made::Buffer;
using hand_made::Bytes;
using hand_made::Classic;

constexpr size_t kPayload = 0x48 + 0x20;

template <typename T>
void StoreAt(Bytes* bytes, size_t at, T value) {
  std::memcpy(&(*bytes)[at], &value, sizeof(value));
}

class LogFileMergeTest : public testing::Test {
 protected:
  LogFileReader* Open(const Bytes& file) {
    files_.push_back(std::make_unique<Bytes>(file));
    Defect defect;
    readers_.push_back(LogFileReader::Open(std::make_unique<MemoryBytes>(*files_.back()), &defect));
    if (readers_.back() == nullptr) throw defect.reason;
    return readers_.back().get();
  }

  MergeResult Merge(const std::vector<LogFileReader*>& readers) {
    return MergeLogFiles(readers, u"merged \u4E2D.etl", nullptr,
                         [&](uint64_t at, std::span<const uint8_t> bytes) {
                           if (failures_ != 0 && --failures_ == 0) return FileError::kDiskFull;
                           if (merged_.size() < at + bytes.size())
                             merged_.resize(at + bytes.size());
                           std::copy(bytes.begin(), bytes.end(), merged_.begin() + ptrdiff_t(at));
                           return FileError::kNone;
                         });
  }

  std::vector<std::unique_ptr<Bytes>> files_;
  std::vector<std::unique_ptr<LogFileReader>> readers_;
  Bytes merged_;
  int failures_ = 0;  // the how manieth write fails
};

Bytes WithTotals(Bytes file, int64_t start, int64_t end, uint32_t processors, uint32_t events_lost,
                 uint32_t buffers_lost) {
  StoreAt(&file, kPayload + 0x0C, processors);
  StoreAt(&file, kPayload + 0x10, end);
  StoreAt(&file, kPayload + 0x1C, uint32_t{99});  // MaximumFileSize
  StoreAt(&file, kPayload + 0x24, uint32_t{2});
  StoreAt(&file, kPayload + 0x30, events_lost);
  StoreAt(&file, kPayload + 0x108, start);
  StoreAt(&file, kPayload + 0x114, buffers_lost);
  return file;
}

TEST_F(LogFileMergeTest, TheHeaderIsOfAllFiles) {
  const Bytes late =
      WithTotals(hand_made::LogFile({Buffer(1, 9, {Classic(3000, 2)})}), 2000, 5000, 2, 3, 5);
  const Bytes early =
      WithTotals(hand_made::LogFile({Buffer(0, 9, {Classic(2000, 1)})}), 1000, 4000, 8, 7, 11);
  const MergeResult result = Merge({Open(late), Open(early)});
  EXPECT_EQ(result.error, FileError::kNone);
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(merged_.size(), 3 * hand_made::kBufferBytes);
  const TRACE_LOGFILE_HEADER64& fields = Open(merged_)->header().fields;
  EXPECT_EQ(fields.BufferSize, hand_made::kBufferBytes);
  EXPECT_EQ(fields.NumberOfProcessors, 8u);
  EXPECT_EQ(fields.StartTime.QuadPart, 1000);
  EXPECT_EQ(fields.EndTime.QuadPart, 5000);
  EXPECT_EQ(fields.MaximumFileSize, 0u);
  EXPECT_EQ(fields.LogFileMode, 1u);
  EXPECT_EQ(fields.BuffersWritten, 3u);
  EXPECT_EQ(fields.EventsLost, 10u);
  EXPECT_EQ(fields.BuffersLost, 16u);
  EXPECT_EQ(readers_.back()->header().logger_name, u"made");
  EXPECT_EQ(readers_.back()->header().log_file_name, u"merged \u4E2D.etl");
}

TEST_F(LogFileMergeTest, WhatIsWholeIsComplete) {
  const Bytes file =
      WithTotals(hand_made::LogFile({Buffer(0, 9, {Classic(2000, 1)})}), 1, 2, 1, 0, 0);
  EXPECT_TRUE(Merge({Open(file)}).complete);
  EXPECT_FALSE(Merge({Open(WithTotals(file, 1, 2, 1, 1, 0))}).complete);
  EXPECT_FALSE(Merge({Open(WithTotals(file, 1, 2, 1, 0, 1))}).complete);
  EXPECT_FALSE(Merge({Open(Bytes(file.begin(), file.end() - 1))}).complete);
}

TEST_F(LogFileMergeTest, BuffersSayWhatWasLostBeforeThem) {
  Bytes lossy = Buffer(0, 9, {Classic(2000, 1)});
  lossy[0x34] |= 0x02;
  const Bytes good = Buffer(0, 9, {Classic(3000, 2, Bytes(0xF60, 1))});
  Merge({Open(hand_made::LogFile({lossy, good}))});
  ASSERT_EQ(merged_.size(), 3 * hand_made::kBufferBytes);
  EXPECT_EQ(Load<uint16_t>(&merged_[0x1000 + 0x34]) & 0x02, 0x02);
  EXPECT_EQ(Load<uint16_t>(&merged_[0x2000 + 0x34]) & 0x02, 0x00);
  // The first was full, the other was not.
  EXPECT_EQ(Load<uint32_t>(&merged_[0x1000 + 0x08]), 0x78u + 0xF90);
  EXPECT_EQ(Load<uint32_t>(&merged_[0x2000 + 0x08]), 0x48u + 0xF90 + 0x1000);
}

TEST_F(LogFileMergeTest, ProcessorsKeepBuffersOfTheirOwn) {
  Merge({Open(hand_made::LogFile({Buffer(0, 9, {Classic(2000, 1), Classic(4000, 3)}),
                                  Buffer(1, 9, {Classic(3000, 2)})})),
         Open(hand_made::LogFile({Buffer(0, 9, {Classic(2500, 4)})}))});
  ASSERT_EQ(merged_.size(), 4 * hand_made::kBufferBytes);
  std::map<std::vector<int>, int> cpus;  // by the types of a buffer's events
  for (size_t at = 0x1000; at < merged_.size(); at += 0x1000) {
    std::vector<int> types;
    const uint32_t end = Load<uint32_t>(&merged_[at + 0x30]);
    for (uint32_t event = 0x48; event < end; event += 0x30) {
      types.push_back(merged_[at + event + 4]);
    }
    cpus[types] = Load<uint16_t>(&merged_[at + 0x28]);
    EXPECT_EQ(Load<uint64_t>(&merged_[at + 0x18]), at / 0x1000);
    EXPECT_EQ(Load<uint16_t>(&merged_[at + 0x2A]), 20);
  }
  EXPECT_EQ(cpus, (std::map<std::vector<int>, int>{{{1, 3}, 0}, {{2}, 1}, {{4}, 0}}));
}

TEST_F(LogFileMergeTest, OnlyWhatIsOfTheHeaderGoesThere) {
  const Bytes header = Buffer(0, 0,
                              {hand_made::System(1000, 0, 0, hand_made::HeaderPayload(1)),
                               hand_made::System(1000, 0, 80, {1}), Classic(1500, 7)},
                              4);
  Bytes file = header;
  hand_made::PutBytes(file, Buffer(0, 9, {hand_made::System(2000, 0, 5, {2}), Classic(3000, 8)}));
  Merge({Open(file)});
  ASSERT_EQ(merged_.size(), 2 * hand_made::kBufferBytes);
  // The header event, what adds to it; the events of both buffers.
  const uint32_t header_event = Load<uint16_t>(&merged_[0x48 + 4]);
  const uint32_t added = 0x48 + ((header_event + 7) & ~7u);
  EXPECT_EQ(merged_[added + 6], 80);
  EXPECT_EQ(Load<uint32_t>(&merged_[0x30]), added + 0x28);
  EXPECT_EQ(merged_[0x1000 + 0x48 + 4], 7);
  EXPECT_EQ(merged_[0x1000 + 0x78 + 6], 5);
  EXPECT_EQ(merged_[0x1000 + 0x78 + 0x28 + 4], 8);
}

TEST_F(LogFileMergeTest, AWriteThatFailsEndsIt) {
  const Bytes file = hand_made::LogFile({Buffer(0, 9, {Classic(2000, 1)})});
  for (int i = 1; i <= 3; ++i) {
    failures_ = i;
    EXPECT_EQ(Merge({Open(file)}).error, FileError::kDiskFull) << i;
  }
  failures_ = 4;
  EXPECT_EQ(Merge({Open(file)}).error, FileError::kNone);
}

TEST_F(LogFileMergeTest, FilesGoTogetherByVersionBootAndClock) {
  const Bytes file = hand_made::LogFile({});
  const auto with = [&](size_t at, uint8_t value) {
    Bytes other = file;
    other[kPayload + at] = value;
    return std::vector<LogFileReader*>{Open(file), Open(other)};
  };
  EXPECT_TRUE(AreOfOneVersion(with(0, file[kPayload])));
  EXPECT_FALSE(AreOfOneVersion(with(4, 6)));
  EXPECT_FALSE(AreOfOneVersion(with(5, 1)));
  EXPECT_FALSE(AreOfOneVersion(with(8, 1)));
  EXPECT_TRUE(AreOfOneBoot(with(0, file[kPayload])));
  EXPECT_FALSE(AreOfOneBoot(with(0xF8, 1)));
  EXPECT_FALSE(AreOfOneBoot(with(0x110, 2)));
}

}  // namespace
}  // namespace etalon::sim
