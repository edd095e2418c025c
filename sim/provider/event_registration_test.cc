#include "sim/provider/event_registration.h"

#include <gtest/gtest.h>

#include <string>

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

TEST(EventRegistrationTest, TheNextInItsSlotKnowsNothingOfIt) {
  EventRegistrationTable table;
  Process process;
  TestSession session;
  const ProviderTraits traits;
  EventRegistration* const first = table.Add(process, {}, nullptr, nullptr);
  first->Put(3, &session.session(), {.level = 5}, 0, nullptr);
  first->SetTraits(&traits);
  first->SetGroup(GUID{1, 2, 3, {}});
  EXPECT_TRUE(first->IsEnabledBy(session.session()));
  table.Remove(*first);
  EventRegistration* const next = table.Add(process, {}, nullptr, nullptr);
  ASSERT_EQ(next, first);
  EXPECT_EQ(next->enabled_places(), 0u);
  EXPECT_FALSE(next->IsEnabledBy(session.session()));
  EXPECT_FALSE(next->composite().is_enabled);
  EXPECT_FALSE(next->group().has_value());
  EXPECT_EQ(next->traits(), nullptr);
  EXPECT_FALSE(next->uses_descriptor_type());
}

// Metadata: a size, tags, the name.
TEST(EventRegistrationTest, AnEventsNameStandsInItsMetadata) {
  EventRegistration provider;
  TestSession session;
  EventFilters filters;
  filters.event_names = EventNameFilter{.among = {.filter_in = true}, .names = {"n"}};
  provider.Put(0, &session.session(), {.match_any = ~uint64_t{0}}, 0, &filters);
  EVENT_DESCRIPTOR event = {};
  event.Keyword = 1;
  const auto admits = [&](std::string bytes,
                          uint8_t type = EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA, ULONG cut = 0) {
    EVENT_DATA_DESCRIPTOR data[2] = {};
    data[1].Ptr = reinterpret_cast<uintptr_t>(bytes.data());
    data[1].Size = static_cast<ULONG>(bytes.size()) - cut;
    data[1].Type = type;
    return provider.at(0).Admits(event, 2, data);
  };
  EXPECT_TRUE(admits(std::string("\5\0\0n\0", 5)));
  EXPECT_TRUE(admits(std::string("\5\0\0n", 4)));  // no zero: it ends where its data do
  EXPECT_FALSE(admits(std::string("\5\0\0m\0", 5)));
  EXPECT_TRUE(admits(std::string("\7\0\x81\x80\1n\0", 7)));
  EXPECT_FALSE(admits(std::string("\4\0\x81\x80", 4)));  // tags that do not end
  EXPECT_FALSE(admits(std::string("\5\0\0n\0", 5), EVENT_DATA_DESCRIPTOR_TYPE_NONE));
  EXPECT_FALSE(admits(std::string("\5\0\0n\0", 5), EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA, 2));
  EXPECT_FALSE(admits(std::string("\5\0\0n\0", 5), EVENT_DATA_DESCRIPTOR_TYPE_EVENT_METADATA, 3));
  filters.event_names->names = {""};
  EXPECT_TRUE(admits(std::string("\3\0\0\0", 3)));
}

}  // namespace
}  // namespace etalon::sim
