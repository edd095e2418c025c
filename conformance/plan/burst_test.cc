#include "conformance/plan/burst.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace etalon::plan {
namespace {

using sim::kTicksPerMillisecond;
using sim::kTicksPerSecond;
using testing::ElementsAre;
using testing::HasSubstr;

Burst Parsed(std::string_view text) {
  std::string why;
  const std::optional<Burst> burst = ParseBurst(text, &why);
  EXPECT_TRUE(burst.has_value()) << text << ": " << why;
  return burst.value_or(Burst{});
}

std::string Refused(std::string_view text) {
  std::string why;
  EXPECT_FALSE(ParseBurst(text, &why).has_value()) << text;
  return why;
}

TEST(BurstTest, IsReadAsItIsTyped) {
  EXPECT_EQ(Parsed("1500@100"), (Burst{.count = 1500, .rate = 100}));
  EXPECT_EQ(Parsed("20*100@8"), (Burst{.producers = 20, .count = 100, .rate = 8}));
  EXPECT_EQ(Parsed("5k@50kx10/1s"),
            (Burst{.count = 5000, .rate = 50000, .times = 10, .period = kTicksPerSecond}));
  EXPECT_EQ(Parsed("300@0.5+20ms"),
            (Burst{.count = 300, .rate = 0.5, .start = 20 * kTicksPerMillisecond}));
}

TEST(BurstTest, IsRefusedWithWhatWasExpected) {
  EXPECT_THAT(Refused(""), HasSubstr("COUNT@RATE"));
  EXPECT_THAT(Refused("1500"), HasSubstr("COUNT@RATE"));
  EXPECT_THAT(Refused("1500@fast"), HasSubstr("COUNT@RATE"));
  EXPECT_THAT(Refused("1500@0"), HasSubstr("above 0"));
  EXPECT_THAT(Refused("0@100"), HasSubstr("how many"));
  EXPECT_THAT(Refused("1.5@100"), HasSubstr("how many"));
  EXPECT_THAT(Refused("20001*1@100"), HasSubstr("10,000 producers"));
  EXPECT_THAT(Refused("10@100x5"), HasSubstr("xTIMES/PERIOD"));
  EXPECT_THAT(Refused("10@100+soon"), HasSubstr("+START"));
  EXPECT_THAT(Refused("1000@100x5/1s"), HasSubstr("period is shorter"));
}

TEST(BurstTest, IsToldInWords) {
  EXPECT_EQ(ToText(Parsed("1500@25k"), "events"), "1,500 events at 25,000/s");
  EXPECT_EQ(ToText(Parsed("20*100@0.5x3/10min+1s"), "items"),
            "20 producers of 100 items at 0.5/s each, 3 times, one every 600 s, "
            "1 s after the start");
}

TEST(BurstTest, LastsUntilItsLastItem) {
  EXPECT_EQ(Parsed("100@100").length(), kTicksPerSecond);
  EXPECT_EQ(Parsed("100@1000x3/1s").length(), 2 * kTicksPerSecond + 100 * kTicksPerMillisecond);
  EXPECT_EQ(Parsed("4*100@100x3/1s").items(), 1200u);
}

std::vector<sim::Ticks> TimesOf(Arrivals arrivals) {
  std::vector<sim::Ticks> times;
  for (; !arrivals.done(); arrivals.Advance()) {
    times.push_back(arrivals.next().at / kTicksPerMillisecond);
  }
  return times;
}

TEST(ArrivalsTest, ComeEvenlyAndAgain) {
  EXPECT_THAT(TimesOf(Arrivals({Parsed("3@100")}, 1)), ElementsAre(0, 10, 20));
  EXPECT_THAT(TimesOf(Arrivals({Parsed("2@100x2/1s+5s")}, 1)), ElementsAre(5000, 5010, 6000, 6010));
  EXPECT_THAT(TimesOf(Arrivals({Parsed("2@100")}, 2)), ElementsAre(0, 5, 10, 15));
  EXPECT_THAT(TimesOf(Arrivals({Parsed("2@100"), Parsed("1@1+12ms")}, 1)), ElementsAre(0, 10, 12));
}

TEST(ArrivalsTest, ProducersTakeTurns) {
  std::vector<uint32_t> producers;
  std::vector<sim::Ticks> times;
  for (Arrivals arrivals({Parsed("2*2@100")}, 1); !arrivals.done(); arrivals.Advance()) {
    producers.push_back(arrivals.next().producer);
    times.push_back(arrivals.next().at / kTicksPerMillisecond);
  }
  EXPECT_THAT(producers, ElementsAre(0, 1, 0, 1));
  EXPECT_THAT(times, ElementsAre(0, 5, 10, 15));
}

}  // namespace
}  // namespace etalon::plan
