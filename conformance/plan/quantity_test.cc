#include "conformance/plan/quantity.h"

#include <gtest/gtest.h>

namespace etalon::plan {
namespace {

using sim::kTicksPerMillisecond;
using sim::kTicksPerSecond;

TEST(QuantityTest, IsReadWithItsUnit) {
  EXPECT_EQ(ParseBytes("1500"), 1500u);
  EXPECT_EQ(ParseBytes("64KB"), 65536u);
  EXPECT_EQ(ParseBytes("1.5MB"), 1572864u);
  EXPECT_EQ(ParseRate("20k"), 20000);
  EXPECT_EQ(ParseRate("0.5"), 0.5);
  EXPECT_EQ(ParseDuration("1"), kTicksPerSecond);
  EXPECT_EQ(ParseDuration("20ms"), 20 * kTicksPerMillisecond);
  EXPECT_EQ(ParseDuration("1.5s"), 1500 * kTicksPerMillisecond);
  EXPECT_EQ(ParseDuration("0"), 0);
}

TEST(QuantityTest, IsRefusedOtherwise) {
  for (const char* text : {"", "KB", "-1", "1e3", "1 KB", "1.2.3", "12TB", "99999999999GB"}) {
    EXPECT_FALSE(ParseBytes(text).has_value()) << text;
  }
  EXPECT_FALSE(ParseRate("fast").has_value());
  EXPECT_FALSE(ParseDuration("5h").has_value());
  EXPECT_FALSE(ParseDuration("999999999").has_value());
}

TEST(QuantityTest, IsWrittenForPeople) {
  EXPECT_EQ(BytesText(768 * 1024), "768 KB");
  EXPECT_EQ(BytesText(1572864), "1.50 MB");
  EXPECT_EQ(CountText(7), "7");
  EXPECT_EQ(CountText(1234567), "1,234,567");
  EXPECT_EQ(DurationText(20 * kTicksPerMillisecond), "20 ms");
  EXPECT_EQ(DurationText(12500 * kTicksPerMillisecond), "12.5 s");
  EXPECT_EQ(DurationText(0), "0 s");
  EXPECT_EQ(ShareText(111, 1000), "11.1 %");
}

}  // namespace
}  // namespace etalon::plan
