#include "sim/provider/event_registration.h"

#include <gtest/gtest.h>

#include "sim/provider/event_registration_table.h"
#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

TEST(EventRegistrationTableTest, HandlesMeanNothingElsewhereAndNeverComeBack) {
  EventRegistrationTable table;
  Process one, two;
  EventRegistration* const first = table.Add(one, {}, nullptr, nullptr);
  const REGHANDLE handle = first->handle();
  EXPECT_EQ(table.ForWriting(handle, one), first);
  EXPECT_EQ(table.ForWriting(handle, two), nullptr);
  table.Remove(*first);
  EXPECT_EQ(table.ForWriting(handle, one), nullptr);
  EXPECT_EQ(table.Add(one, {}, nullptr, nullptr), first) << "the slot is used again";
  EXPECT_EQ(table.ForWriting(handle, one), nullptr);
}

TEST(EventRegistrationTableTest, WhatIsNoHandleIsNotFound) {
  EventRegistrationTable table;
  Process process;
  EXPECT_EQ(table.ForWriting(0, process), nullptr);
  const REGHANDLE handle = table.Add(process, {}, nullptr, nullptr)->handle();
  for (const REGHANDLE wrong : {REGHANDLE{0}, ~REGHANDLE{0}, handle ^ 1, handle ^ 1 << 20,
                                handle ^ REGHANDLE{1} << 32, REGHANDLE{5}}) {
    EXPECT_EQ(table.ForWriting(wrong, process), nullptr);
  }
}

TEST(EventRegistrationTableTest, HoldsMoreThanAChunk) {
  EventRegistrationTable table;
  Process process;
  for (int i = 0; i < 200; ++i) {
    EventRegistration* const added = table.Add(process, {}, nullptr, nullptr);
    EXPECT_EQ(table.ForWriting(added->handle(), process), added);
  }
  EXPECT_EQ(table.all().size(), 200u);
}

TEST(EventRegistrationTest, CompositeOfAllSessions) {
  EventRegistration provider;
  TestSession a, b;
  EXPECT_FALSE(provider.composite().is_enabled);
  provider.Put(0, &a.session(), {.level = 3, .match_any = 1, .match_all = 6}, 0, nullptr);
  provider.Put(9, &b.session(), {.level = 5, .match_any = 2, .match_all = 12}, 0, nullptr);
  EXPECT_TRUE(provider.composite().is_enabled);
  EXPECT_EQ(provider.composite().wanted, (Wanted{.level = 5, .match_any = 3, .match_all = 4}));
  provider.Put(9, nullptr, {}, 0, nullptr);
  EXPECT_EQ(provider.composite().wanted, (Wanted{.level = 3, .match_any = 1, .match_all = 6}));
}

TEST(EventRegistrationTest, LevelAndKeyword) {
  const Wanted wanted = {.level = 3, .match_any = 0x3, .match_all = 0x10};
  EXPECT_TRUE(Passes(wanted, 3, 0x11));
  EXPECT_TRUE(Passes(wanted, 0, 0));
  EXPECT_FALSE(Passes(wanted, 4, 0x11));
  EXPECT_FALSE(Passes(wanted, 3, 0x01)) << "not all of match_all";
  EXPECT_FALSE(Passes(wanted, 3, 0x10)) << "nothing of match_any";
  EXPECT_TRUE(Passes({.level = 0, .match_any = ~uint64_t{0}}, 255, 1)) << "level 0 is every level";
}

TEST(EventRegistrationTest, IgnoredKeywordZeroAndEventIds) {
  EventRegistration provider;
  TestSession session;
  EventFilters filters;
  filters.event_ids = EventIdFilter{.filter_in = false, .ids = {7, 8}};
  const Wanted all = {.level = 0, .match_any = ~uint64_t{0}};
  provider.Put(0, &session.session(), all, EVENT_ENABLE_PROPERTY_IGNORE_KEYWORD_0, &filters);
  EVENT_DESCRIPTOR event = {};
  event.Keyword = 1;
  EXPECT_TRUE(provider.at(0).Admits(event, 0, nullptr));
  event.Id = 8;
  EXPECT_FALSE(provider.at(0).Admits(event, 0, nullptr));
  event = {};
  EXPECT_FALSE(provider.at(0).Admits(event, 0, nullptr));
  EXPECT_FALSE(provider.Allows(0, 0));
  EXPECT_TRUE(provider.Allows(9, 4));
}

}  // namespace
}  // namespace etalon::sim
