#include "sim/consumer/header_event.h"

#include <cstring>

#include "gtest/gtest.h"
#include "sim/consumer/hand_made_log.h"

namespace etalon::sim {
namespace {

using hand_made::Bytes;

template <typename T>
void StoreAt(Bytes* bytes, size_t at, T value) {
  std::memcpy(&(*bytes)[at], &value, sizeof(value));
}

Bytes WithName(size_t fixed_bytes, uint32_t pointer_size, const std::u16string& names) {
  Bytes payload(fixed_bytes, 0);
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER64, PointerSize), pointer_size);
  for (const char16_t unit : names) hand_made::Put(payload, unit);
  return payload;
}

TEST(HeaderEventTest, TheNarrowFormIsWidened) {
  Bytes payload = WithName(sizeof(TRACE_LOGFILE_HEADER32), 4, std::u16string(u"one\0two\0", 8));
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER32, BuffersWritten), uint32_t{7});
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER32, CpuSpeedInMHz), uint32_t{8});
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER32, LoggerName), uint32_t{0x11111111});
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER32, LogFileName), uint32_t{0x22222222});
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER32, TimeZone), int32_t{-60});
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER32, BootTime), int64_t{9});
  StoreAt(&payload, offsetof(TRACE_LOGFILE_HEADER32, BuffersLost), uint32_t{0x01020304});
  HeaderEvent header;
  std::string reason;
  ASSERT_TRUE(ParseHeaderEvent(payload, &header, &reason));
  EXPECT_EQ(header.fields.PointerSize, 4u);
  EXPECT_EQ(header.fields.BuffersWritten, 7u);
  EXPECT_EQ(header.fields.CpuSpeedInMHz, 8u);
  EXPECT_EQ(static_cast<uint64_t>(header.fields.LoggerName), 0x11111111u);
  EXPECT_EQ(static_cast<uint64_t>(header.fields.LogFileName), 0x22222222u);
  EXPECT_EQ(header.fields.TimeZone.Bias, -60);
  EXPECT_EQ(header.fields.BootTime.QuadPart, 9);
  EXPECT_EQ(header.fields.BuffersLost, 0x01020304u);
  EXPECT_EQ(header.logger_name, u"one");
  EXPECT_EQ(header.log_file_name, u"two");
}

TEST(HeaderEventTest, ConsumersGetAllButTheNames) {
  HeaderEvent header;
  header.fields.BufferSize = 5;
  header.fields.CpuSpeedInMHz = 8;
  header.fields.TimeZone.Bias = -60;
  header.fields.BootTime.QuadPart = 9;
  header.fields.BuffersLost = 0x01020304;
  const TRACE_LOGFILE_HEADER native = ToTraceLogfileHeader(header);
  EXPECT_EQ(native.BufferSize, 5u);
  EXPECT_EQ(native.CpuSpeedInMHz, 8u);
  EXPECT_EQ(native.LoggerName, nullptr);
  EXPECT_EQ(native.LogFileName, nullptr);
  EXPECT_EQ(native.TimeZone.Bias, -60);
  EXPECT_EQ(native.BootTime.QuadPart, 9);
  EXPECT_EQ(native.BuffersLost, 0x01020304u);
}

TEST(HeaderEventTest, NamesEndWhereTheyMust) {
  HeaderEvent header;
  std::string reason;
  Bytes payload = WithName(sizeof(TRACE_LOGFILE_HEADER64), 8, u"open");
  ASSERT_TRUE(ParseHeaderEvent(payload, &header, &reason));
  EXPECT_EQ(header.logger_name, u"open");
  EXPECT_EQ(header.log_file_name, u"");
  payload.push_back(u'x');  // half a character
  ASSERT_TRUE(ParseHeaderEvent(payload, &header, &reason));
  EXPECT_EQ(header.logger_name, u"open");
}

TEST(HeaderEventTest, WhatIsTooShortIsNamed) {
  HeaderEvent header;
  std::string reason;
  const Bytes narrow = WithName(sizeof(TRACE_LOGFILE_HEADER32), 4, u"");
  EXPECT_TRUE(ParseHeaderEvent(narrow, &header, &reason));
  EXPECT_FALSE(ParseHeaderEvent(std::span(narrow).first(271), &header, &reason));
  EXPECT_EQ(reason, "log file header of 271 bytes is too short");
  const Bytes wide = WithName(sizeof(TRACE_LOGFILE_HEADER64), 8, u"");
  EXPECT_TRUE(ParseHeaderEvent(wide, &header, &reason));
  EXPECT_FALSE(ParseHeaderEvent(std::span(wide).first(279), &header, &reason));
  EXPECT_EQ(reason, "64-bit log file header of 279 bytes is too short");
  EXPECT_FALSE(ParseHeaderEvent(WithName(280, 6, u""), &header, &reason));
  EXPECT_EQ(reason, "log file header with pointers of 6 bytes");
}

TEST(TimeBaseTest, EachClockCountsInItsOwnUnit) {
  HeaderEvent header;
  header.stamp = 1000;
  header.fields.StartTime.QuadPart = 500'000;
  header.fields.PerfFreq.QuadPart = 2'000'000;  // five ticks each
  header.fields.CpuSpeedInMHz = 20;             // two of them a tick
  const auto time_of = [&](ClockType clock, int64_t stamp) {
    header.fields.ReservedFlags = static_cast<uint32_t>(clock);
    return TimeBaseOf(header).TimeOf(stamp);
  };
  EXPECT_EQ(time_of(ClockType::kPerformanceCounter, 1010), 500'050);
  EXPECT_EQ(time_of(ClockType::kPerformanceCounter, 990), 499'950);
  EXPECT_EQ(time_of(ClockType::kPerformanceCounter, 4'001'001), 500'000 + 20'000'005);
  EXPECT_EQ(time_of(ClockType::kSystemTime, 1010), 1010);
  EXPECT_EQ(time_of(ClockType::kCpuCycles, 1010), 500'005);
  header.fields.CpuSpeedInMHz = 0;  // a damaged number: as the performance counter usually has it
  EXPECT_EQ(time_of(ClockType::kCpuCycles, 1010), 500'010);
  header.fields.PerfFreq.QuadPart = 10'000'000;
  EXPECT_EQ(time_of(ClockType::kPerformanceCounter, 1010), 500'010);
  header.fields.PerfFreq.QuadPart = 10'000'001;
  EXPECT_EQ(time_of(ClockType::kPerformanceCounter, 1000 + 10'000'001), 500'000 + 10'000'000);
  header.fields.PerfFreq.QuadPart = INT64_MAX / 2;
  EXPECT_EQ(time_of(ClockType::kPerformanceCounter, 1000 + INT64_MAX / 4), 500'000 + 5'000'000);
}

}  // namespace
}  // namespace etalon::sim
