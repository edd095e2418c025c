#include "conformance/plan/forecast.h"

#include <gtest/gtest.h>

#include "conformance/plan/forecast_json.h"
#include "conformance/plan/picture.h"

namespace etalon::plan {
namespace {

using sim::kTicksPerMillisecond;
using sim::kTicksPerSecond;

// 1,000 events of 200 bytes in half a second, into two buffers of 4 KB.
Scenario Small() {
  Scenario scenario;
  scenario.processors = 1;
  scenario.buffering = {
      .buffer_size_kb = 4, .minimum_buffers = 2, .maximum_buffers = 2, .per_processor = false};
  scenario.bursts = {{.count = 1000, .rate = 2000}};
  return scenario;
}

Scenario SmallToDisk(double rate) {
  Scenario scenario = Small();
  scenario.sink.kind = SinkKind::kFile;
  scenario.sink.disk_rate = rate;
  return scenario;
}

TEST(ForecastTest, ASinkWithoutLimitsLosesNone) {
  const Forecast real_time = Rehearse(Small());
  EXPECT_EQ(real_time.attempted, 1000u);
  EXPECT_EQ(real_time.lost(), 0u);
  EXPECT_EQ(real_time.delivered, 1000u);
  EXPECT_EQ(real_time.announcements, 0u);
  EXPECT_FALSE(real_time.first_loss.has_value());
  const Forecast file = Rehearse(SmallToDisk(kUnlimited));
  EXPECT_EQ(file.lost(), 0u);
  EXPECT_GT(file.buffers_written, 40u);
}

TEST(ForecastTest, ASlowDiskLosesEventsForWantOfABuffer) {
  const Forecast forecast = Rehearse(SmallToDisk(100'000));  // of 400,000 bytes a second
  EXPECT_GT(forecast.no_buffer, 400u);
  EXPECT_LT(forecast.no_buffer, 800u);
  EXPECT_EQ(forecast.lost(), forecast.no_buffer);
  EXPECT_EQ(forecast.events_lost, forecast.no_buffer);
  EXPECT_EQ(forecast.peak_in_use, 2u);
  EXPECT_GT(forecast.drained, forecast.last_loss);
  EXPECT_GT(forecast.last_loss, *forecast.first_loss);
}

TEST(ForecastTest, LatencyAloneMakesADiskSlow) {
  Scenario scenario = SmallToDisk(kUnlimited);
  scenario.sink.disk_latency = 5 * kTicksPerMillisecond;
  EXPECT_EQ(Rehearse(scenario).lost(), 0u);  // a buffer fills in ten
  scenario.sink.disk_latency = 50 * kTicksPerMillisecond;
  EXPECT_GT(Rehearse(scenario).no_buffer, 500u);
}

TEST(ForecastTest, AComputerWithoutMemoryLosesEventsForWantOfIt) {
  Scenario scenario = SmallToDisk(100'000);
  scenario.buffering.maximum_buffers = 200;
  EXPECT_EQ(Rehearse(scenario).lost(), 0u);
  scenario.memory_bytes = 3 * 4096;
  const Forecast forecast = Rehearse(scenario);
  EXPECT_GT(forecast.no_memory, 0u);
  EXPECT_EQ(forecast.no_buffer, 0u);
  EXPECT_EQ(forecast.events_lost, forecast.no_memory);
}

TEST(ForecastTest, AStoreThatNobodyEmptiesBecomesFull) {
  Scenario scenario = Small();
  scenario.sink.has_consumer = false;
  const Forecast roomy = Rehearse(scenario);
  EXPECT_EQ(roomy.lost(), 0u);
  EXPECT_EQ(roomy.stored, 1000u);
  scenario.sink.store_bytes = 64 * 1024;
  const Forecast forecast = Rehearse(scenario);
  EXPECT_GT(forecast.store_full, 500u);
  EXPECT_EQ(forecast.events_lost, forecast.store_full);
  EXPECT_EQ(forecast.delivered, 0u);
}

TEST(ForecastTest, WhatIsInALostBufferIsLostToo) {
  Scenario scenario = Small();
  scenario.bursts = {{.count = 5, .rate = 2000}};
  scenario.sink.has_consumer = false;
  scenario.sink.store_bytes = 1024;  // less than a buffer
  const Forecast forecast = Rehearse(scenario);
  EXPECT_EQ(forecast.lost(), 5u);
  EXPECT_EQ(forecast.in_lost_buffers, 5u);
  EXPECT_EQ(forecast.real_time_buffers_lost, 1u);
  EXPECT_TRUE(forecast.first_loss.has_value());
}

TEST(ForecastTest, AFullDiskEndsTheSession) {
  Scenario scenario = SmallToDisk(kUnlimited);
  scenario.sink.disk_free = 64 * 1024;
  const Forecast forecast = Rehearse(scenario);
  EXPECT_GT(forecast.ended, 500u);
  EXPECT_EQ(forecast.events_lost, 0u);
  EXPECT_GT(forecast.recorded(), 200u);
}

TEST(ForecastTest, AnEventLargerThanABufferIsRefused) {
  Scenario scenario = Small();
  scenario.event_bytes = 5000;
  const Forecast forecast = Rehearse(scenario);
  EXPECT_EQ(forecast.too_large, 1000u);
  EXPECT_EQ(forecast.events_lost, 0u);
}

TEST(ForecastTest, ASlowConsumerLosesEventsAndHearsOfIt) {
  Scenario scenario = Small();
  scenario.sink.consumer_rate = 1000;  // of 2,000
  const Forecast forecast = Rehearse(scenario);
  EXPECT_GT(forecast.no_buffer, 400u);
  EXPECT_LT(forecast.no_buffer, 600u);
  EXPECT_EQ(forecast.delivered, forecast.recorded());
  EXPECT_GT(forecast.announcements, 5u);
  EXPECT_EQ(forecast.real_time_buffers_lost, 0u);
}

TEST(ForecastTest, ALateConsumerFindsWhatWasStored) {
  Scenario scenario = Small();
  scenario.sink.consumer_after = 2 * kTicksPerSecond;
  const Forecast forecast = Rehearse(scenario);
  EXPECT_EQ(forecast.lost(), 0u);
  EXPECT_EQ(forecast.delivered, 1000u);
  EXPECT_GE(forecast.drained, 2 * kTicksPerSecond);
}

TEST(ForecastTest, AStallLosesWhatComesMeanwhile) {
  Scenario scenario = Small();
  scenario.sink.stall_at = 100 * kTicksPerMillisecond;
  scenario.sink.stall_length = 200 * kTicksPerMillisecond;  // 400 events
  const Forecast forecast = Rehearse(scenario);
  EXPECT_GT(forecast.no_buffer, 300u);
  EXPECT_LT(forecast.no_buffer, 400u);
  EXPECT_GE(*forecast.first_loss, scenario.sink.stall_at);
  EXPECT_LE(forecast.last_loss, 320 * kTicksPerMillisecond);
}

TEST(ForecastTest, TheFlushTimerHandsOnWhatIsPartFull) {
  Scenario scenario = Small();
  scenario.bursts = {{.count = 5, .rate = 2000}};
  scenario.buffering.flush_timer = 20 * kTicksPerMillisecond;
  const Forecast quick = Rehearse(scenario);
  EXPECT_EQ(quick.adjusted.flush_timer, 20 * kTicksPerMillisecond);
  EXPECT_LT(quick.drained, 50 * kTicksPerMillisecond);
  scenario.buffering.flush_timer = 2 * kTicksPerSecond;
  EXPECT_GE(Rehearse(scenario).drained, 2 * kTicksPerSecond);
}

TEST(ForecastTest, EachProcessorFillsABufferOfItsOwn) {
  Scenario scenario = Small();
  scenario.processors = 4;
  scenario.buffering = {.buffer_size_kb = 4};
  scenario.bursts = {{.producers = 4, .count = 3, .rate = 1000}};
  const Forecast forecast = Rehearse(scenario);
  EXPECT_EQ(forecast.adjusted.minimum_buffers, 8u);
  EXPECT_EQ(forecast.adjusted.maximum_buffers, 30u);
  EXPECT_EQ(forecast.peak_in_use, 4u);
}

TEST(ForecastTest, ASessionThatDoesNotStartSaysWhy) {
  Scenario scenario = Small();
  scenario.memory_bytes = 4096;
  EXPECT_EQ(Rehearse(scenario).start_error, 8u);  // ERROR_NOT_ENOUGH_MEMORY
}

TEST(ForecastTest, IsTheSameEachTime) {
  Scenario scenario = Small();
  scenario.sink.consumer_rate = 700;
  const Forecast first = Rehearse(scenario);
  const Forecast second = Rehearse(scenario);
  EXPECT_EQ(ToJson(scenario, first, {}), ToJson(scenario, second, {}));
  EXPECT_EQ(ToSvg(scenario, first), ToSvg(scenario, second));
}

TEST(ForecastTest, SamplesTellTheCourse) {
  Scenario scenario = Small();
  scenario.sink.consumer_rate = 1000;
  const Forecast forecast = Rehearse(scenario);
  ASSERT_GT(forecast.samples.size(), 100u);
  for (size_t i = 1; i < forecast.samples.size(); ++i) {
    EXPECT_GE(forecast.samples[i].at, forecast.samples[i - 1].at);
    EXPECT_GE(forecast.samples[i].lost, forecast.samples[i - 1].lost);
    EXPECT_LE(forecast.samples[i].in_use, 2u);
  }
  EXPECT_EQ(forecast.samples.back().attempted, 1000u);
}

}  // namespace
}  // namespace etalon::plan
