#include "sim/session/session_settings.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

constexpr uint32_t kNoPerProcessor = EVENT_TRACE_NO_PER_PROCESSOR_BUFFERING;

struct BuffersCase {
  uint32_t processors, mode;
  uint32_t size, minimum, maximum;  // asked for
  uint32_t adjusted_size, adjusted_minimum, adjusted_maximum;
};

class AdjustBuffersTest : public testing::TestWithParam<BuffersCase> {};

TEST_P(AdjustBuffersTest, BringsIntoRange) {
  const BuffersCase& c = GetParam();
  SessionSettings settings;
  settings.log_file_mode = c.mode;
  settings.buffer_size_kb = c.size;
  settings.minimum_buffers = c.minimum;
  settings.maximum_buffers = c.maximum;
  AdjustSettings(c.processors, kNewest, &settings);
  EXPECT_EQ(settings.buffer_size_kb, c.adjusted_size);
  EXPECT_EQ(settings.minimum_buffers, c.adjusted_minimum);
  EXPECT_EQ(settings.maximum_buffers, c.adjusted_maximum);
}

INSTANTIATE_TEST_SUITE_P(All, AdjustBuffersTest,
                         testing::Values(BuffersCase{2, 0, 0, 0, 0, 64, 4, 26},       // defaults
                                         BuffersCase{128, 0, 0, 0, 0, 64, 256, 278},  // seen so
                                         BuffersCase{2, 0, 8, 10, 30, 8, 10, 30},     // kept
                                         BuffersCase{2, 0, 1, 1, 1, 4, 4, 4},
                                         BuffersCase{2, 0, 20000, 10, 5, 16384, 10, 10},
                                         BuffersCase{2, 0, 4, 10, 0, 4, 10, 10},
                                         BuffersCase{2, 0, 16384, 0, 2, 16384, 4, 4},
                                         BuffersCase{8, kNoPerProcessor, 64, 0, 0, 64, 2, 24}));

TEST(AdjustSettingsTest, RealTimeSessionsFlushEverySecondByDefault) {
  SessionSettings settings;
  settings.log_file_mode = EVENT_TRACE_REAL_TIME_MODE;
  AdjustSettings(2, kNewest, &settings);
  EXPECT_EQ(settings.flush_timer, 1u);

  settings.log_file_mode |= EVENT_TRACE_USE_MS_FLUSH_TIMER;
  settings.flush_timer = 0;
  AdjustSettings(2, kNewest, &settings);
  EXPECT_EQ(settings.flush_timer, 1000u);

  settings.flush_timer = 7;
  AdjustSettings(2, kNewest, &settings);
  EXPECT_EQ(settings.flush_timer, 7u);
}

TEST(AdjustSettingsTest, ARingHasNoTimerAndNoConsumers) {
  SessionSettings settings;
  settings.log_file_mode = EVENT_TRACE_REAL_TIME_MODE | EVENT_TRACE_BUFFERING_MODE;
  settings.flush_timer = 3;
  AdjustSettings(2, kNewest, &settings);
  EXPECT_EQ(settings.log_file_mode, uint32_t{EVENT_TRACE_BUFFERING_MODE});
  EXPECT_EQ(settings.flush_timer, 0u);
}

TEST(AdjustSettingsTest, OlderWindowsAreSmaller) {
  const auto adjusted = [](WindowsVersion windows, uint32_t size, uint32_t minimum) {
    SessionSettings settings;
    settings.buffer_size_kb = size;
    settings.minimum_buffers = minimum;
    AdjustSettings(1, windows, &settings);
    EXPECT_EQ(settings.windows, windows);
    return settings;
  };
  EXPECT_EQ(adjusted(kServer2003, 0, 0).buffer_size_kb, 4u);
  EXPECT_EQ(adjusted(kWindows7, 0, 0).buffer_size_kb, 64u);
  EXPECT_EQ(adjusted(kWindows7, 2000, 0).buffer_size_kb, 1024u);
  EXPECT_EQ(adjusted(kServer2003, 8, 0).minimum_buffers, 3u);
  EXPECT_EQ(adjusted(kServer2003, 8, 0).maximum_buffers, 25u);
  EXPECT_EQ(adjusted(kServer2003, 8, 1).minimum_buffers, 2u);
  EXPECT_EQ(adjusted(kWindows7, 8, 0).minimum_buffers, 2u);
}

TEST(AdjustSettingsTest, ClockFollowsClientContext) {
  const auto clock_for = [](uint32_t client_context, uint32_t mode = 0) {
    SessionSettings settings;
    settings.client_context = client_context;
    settings.log_file_mode = mode;
    AdjustSettings(2, kNewest, &settings);
    return settings.clock;
  };
  EXPECT_EQ(clock_for(0), ClockType::kPerformanceCounter);
  EXPECT_EQ(clock_for(1), ClockType::kPerformanceCounter);
  EXPECT_EQ(clock_for(2), ClockType::kSystemTime);
  EXPECT_EQ(clock_for(3), ClockType::kCpuCycles);
  EXPECT_EQ(clock_for(4), ClockType::kPerformanceCounter);
  EXPECT_EQ(clock_for(1, EVENT_TRACE_FILE_MODE_APPEND), ClockType::kSystemTime);
}

}  // namespace
}  // namespace etalon::sim
