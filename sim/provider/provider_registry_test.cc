#include "sim/provider/provider_registry.h"

#include <gtest/gtest.h>

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

TEST_F(ProviderRegistryTest, TheNewestSessionTakesTheProvider) {
  registry_.Enable(Numbered(1), {.session = 2, .level = 3, .flags = 4});
  registry_.Enable(Numbered(2), {.session = 2, .level = 0, .flags = 0});
  EXPECT_EQ(registry_.EnabledBy(2).size(), 2u);
  registry_.Enable(Numbered(1), {.session = 5, .level = 1, .flags = 9});
  ASSERT_TRUE(registry_.EnablementOf(Numbered(1)).has_value());
  EXPECT_EQ(registry_.EnablementOf(Numbered(1))->session, 5u);
  EXPECT_EQ(registry_.EnabledBy(2), std::vector<GUID>{Numbered(2)});
  registry_.Disable(Numbered(1));
  EXPECT_FALSE(registry_.EnablementOf(Numbered(1)).has_value());
}

TEST(ProviderHandleTest, PacksLoggerLevelAndFlags) {
  EXPECT_EQ(ProviderHandle({.session = 0x12345, .level = 0x67, .flags = 0x89ABCDEF}),
            0x89ABCDEF00672345u);
}

}  // namespace
}  // namespace etalon::sim
