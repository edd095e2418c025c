#include "sim/session/real_time_feed.h"

#include <gtest/gtest.h>

#include "sim/session/test_session.h"

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

TEST(RealTimeFeedTest, TheLedgerTellsWhatBecameOfEvents) {
  RealTimeFeed feed(false);
  feed.Open(250);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_TRUE(feed.Deliver(OfSize(100), 2));
  EXPECT_FALSE(feed.Deliver(OfSize(100), 4));
  EXPECT_EQ(feed.ledger().waiting, 3u);
  EXPECT_EQ(feed.ledger().in_lost_buffers, 4u);
  const auto consumer = feed.Attach();
  EXPECT_EQ(feed.ledger().waiting, 0u);
  EXPECT_EQ(feed.ledger().delivered, 3u);
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 8));
  EXPECT_EQ(feed.ledger().delivered, 11u);
  feed.Detach(consumer);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 16));
  feed.Close();
  EXPECT_EQ(feed.ledger().never_read, 16u);
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

TEST(RealTimeFeedTest, ALossIsToldWithTheNextBuffer) {
  RealTimeFeed feed(false);
  feed.Open(100);
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  bool after_loss = true;
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_FALSE(feed.Deliver(OfSize(100), 1));
  EXPECT_NE(feed.Take(consumer, &after_loss), nullptr);
  EXPECT_FALSE(after_loss);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_NE(feed.Take(consumer, &after_loss), nullptr);
  EXPECT_TRUE(after_loss);
  EXPECT_TRUE(feed.Deliver(OfSize(100), 1));
  EXPECT_NE(feed.Take(consumer, &after_loss), nullptr);
  EXPECT_FALSE(after_loss);
}

TEST(RealTimeFeedTest, WhoWorksOnABufferKeepsThoseThatCome) {
  RealTimeFeed feed(false);
  feed.Open(1000);
  const RealTimeFeed::ConsumerId slow = feed.Attach();
  const RealTimeFeed::ConsumerId fast = feed.Attach();
  feed.Deliver(OfSize(100), 1);
  EXPECT_EQ(feed.lent(), 0u);  // both wait for it
  EXPECT_NE(feed.Take(slow), nullptr);
  EXPECT_EQ(feed.lent(), 1u);
  feed.Deliver(OfSize(100), 1);
  feed.Deliver(OfSize(100), 1);
  EXPECT_EQ(feed.lent(), 3u);
  EXPECT_NE(feed.Take(fast), nullptr);
  EXPECT_EQ(feed.lent(), 3u);  // the same buffers
  feed.Finish(fast);
  feed.Finish(slow);
  EXPECT_EQ(feed.lent(), 0u);
  EXPECT_NE(feed.Take(slow), nullptr);
  EXPECT_EQ(feed.lent(), 2u);
  feed.Detach(slow);
  EXPECT_EQ(feed.lent(), 0u);
  feed.Finish(slow);
}

TEST(RealTimeFeedTest, WhatWasInTheStoreIsNotKeptFromTheSession) {
  RealTimeFeed feed(false);
  feed.Open(1000);
  feed.Deliver(OfSize(100), 1);
  feed.Deliver(OfSize(100), 1);
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_EQ(feed.lent(), 0u);
  feed.Deliver(OfSize(100), 1);
  EXPECT_EQ(feed.lent(), 1u);
  feed.Finish(consumer);
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_EQ(feed.lent(), 1u);
  feed.Close();
  EXPECT_EQ(feed.lent(), 0u);
}

TEST(RealTimeFeedTest, WhatWasInTheStoreIsCountedDownToTheLast) {
  RealTimeFeed feed(false);
  feed.Open(1000);
  feed.Deliver(OfSize(100), 1);
  feed.Deliver(OfSize(100), 1);
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  for (int i = 0; i < 2; ++i) {
    EXPECT_NE(feed.Take(consumer), nullptr);
    feed.Finish(consumer);
  }
  feed.Deliver(OfSize(100), 1);
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_EQ(feed.lent(), 1u);
}

TEST(RealTimeFeedTest, WhereAConsumerIsAttachedItsQueueAloneHasRoom) {
  RealTimeFeed feed(false);
  feed.Open(100);
  EXPECT_TRUE(feed.HasRoom(100));
  EXPECT_FALSE(feed.HasRoom(101));
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  EXPECT_TRUE(feed.HasRoom(100));
  feed.Deliver(OfSize(100), 1);
  EXPECT_FALSE(feed.HasRoom(1));
  feed.Detach(consumer);
  EXPECT_TRUE(feed.HasRoom(100));
  feed.Attach();
  feed.Close();
  feed.Open(200);
  EXPECT_TRUE(feed.HasRoom(200));  // that one's session is over
}

TEST(RealTimeFeedTest, WhoComesTooLateHasNothingToWaitFor) {
  RealTimeFeed feed(false);
  EXPECT_TRUE(feed.Ended(feed.Attach()));
  feed.Open(100);
  EXPECT_FALSE(feed.Ended(feed.Attach()));
  int had_room = 0;
  feed.SetRoomHandler([&] { ++had_room; });
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  EXPECT_EQ(had_room, 1);
  EXPECT_EQ(feed.Take(consumer), nullptr);
  EXPECT_EQ(had_room, 1);  // nothing was taken
  feed.Deliver(OfSize(50), 1);
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_EQ(had_room, 2);
}

TEST(LedgerTest, IsBalancedWhereBothSinksHaveAll) {
  Ledger ledger;
  EXPECT_EQ(ledger.attempted(), 0u);
  EXPECT_EQ(ledger.file.sum(), 0u);
  EXPECT_EQ(ledger.real_time.sum(), 0u);
  EXPECT_TRUE(ledger.balanced());
  ledger.handed_out = 1;
  EXPECT_FALSE(ledger.balanced());
  ledger.file.recorded = 1;
  EXPECT_FALSE(ledger.balanced());
  ledger.real_time.passed_by = 1;
  EXPECT_TRUE(ledger.balanced());
  ledger.file.recorded = 0;
  EXPECT_FALSE(ledger.balanced());
}

TEST(RealTimeFeedTest, ALedgerTellsWhereEventsAre) {
  RealTimeFeed feed(false);
  feed.Open(200);
  feed.Deliver(OfSize(100), 1);
  feed.Deliver(OfSize(100), 2);
  feed.Deliver(OfSize(100), 4);
  Ledger::RealTime ledger = feed.ledger();
  EXPECT_EQ(ledger.waiting, 3u);
  EXPECT_EQ(ledger.in_lost_buffers, 4u);
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  EXPECT_EQ(feed.ledger().delivered, 3u);
  EXPECT_EQ(feed.ledger().waiting, 0u);
  EXPECT_NE(feed.Take(consumer), nullptr);
  feed.Deliver(OfSize(100), 8);
  EXPECT_EQ(feed.ledger().delivered, 11u);
  feed.Detach(consumer);
  feed.Deliver(OfSize(100), 16);
  feed.Attach();
  feed.Close();
  feed.Open(200);
  feed.Deliver(OfSize(100), 32);
  feed.Close();
  ledger = feed.ledger();
  EXPECT_EQ(ledger.delivered, 27u);
  EXPECT_EQ(ledger.never_read, 32u);
  EXPECT_EQ(ledger.sum(), 63u);
  feed.ResetLedger();
  EXPECT_EQ(feed.ledger().sum(), 0u);
  EXPECT_FALSE(feed.HasMore(feed.Attach()));
}

TEST(RealTimeFeedTest, ASessionHasNoBufferWhileASlowConsumerHasThemAll) {
  TestSession test;
  test.settings().log_file_mode |= EVENT_TRACE_REAL_TIME_MODE;
  test.settings().maximum_buffers = 3;
  ASSERT_TRUE(test.Start());
  RealTimeFeed& feed = test.session().real_time_feed();
  const RealTimeFeed::ConsumerId consumer = feed.Attach();
  const auto fill_one = [&] {
    EXPECT_EQ(test.Write(2000), WriteResult::kWritten);
    EXPECT_EQ(test.Write(2000), WriteResult::kWritten);
    test.session().Flush();
  };
  fill_one();
  EXPECT_EQ(test.statistics().free_buffers, 2u);
  EXPECT_NE(feed.Take(consumer), nullptr);
  EXPECT_EQ(test.statistics().free_buffers, 1u);
  fill_one();
  EXPECT_EQ(test.statistics().free_buffers, 0u);
  fill_one();  // the pool grows
  EXPECT_EQ(test.statistics().number_of_buffers, 3u);
  EXPECT_EQ(test.Write(100), WriteResult::kNoBuffer);
  EXPECT_EQ(test.statistics().events_lost, 1u);
  feed.Finish(consumer);
  EXPECT_EQ(test.Write(100), WriteResult::kWritten);
  test.Stop();
  EXPECT_EQ(test.statistics().real_time_buffers_lost, 0u);
}

}  // namespace
}  // namespace etalon::sim
