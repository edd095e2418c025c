#include "sim/system/registry.h"

#include "gtest/gtest.h"

namespace etalon::sim {
namespace {

using Names = std::vector<std::u16string>;

TEST(RegistryTest, ValuesHaveATypeAndAreFoundWithoutRegardToCase) {
  Registry registry;
  registry.Set(u"GlobalLogger", u"Start", uint64_t{1});
  registry.Set(u"GlobalLogger", u"FileName", std::u16string(u"C:\\a.etl"));
  registry.Set(u"GlobalLogger", u"EnableKernelFlags", Registry::Bytes{1, 0, 0, 0});
  EXPECT_EQ(registry.Number(u"GLOBALLOGGER", u"start"), 1u);
  EXPECT_EQ(registry.Text(u"GlobalLogger", u"FileName"), u"C:\\a.etl");
  EXPECT_EQ(registry.Binary(u"GlobalLogger", u"EnableKernelFlags")->size(), 4u);
  EXPECT_EQ(registry.Text(u"GlobalLogger", u"Start"), std::nullopt);
  EXPECT_EQ(registry.Number(u"GlobalLogger", u"Missing"), std::nullopt);
  EXPECT_EQ(registry.Number(u"Missing", u"Start"), std::nullopt);
}

TEST(RegistryTest, KeysAboveAreMade) {
  Registry registry;
  registry.Set(u"Autologger\\b\\{guid}", u"Enabled", uint64_t{1});
  registry.Set(u"Autologger\\A", u"Start", uint64_t{1});
  registry.Set(u"Autologger\\B", u"Start", uint64_t{0});
  EXPECT_EQ(registry.Below(u"autologger"), (Names{u"A", u"b"}));
  EXPECT_EQ(registry.Below(u"Autologger\\b"), (Names{u"{guid}"}));
  EXPECT_TRUE(registry.Below(u"Autologger\\A").empty());
}

TEST(RegistryTest, TheRootHasValuesToo) {
  Registry registry;
  registry.Set(u"", u"EtwMaxLoggers", uint64_t{128});
  EXPECT_EQ(registry.Number(u"", u"EtwMaxLoggers"), 128u);
}

}  // namespace
}  // namespace etalon::sim
