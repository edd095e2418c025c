// The computers that etalon.h makes.
#include <gtest/gtest.h>

#include "sim/include/etalon.h"
#include "sim/include/evntrace.h"

namespace {

struct Block {
  EVENT_TRACE_PROPERTIES properties = {};
  WCHAR names[64] = {};

  Block() {
    properties.Wnode.BufferSize = sizeof(Block);
    properties.Wnode.Flags = WNODE_FLAG_TRACED_GUID;
    properties.LogFileMode = EVENT_TRACE_REAL_TIME_MODE;
    properties.LoggerNameOffset = sizeof(properties);
  }
};

ULONG Start(const char* name) {
  Block block;
  TRACEHANDLE session = 0;
  return StartTraceA(&session, name, &block.properties);
}

ULONG Query(const char* name) {
  Block block;
  return ControlTraceA(0, name, &block.properties, EVENT_TRACE_CONTROL_QUERY);
}

class VirtualMachine : public testing::Test {
 protected:
  VirtualMachine() { EXPECT_TRUE(etalon_begin_machine(1, 1)); }
  ~VirtualMachine() override { EXPECT_TRUE(etalon_end_machine()); }
};

TEST_F(VirtualMachine, NestsAndIsOnItsOwn) {
  ASSERT_EQ(Start("outer"), ERROR_SUCCESS);
  ASSERT_TRUE(etalon_begin_machine(1, 4));
  EXPECT_EQ(Query("outer"), ERROR_WMI_INSTANCE_NOT_FOUND);
  EXPECT_EQ(Start("inner"), ERROR_SUCCESS);
  ASSERT_TRUE(etalon_end_machine());
  EXPECT_EQ(Query("outer"), ERROR_SUCCESS);
  EXPECT_EQ(Query("inner"), ERROR_WMI_INSTANCE_NOT_FOUND);
}

TEST_F(VirtualMachine, MakesTheSameGuidsOfTheSameSeed) {
  GUID first, second;
  CoCreateGuid(&first);
  ASSERT_TRUE(etalon_begin_machine(1, 1));
  CoCreateGuid(&second);
  EXPECT_TRUE(IsEqualGUID(first, second));
  ASSERT_TRUE(etalon_end_machine());
}

TEST_F(VirtualMachine, SleepsWithoutTakingTime) {
  LARGE_INTEGER before, after;
  QueryPerformanceCounter(&before);
  Sleep(24 * 60 * 60 * 1000);
  QueryPerformanceCounter(&after);
  EXPECT_GE(after.QuadPart - before.QuadPart, 24 * 60 * 60 * 10'000'000LL);
}

TEST_F(VirtualMachine, HasThreadsOfItsOwn) {
  ULONG result = ERROR_INVALID_FUNCTION;
  const HANDLE thread = CreateThread(
      nullptr, 0,
      [](LPVOID result) -> DWORD {
        Sleep(1000);
        *static_cast<ULONG*>(result) = Start("by a thread");
        return 0;
      },
      &result, 0, nullptr);
  EXPECT_EQ(WaitForSingleObject(thread, 500), WAIT_TIMEOUT);
  EXPECT_EQ(WaitForSingleObject(thread, INFINITE), WAIT_OBJECT_0);
  EXPECT_EQ(result, ERROR_SUCCESS);
  EXPECT_EQ(Query("by a thread"), ERROR_SUCCESS);
}

TEST_F(VirtualMachine, DeniesWhoeverMayNot) {
  EXPECT_TRUE(etalon_set_token(ETALON_TOKEN_USER));
  EXPECT_EQ(Start("denied"), ERROR_ACCESS_DENIED);
  EXPECT_TRUE(etalon_set_token(ETALON_TOKEN_PERFORMANCE_LOG_USER));
  EXPECT_EQ(Start("granted"), ERROR_SUCCESS);
  EXPECT_FALSE(etalon_set_token(static_cast<ETALON_TOKEN>(6)));
}

TEST_F(VirtualMachine, HasDrives) {
  EXPECT_TRUE(etalon_set_disk('D', 1 << 20, 1 << 20, 1000));
  EXPECT_FALSE(etalon_set_disk('E', 1 << 20, 1 << 20, 1000));
}

TEST_F(VirtualMachine, KnowsItsFaults) {
  EXPECT_TRUE(etalon_inject_fault(ETALON_FAULT_FILE_OPEN, 0, 1));
  EXPECT_FALSE(etalon_inject_fault(static_cast<ETALON_FAULT>(4), 0, 1));
}

TEST(DefaultMachine, IsNoVirtualOne) {
  EXPECT_FALSE(etalon_set_disk('C', 0, 0, 0));
  EXPECT_FALSE(etalon_end_machine());
  EXPECT_FALSE(etalon_begin_machine(1, 0));
  EXPECT_FALSE(etalon_begin_machine(1, 257));
}

}  // namespace
