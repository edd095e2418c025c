#include "conformance/script/execution/guard.h"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>

#include "gtest/gtest.h"

namespace etalon {
namespace {

void ReadFromNull(void*) {
  const volatile char* const nowhere = nullptr;
  (void)*nowhere;
}

void CallAbort(void*) { std::abort(); }

TEST(Guard, TellsAFault) {
  Fault fault;
  EXPECT_FALSE(RunGuarded(ReadFromNull, nullptr, &fault));
  EXPECT_TRUE(fault.has_address);
  EXPECT_EQ(fault.address, 0u);
  EXPECT_FALSE(fault.is_write);
}

TEST(Guard, AFaultThatIsExpectedGoesNoFurther) {
  int after = 0;
  const auto body = [](void* context) {
    EXPECT_FALSE(RunExpectingFaults(ReadFromNull, nullptr));
    ++*static_cast<int*>(context);
  };
  Fault fault;
  EXPECT_TRUE(RunGuarded(body, &after, &fault));
  EXPECT_EQ(after, 1);
  EXPECT_TRUE(RunExpectingFaults([](void*) {}, nullptr));
}

TEST(Guard, AnAbortIsForTheGuardAround) {
  const auto body = [](void*) { RunExpectingFaults(CallAbort, nullptr); };
  Fault fault;
  EXPECT_FALSE(RunGuarded(body, nullptr, &fault));
  EXPECT_EQ(fault.name, "SIGABRT");
  EXPECT_FALSE(RunGuarded(ReadFromNull, nullptr, &fault)) << "guards are in order again";
}

#ifndef _WIN32
void LeaveWith7(int) { _exit(7); }

TEST(GuardDeathTest, WhatIsNotGuardedIsForWhoeverTookItBefore) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const auto guard_once = [] { RunExpectingFaults([](void*) {}, nullptr); };
  EXPECT_EXIT((signal(SIGABRT, LeaveWith7), guard_once(), std::abort()), testing::ExitedWithCode(7),
              "");
  EXPECT_EXIT((signal(SIGSEGV, LeaveWith7), guard_once(), ReadFromNull(nullptr)),
              testing::ExitedWithCode(7), "");
}
#endif

}  // namespace
}  // namespace etalon
