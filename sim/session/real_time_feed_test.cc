#include "sim/session/real_time_feed.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

SealedBuffer OfSize(size_t size) { return std::make_shared<const std::vector<uint8_t>>(size); }

TEST(RealTimeFeedTest, TheFirstConsumerGetsTheBacklog) {
  RealTimeFeed feed(false);
  feed.Open(1000);
  const SealedBuffer early = OfSize(100), late = OfSize(100);
  EXPECT_TRUE(feed.Deliver(early, 1));
  const auto first = feed.Attach();
  const auto second = feed.Attach();
  EXPECT_FALSE(feed.HasMore(second));
  EXPECT_TRUE(feed.Deliver(late, 1));
  EXPECT_EQ(feed.Take(first), early);
  EXPECT_EQ(feed.Take(first), late);
  EXPECT_EQ(feed.Take(first), nullptr);
  EXPECT_EQ(feed.Take(second), late);
}

TEST(RealTimeFeedTest, TheStoreHasACapacity) {
  RealTimeFeed feed(false);
  feed.Open(250);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_FALSE(feed.Deliver(OfSize(100), 1));
  const auto consumer = feed.Attach();
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_FALSE(feed.Deliver(OfSize(100), 1));  // this consumer is as far behind as may be
}

TEST(RealTimeFeedTest, AConsumerOutlivesTheSessionAndSeesNothingOfTheNext) {
  RealTimeFeed feed(false);
  feed.Open(1000);
  const auto old = feed.Attach();
  feed.Deliver(OfSize(100), 1);
  feed.Close();
  EXPECT_FALSE(feed.Ended(old));
  feed.Open(1000);
  feed.Deliver(OfSize(100), 1);
  EXPECT_NE(feed.Take(old), nullptr);
  EXPECT_EQ(feed.Take(old), nullptr);
  EXPECT_TRUE(feed.Ended(old));
  const auto young = feed.Attach();
  EXPECT_TRUE(feed.HasMore(young));
  EXPECT_FALSE(feed.Ended(young));
}

TEST(RealTimeFeedTest, ADetachedConsumerNoLongerCounts) {
  RealTimeFeed feed(false);
  feed.Open(100);
  const auto consumer = feed.Attach();
  feed.Deliver(OfSize(100), 1);
  feed.Detach(consumer);
  EXPECT_EQ(feed.Take(consumer), nullptr);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));  // into the store again
}

TEST(RealTimeFeedTest, TheStoreIsFullWhenOnlyTheReserveIsLeft) {
  RealTimeFeed feed(false);
  feed.Open(500, 200);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_FALSE(feed.store_is_full());
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_TRUE(feed.store_is_full());
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  feed.Attach();
  EXPECT_FALSE(feed.store_is_full());
}

TEST(RealTimeFeedTest, StoresNothingWhereThereIsNoStore) {
  RealTimeFeed feed(false);
  feed.Open(1000, 0, false);
  EXPECT_FALSE(feed.Deliver(OfSize(100), 1));
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  EXPECT_FALSE(feed.HasMore(consumer));
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_TRUE(feed.HasMore(consumer));
}

}  // namespace
}  // namespace etalon::sim
