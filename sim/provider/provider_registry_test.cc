#include "sim/provider/provider_registry.h"

#include <gtest/gtest.h>

#include <array>

#include "sim/session/test_session.h"

namespace etalon::sim {
namespace {

GUID Numbered(uint32_t number) {
  GUID guid = {};
  guid.Data1 = number;
  return guid;
}

class ProviderRegistryTest : public testing::Test {
 protected:
  ProviderRegistry registry_;
  Process one_, two_;
};

TEST_F(ProviderRegistryTest, HandlesAreNeverReused) {
  const TRACEHANDLE first = registry_.Add(one_, Numbered(1), nullptr, nullptr, {}).handle;
  EXPECT_NE(first, 0u);
  EXPECT_NE(registry_.Find(first), nullptr);
  registry_.Remove(first);
  EXPECT_EQ(registry_.Find(first), nullptr);
  EXPECT_NE(registry_.Add(one_, Numbered(1), nullptr, nullptr, {}).handle, first);
}

TEST_F(ProviderRegistryTest, ClassHandlesMeanNothingElsewhere) {
  const Registration& registration =
      registry_.Add(one_, Numbered(1), nullptr, nullptr, {Numbered(10), Numbered(11)});
  ASSERT_EQ(registration.classes.size(), 2u);
  const HANDLE handle = registration.classes[1]->handle;
  EXPECT_NE(handle, nullptr);
  EXPECT_NE(handle, registration.classes[0]->handle);
  ASSERT_NE(registry_.FindClass(one_, handle), nullptr);
  EXPECT_EQ(registry_.FindClass(one_, handle)->class_guid, Numbered(11));
  EXPECT_EQ(registry_.FindClass(two_, handle), nullptr);
  EXPECT_EQ(registry_.FindClass(one_, nullptr), nullptr);
}

TEST_F(ProviderRegistryTest, RegistrationsOfOneGuidAreFoundOldestFirst) {
  const TRACEHANDLE a = registry_.Add(one_, Numbered(1), nullptr, nullptr, {}).handle;
  const TRACEHANDLE b = registry_.Add(two_, Numbered(1), nullptr, nullptr, {}).handle;
  registry_.Add(two_, Numbered(2), nullptr, nullptr, {});
  const std::vector<Registration*> found = registry_.Of(Numbered(1));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0]->handle, a);
  EXPECT_EQ(found[1]->handle, b);
  EXPECT_EQ(registry_.CountOf(two_), 2u);
  registry_.RemoveAllOf(two_);
  EXPECT_EQ(registry_.CountOf(two_), 0u);
  EXPECT_EQ(registry_.CountOf(one_), 1u);
}

TEST_F(ProviderRegistryTest, WhatIsKeptIsKeptOnce) {
  ProviderTraits named, other;
  named.bytes = {4, 0, 'a', 0};
  named.name = "a";
  other.bytes = {4, 0, 'b', 0};
  other.name = "b";
  const ProviderTraits* const first = registry_.Keep(named);
  const ProviderTraits* const second = registry_.Keep(other);
  EXPECT_EQ(first->name, "a");
  EXPECT_EQ(second->name, "b");
  EXPECT_EQ(registry_.Keep(named), first);
  EXPECT_EQ(registry_.Keep(other), second);
  EventFilters filters, others;
  filters.process_ids = {7};
  others.process_ids = {8};
  EXPECT_EQ(registry_.Keep(EventFilters()), nullptr);
  const EventFilters* const kept = registry_.Keep(filters);
  EXPECT_EQ(*kept, filters);
  EXPECT_EQ(*registry_.Keep(others), others);
  EXPECT_EQ(registry_.Keep(filters), kept);
}

TEST_F(ProviderRegistryTest, ClassicAndEventRegistrationsAreCountedTogether) {
  registry_.Add(one_, Numbered(1), nullptr, nullptr, {});
  registry_.AddEvent(one_, Numbered(2), nullptr, nullptr);
  registry_.AddEvent(two_, Numbered(2), nullptr, nullptr);
  EXPECT_EQ(registry_.CountOf(one_), 2u);
  registry_.RemoveAllOf(one_);
  EXPECT_EQ(registry_.CountOf(one_), 0u);
  EXPECT_EQ(registry_.CountOf(two_), 1u);
}

class EnablementTest : public ProviderRegistryTest {
 protected:
  SessionRequest From(size_t session, uint8_t level = 1) {
    return {.session = &sessions_[session].session(), .level = level};
  }
  EventRegistration& Register() { return *registry_.AddEvent(one_, kGuid, nullptr, nullptr); }

  const GUID kGuid = Numbered(1);
  std::array<TestSession, 9> sessions_;
};

TEST_F(EnablementTest, TheNewestSessionTakesAClassicProvider) {
  registry_.Add(one_, kGuid, nullptr, nullptr, {});
  for (size_t i = 0; i < sessions_.size(); ++i) EXPECT_TRUE(registry_.Enable(kGuid, From(i, 7)));
  EXPECT_TRUE(registry_.EnabledBy(sessions_[7].session()).empty());
  EXPECT_EQ(registry_.EnabledBy(sessions_[8].session()), std::vector<GUID>{kGuid});
  ASSERT_TRUE(registry_.ClassicEnablementOf(kGuid).has_value());
  EXPECT_EQ(registry_.ClassicEnablementOf(kGuid)->level, 7);
  registry_.Disable(kGuid, sessions_[0].session());
  EXPECT_TRUE(registry_.ClassicEnablementOf(kGuid).has_value());
  registry_.Disable(kGuid, sessions_[8].session());
  EXPECT_FALSE(registry_.ClassicEnablementOf(kGuid).has_value());
}

TEST_F(EnablementTest, TheLastOfSeveralGetsAClassicProviderThatRegistersLater) {
  registry_.Enable(kGuid, From(0));
  registry_.Enable(kGuid, From(1));
  registry_.Enable(kGuid, From(0));
  registry_.Add(one_, kGuid, nullptr, nullptr, {});
  EXPECT_EQ(registry_.EnablementOf(kGuid)->requests.size(), 1u);
  EXPECT_TRUE(registry_.EnabledBy(sessions_[1].session()).empty());
}

TEST_F(EnablementTest, EightSessionsShareAnEventProvider) {
  EventRegistration& provider = Register();
  for (size_t i = 0; i < 8; ++i) EXPECT_TRUE(registry_.Enable(kGuid, From(i)));
  EXPECT_EQ(provider.enabled_places(), 0xFFu);
  EXPECT_FALSE(registry_.Enable(kGuid, From(8)));
  EXPECT_TRUE(registry_.Enable(kGuid, From(3, 9))) << "a change takes no further place";
  EXPECT_EQ(provider.at(3).wanted().level, 9);
  registry_.Disable(kGuid, sessions_[2].session());
  EXPECT_EQ(provider.enabled_places(), 0xFBu);
  EXPECT_TRUE(registry_.Enable(kGuid, From(8)));
  EXPECT_EQ(&provider.at(2).session(), &sessions_[8].session());
}

TEST_F(EnablementTest, ARegistrationFindsTheSessionsThatWereThereBefore) {
  registry_.Enable(kGuid, From(0, 4));
  const EventRegistration& provider = Register();
  EXPECT_EQ(provider.enabled_places(), 1u);
  EXPECT_EQ(provider.at(0).wanted(), (Wanted{.level = 4, .match_any = ~uint64_t{0}}));
}

TEST_F(EnablementTest, AGroupsSessionsHaveItsProvidersToo) {
  const GUID group = Numbered(9);
  SessionRequest by_group = From(0, 2);
  by_group.properties = EVENT_ENABLE_PROPERTY_PROVIDER_GROUP;
  registry_.Enable(group, by_group);
  EventRegistration& provider = Register();
  EXPECT_EQ(provider.enabled_places(), 0u);
  registry_.JoinGroup(provider, group);
  EXPECT_EQ(provider.enabled_places(), 0x100u);
  registry_.Enable(kGuid, From(0, 5));
  EXPECT_EQ(provider.enabled_places(), 1u) << "no session gets an event twice";
  EXPECT_EQ(registry_.EventsOf(group).size(), 1u);
}

TEST_F(EnablementTest, ScopeFiltersChooseProcesses) {
  one_.pid = 8;
  EventFilters filters;
  filters.process_ids = {4, 12};
  SessionRequest request = From(0);
  request.filters = registry_.Keep(filters);
  EXPECT_EQ(registry_.Keep(filters), request.filters) << "equal filters are kept once";
  const EventRegistration& provider = Register();
  registry_.Enable(kGuid, request);
  EXPECT_EQ(provider.enabled_places(), 0u);
  filters.process_ids = {8};
  request.filters = registry_.Keep(filters);
  registry_.Enable(kGuid, request);
  EXPECT_EQ(provider.enabled_places(), 1u);
}

TEST(ProviderHandleTest, PacksLoggerLevelAndFlags) {
  EXPECT_EQ(ProviderHandle({.session = 0x12345, .level = 0x67, .flags = 0x89ABCDEF}),
            0x89ABCDEF00672345u);
}

}  // namespace
}  // namespace etalon::sim
