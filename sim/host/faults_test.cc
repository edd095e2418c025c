#include "sim/host/faults.h"

#include <gtest/gtest.h>

namespace etalon::sim {
namespace {

TEST(Faults, NoneUnlessAskedFor) {
  Faults faults;
  EXPECT_FALSE(faults.ShouldFail(Fault::kDiskWrite));
}

TEST(Faults, FailAfterSoManySoManyTimes) {
  Faults faults;
  faults.Fail(Fault::kBufferMemory, 2, 1);
  EXPECT_FALSE(faults.ShouldFail(Fault::kBufferMemory));
  EXPECT_FALSE(faults.ShouldFail(Fault::kBufferMemory));
  EXPECT_TRUE(faults.ShouldFail(Fault::kBufferMemory));
  EXPECT_FALSE(faults.ShouldFail(Fault::kBufferMemory));
}

TEST(Faults, OneKindLeavesTheOthersAlone) {
  Faults faults;
  faults.Fail(Fault::kFileOpen, 0, 1);
  EXPECT_FALSE(faults.ShouldFail(Fault::kDiskWrite));
  EXPECT_TRUE(faults.ShouldFail(Fault::kFileOpen));
}

TEST(Faults, ANewPlanReplacesTheOld) {
  Faults faults;
  faults.Fail(Fault::kFileOpen, 0, 5);
  faults.Fail(Fault::kFileOpen, 0, 0);
  EXPECT_FALSE(faults.ShouldFail(Fault::kFileOpen));
}

}  // namespace
}  // namespace etalon::sim
