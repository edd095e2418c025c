// What the reader makes of log files that real Windows wrote, whole and damaged.
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sim/consumer/event_merge.h"
#include "sim/consumer/log_file_reader.h"
#include "sim/host/random.h"

namespace etalon::sim {
namespace {

const char* const kFolder = "golden/data/etl/";

std::vector<uint8_t> ReadFile(const std::string& name) {
  std::ifstream file(kFolder + name, std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  return std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
}

// All that came out of a file.
struct Reading {
  bool opened = false;
  Defect refusal;
  std::map<std::string, int> counts;  // events by the name of their header
  int buffers = 0;
  int out_of_order = 0;
  std::vector<Ticks> times;
  uint64_t payload_bytes = 0;
  uint64_t defects = 0;
  Defect first_defect;
};

Reading ReadAll(const std::vector<uint8_t>& bytes) {
  Reading reading;
  const auto reader = LogFileReader::Open(std::make_unique<MemoryBytes>(bytes), &reading.refusal);
  if (reader == nullptr) return reading;
  reading.opened = true;
  FileEvents events(*reader);
  DeliveredEvent event;
  BufferInfo buffer;
  for (Step step; (step = events.Next(&event, &buffer)) != Step::kNone;) {
    if (step == Step::kBufferEnd) {
      ++reading.buffers;
      continue;
    }
    ++reading.counts[HeaderName(event)];
    if (!reading.times.empty() && event.time < reading.times.back()) ++reading.out_of_order;
    reading.times.push_back(event.time);
    for (const uint8_t byte : event.payload) reading.payload_bytes += 1 + byte * 0;
  }
  reading.defects = reader->defects().count();
  if (reading.defects != 0) reading.first_defect = reader->defects().kept().front();
  return reading;
}

struct RealFile {
  const char* name;
  int buffers;
  std::map<std::string, int> counts;
  Ticks first;
  Ticks last;
};

// Counted by an independent program. Times: StartTime, and StartTime plus the scaled distance of
// the last stamp from the header event's.
const RealFile kRealFiles[] = {
    {"airbus_AMSITrace.etl",
     6,
     {{"EVENT64", 19}, {"SYSTEM64", 2}},
     132264173104203138,
     132264173904024329},
    {"airbus_lxcore_kernel.etl",
     3,
     {{"EVENT64", 2}, {"SYSTEM64", 2}},
     132392018711387363,
     132392018769038717},
    {"perfview_PerfViewData.clrRundown.etl",
     2,
     {{"EVENT64", 110}, {"SYSTEM64", 2}},
     133232284111926903,
     133232284117477539},
    {"perfview_primitive-types.etl",
     2,
     {{"EVENT64", 5}, {"SYSTEM64", 2}},
     132756731728578510,
     132756731774845027},
    {"sawbuck_image_data_32_v1.etl",
     3,
     {{"FULL32", 26}, {"SYSTEM32", 1}},
     129488146015293624,
     129488146035325104},
    {"sawbuck_process_data_32_v2.etl",
     3,
     {{"FULL32", 8}, {"SYSTEM32", 1}},
     129488146129264653,
     129488146139300658},
    {"sawbuck_process_data_64_v3.etl",
     2,
     {{"FULL32", 8}, {"SYSTEM32", 1}},
     129488146161145771,
     129488146171175758},
};

TEST(RealFilesTest, EveryEventIsDeliveredInTheOrderOfTime) {
  for (const RealFile& file : kRealFiles) {
    SCOPED_TRACE(file.name);
    const Reading reading = ReadAll(ReadFile(file.name));
    ASSERT_TRUE(reading.opened) << reading.refusal.reason;
    EXPECT_EQ(reading.counts, file.counts);
    EXPECT_EQ(reading.buffers, file.buffers);
    EXPECT_EQ(reading.out_of_order, 0);
    EXPECT_EQ(reading.times.front(), file.first);
    EXPECT_EQ(reading.times.back(), file.last);
    EXPECT_EQ(reading.defects, 0u) << reading.first_defect.reason;
  }
}

TEST(RealFilesTest, A32BitHeaderIsReadInFull) {
  const std::vector<uint8_t> bytes = ReadFile("sawbuck_image_data_32_v1.etl");
  Defect defect;
  const auto reader = LogFileReader::Open(std::make_unique<MemoryBytes>(bytes), &defect);
  ASSERT_NE(reader, nullptr);
  const HeaderEvent& header = reader->header();
  EXPECT_EQ(header.logger_name, u"Make Test Data Session");
  EXPECT_EQ(header.log_file_name,
            u"c:\\src\\sawbuck\\trunk\\src\\sawbuck\\log_lib\\test_data\\image_data_32_v1.etl");
  EXPECT_EQ(header.fields.BufferSize, 65536u);
  EXPECT_EQ(header.fields.ProviderVersion, 7600u);
  EXPECT_EQ(header.fields.NumberOfProcessors, 16u);
  EXPECT_EQ(header.fields.PointerSize, 4u);
  EXPECT_EQ(header.fields.MaximumFileSize, 100u);
  EXPECT_EQ(header.fields.TimeZone.Bias, 300);
  EXPECT_EQ(header.fields.BootTime.QuadPart, 129484742215811967);
  EXPECT_EQ(header.fields.PerfFreq.QuadPart, 2337949);
  EXPECT_EQ(header.fields.StartTime.QuadPart, 129488146015293624);
  EXPECT_EQ(header.fields.EndTime.QuadPart, 129488146035353560);
  EXPECT_EQ(header.fields.ReservedFlags, 1u);
  EXPECT_EQ(header.stamp, 795708270865);
}

TEST(RealFilesTest, ATimeIsTheStartPlusTheScaledDistanceFromTheHeaderEvent) {
  const std::vector<uint8_t> bytes = ReadFile("sawbuck_image_data_32_v1.etl");
  Defect defect;
  const auto reader = LogFileReader::Open(std::make_unique<MemoryBytes>(bytes), &defect);
  ASSERT_NE(reader, nullptr);
  FileEvents events(*reader);
  DeliveredEvent event;
  BufferInfo buffer;
  std::map<int64_t, Ticks> times;
  for (Step step; (step = events.Next(&event, &buffer)) != Step::kNone;) {
    if (step == Step::kEvent) times[event.stamp] = event.time;
  }
  EXPECT_EQ(times[795708270865], 129488146015293624);
  EXPECT_EQ(times[795708277519], 129488146015322084);
  EXPECT_EQ(times[795710614302], 129488146025317097);
  EXPECT_EQ(times[795712954123], 129488146035325104);
}

TEST(RealFilesTest, ExtendedItemsStandBesideThePayload) {
  const std::vector<uint8_t> bytes = ReadFile("perfview_primitive-types.etl");
  Defect defect;
  const auto reader = LogFileReader::Open(std::make_unique<MemoryBytes>(bytes), &defect);
  ASSERT_NE(reader, nullptr);
  FileEvents events(*reader);
  DeliveredEvent event;
  BufferInfo buffer;
  while (event.kind != EventKind::kModern) {
    ASSERT_NE(events.Next(&event, &buffer), Step::kNone);
  }
  EXPECT_EQ(event.offset, 0x2048u);
  ASSERT_EQ(event.extended.size(), 2u);
  EXPECT_EQ(event.extended[0].type, 12);  // provider traits
  EXPECT_TRUE(event.extended[0].linkage);
  EXPECT_EQ(event.extended[0].data.size(), 15u);
  EXPECT_EQ(event.extended[1].type, 11);  // TraceLogging schema
  EXPECT_FALSE(event.extended[1].linkage);
  EXPECT_EQ(event.extended[1].data.size(), 0xB6u);
  EXPECT_EQ(event.size, 0x50u + 0x18 + 0xC0 + event.payload.size());
}

TEST(RealFilesTest, ATruncatedFileGivesItsEventsUpToTheEndAndSaysWhereThatIs) {
  for (const RealFile& file : kRealFiles) {
    SCOPED_TRACE(file.name);
    const std::vector<uint8_t> whole = ReadFile(file.name);
    const size_t full = ReadAll(whole).times.size();
    for (size_t size = 0; size < whole.size(); size += 97) {
      const std::vector<uint8_t> cut(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size));
      const Reading reading = ReadAll(cut);
      ASSERT_LE(reading.times.size(), full);
      if (!reading.opened) {
        ASSERT_FALSE(reading.refusal.reason.empty()) << size;
        ASSERT_LE(reading.refusal.offset, size);
        continue;
      }
      ASSERT_GE(reading.times.size(), 1u) << size;
      ASSERT_EQ(reading.out_of_order, 0) << size;
      ASSERT_EQ(reading.defects, 1u) << size << reading.first_defect.reason;
      ASSERT_EQ(reading.first_defect.offset, size);
    }
  }
}

TEST(RealFilesTest, NoDamageCrashesTheReaderOrMakesEventsUp) {
  constexpr int kRounds = 300;
  Random random(20101112);
  for (const RealFile& file : kRealFiles) {
    SCOPED_TRACE(file.name);
    const std::vector<uint8_t> whole = ReadFile(file.name);
    for (int round = 0; round < kRounds; ++round) {
      std::vector<uint8_t> damaged = whole;
      const uint64_t flips = 1 + random.Below(8);
      for (uint64_t i = 0; i < flips; ++i) {
        // Headers of buffers and events are hit as often as all the rest.
        const uint64_t buffer = random.Below(static_cast<uint64_t>(file.buffers));
        const uint64_t buffer_bytes = whole.size() / static_cast<uint64_t>(file.buffers);
        const uint64_t at = random.Below(2) == 0 ? buffer * buffer_bytes + random.Below(0x200)
                                                 : random.Below(whole.size());
        damaged[at] = static_cast<uint8_t>(random.Next());
      }
      const Reading reading = ReadAll(damaged);
      if (!reading.opened) {
        ASSERT_FALSE(reading.refusal.reason.empty());
      }
      ASSERT_LE(reading.payload_bytes, damaged.size());
    }
  }
}

}  // namespace
}  // namespace etalon::sim
