#include "conformance/plan/remedy.h"

#include <gtest/gtest.h>

#include "conformance/plan/examples.h"

namespace etalon::plan {
namespace {

// 2,000 events in a second for a consumer of 1,500 a second.
Scenario TooFast() {
  Scenario scenario;
  scenario.processors = 2;
  scenario.buffering = {.buffer_size_kb = 4, .minimum_buffers = 4, .maximum_buffers = 6};
  scenario.bursts = {{.count = 2000, .rate = 2000}};
  scenario.sink.consumer_rate = 1500;
  return scenario;
}

TEST(RemedyTest, LosesNoneAndWithOneBufferLessSome) {
  const Scenario scenario = TooFast();
  const Forecast forecast = Rehearse(scenario);
  ASSERT_GT(forecast.lost(), 0u);
  const Advice advice = FindRemedies(scenario, forecast);
  ASSERT_FALSE(advice.buffering.empty());
  uint64_t bytes = 0;
  for (const Remedy& remedy : advice.buffering) {
    EXPECT_GE(remedy.bytes, bytes);
    bytes = remedy.bytes;
    Scenario trial = scenario;
    trial.buffering = remedy.buffering;
    EXPECT_EQ(Rehearse(trial).lost(), 0u) << remedy.buffering.buffer_size_kb;
    if (remedy.buffering.maximum_buffers == 4) continue;  // two for each processor are the least
    --trial.buffering.maximum_buffers;
    EXPECT_GT(Rehearse(trial).lost(), 0u) << remedy.buffering.buffer_size_kb;
  }
}

TEST(RemedyTest, TellsHowFastASinkWouldBeEnough) {
  Scenario scenario = TooFast();
  const Advice advice = FindRemedies(scenario, Rehearse(scenario));
  ASSERT_TRUE(advice.sink_rate.has_value());
  EXPECT_GT(*advice.sink_rate, 1500);
  EXPECT_LT(*advice.sink_rate, 2500);
  scenario.sink.consumer_rate = *advice.sink_rate;
  EXPECT_EQ(Rehearse(scenario).lost(), 0u);
}

TEST(RemedyTest, HasNothingToSayWhereNothingIsLost) {
  Scenario scenario = TooFast();
  scenario.sink.consumer_rate = kUnlimited;
  const Advice advice = FindRemedies(scenario, Rehearse(scenario));
  EXPECT_TRUE(advice.buffering.empty());
  EXPECT_FALSE(advice.sink_rate.has_value());
}

TEST(RemedyTest, NoBufferHelpsWhereNobodyConsumes) {
  Scenario scenario = TooFast();
  scenario.sink.has_consumer = false;
  scenario.sink.store_bytes = 64 * 1024;
  const Advice advice = FindRemedies(scenario, Rehearse(scenario));
  EXPECT_TRUE(advice.buffering.empty());
}

// Karib0u/rustinel, issue 305: a tree of 40 x 100 lost more than one of 20 x 100, and that more
// than a flat burst; with the larger buffers nothing was lost.
TEST(RemedyTest, TheOneMeasurementHasTheSameOrder) {
  uint64_t permille = 0;
  for (const Measured& burst : RustinelBursts()) {
    Scenario scenario = *FindExample(burst.name);
    const Forecast before = Rehearse(scenario);
    const uint64_t lost = 1000 * before.lost() / before.attempted;
    EXPECT_GT(lost, permille) << burst.name;
    permille = lost;
    scenario.buffering = RustinelRemedy();
    EXPECT_EQ(Rehearse(scenario).lost(), 0u) << burst.name;
  }
}

}  // namespace
}  // namespace etalon::plan
