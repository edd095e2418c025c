#include "conformance/mutants/order.h"

#include "gtest/gtest.h"

namespace etalon {
namespace {

TEST(WhyNeverBoth, ClausesOfDifferentWindows) {
  EXPECT_EQ(WhyNeverBoth("PROCTRACE-E07", "PROCTRACE-E08"), "no Windows has both");
  EXPECT_EQ(WhyNeverBoth("ENABLETRACE-E06", "ENABLETRACE-E04"), "no Windows has both");
}

TEST(WhyNeverBoth, ViolationsOfWhichTheTableSaysWhy) {
  EXPECT_EQ(WhyNeverBoth("PTADD-U04", "PTADD-U02"), "what is no whole buffer has no time");
  EXPECT_EQ(WhyNeverBoth("PTADD-U02", "PTADD-U04"), "what is no whole buffer has no time");
}

// That would be a reason only if there were no other way to break them.
TEST(WhyNeverBoth, ViolationsThatTakeHoldOfTheSameThing) {
  EXPECT_EQ(WhyNeverBoth("CONTROLTRACE-E03", "CONTROLTRACE-E01"), "");
}

TEST(WhyNeverBoth, ViolationsThatGoTogether) {
  EXPECT_EQ(WhyNeverBoth("ENABLETRACE-E01", "ENABLETRACE-E02"), "");
}

// Alone they take hold of the same offset.
TEST(WhyNeverBoth, ViolationsThatAreBroughtAboutInOneGo) {
  EXPECT_EQ(WhyNeverBoth("CONTROLTRACE-E07", "CONTROLTRACE-E02"), "");
  EXPECT_EQ(WhyNeverBoth("CONTROLTRACE-E02", "CONTROLTRACE-E07"), "");
}

TEST(WhyNeverBoth, SaysNothingOfWhatNoTableHas) {
  EXPECT_EQ(WhyNeverBoth("STARTTRACE-E02", "FLUSHTRACE-E02"), "");
  EXPECT_EQ(WhyNeverBoth("PTINC-E01", "PTINC-E02"), "");
  EXPECT_EQ(WhyNeverBoth("NOPE-E01", "NOPE-E02"), "");
}

}  // namespace
}  // namespace etalon
