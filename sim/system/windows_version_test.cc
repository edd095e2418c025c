#include "sim/system/windows_version.h"

#include <gtest/gtest.h>

namespace etalon {
namespace {

TEST(WindowsVersion, IsOrderedByAge) {
  EXPECT_LT(kServer2003, kVista);
  EXPECT_LT(kVista, kWindows7);
  EXPECT_LT(kWindows7, kWindows10);
  EXPECT_LT(kWindows10, kWindows10_1607);
  EXPECT_LT(kWindows10_1607, kNewest);
  EXPECT_LT(WindowsVersion(), kServer2003);
}

TEST(WindowsVersion, IsReadAndWritten) {
  EXPECT_EQ(ParseWindowsVersion("6.1"), kWindows7);
  EXPECT_EQ(ParseWindowsVersion("10.0.14393"), kWindows10_1607);
  EXPECT_EQ(ParseWindowsVersion("newest"), kNewest);
  EXPECT_EQ(ToString(kWindows7), "6.1");
  EXPECT_EQ(ToString(kWindows10_1607), "10.0.14393");
}

TEST(WindowsVersion, ReadsNothingElse) {
  for (const char* text : {"", "6", "6.", "6.1.", "6.1.x", "wine-8.0", "6.1.1.1", "256.0",
                           "10.0.65536", "10.0.99999999999", " 6.1"}) {
    EXPECT_EQ(ParseWindowsVersion(text), std::nullopt) << text;
  }
}

TEST(WindowsVersion, ReachesToItsLastBuild) {
  EXPECT_LE(WindowsVersion(6, 1, 7601), kWindows7.Last());
  EXPECT_LT(kWindows7.Last(), kWindows8);
  EXPECT_EQ(kWindows10_1607.Last(), kWindows10_1607);
}

TEST(WindowsVersion, IsSimulatedOrNot) {
  EXPECT_EQ(ParseSimulatedWindows("5.2"), kServer2003);
  EXPECT_EQ(ParseSimulatedWindows("10.0.26100"), kNewest);
  EXPECT_EQ(ParseSimulatedWindows("6.0"), std::nullopt);
  EXPECT_EQ(SimulatedWindowsList(), "5.0, 5.1, 5.2, 6.1, 10.0.14393 or newest");
}

}  // namespace
}  // namespace etalon
