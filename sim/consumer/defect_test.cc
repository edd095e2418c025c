#include "sim/consumer/defect.h"

#include "gtest/gtest.h"

namespace etalon::sim {
namespace {

TEST(DefectLogTest, TheFirstAreKeptAndAllAreCounted) {
  DefectLog log;
  EXPECT_EQ(log.count(), 0u);
  for (uint64_t i = 0; i < DefectLog::kKept + 2; ++i) log.Add(i, "defect");
  EXPECT_EQ(log.count(), DefectLog::kKept + 2);
  ASSERT_EQ(log.kept().size(), DefectLog::kKept);
  EXPECT_EQ(log.kept().back().offset, DefectLog::kKept - 1);
  EXPECT_EQ(log.kept().front().reason, "defect");
}

}  // namespace
}  // namespace etalon::sim
